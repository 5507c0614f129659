export type ReplyFacts = {
  /** When the gateway took the message that is answered. */
  sentAtMs: number;
  receivedAtMs: number;
  lookbackMinutes: number;
  /** The recipient's latest conversation from this campaign. */
  conversation: 'none' | 'closed';
  campaignSkill: string;
  defaultSkill: string;
};

export type ReplyRoute = { skill: string; route: 'campaign' | 'after-lookback' | 'after-close' };

/** The first instant at which a reply no longer goes to the campaign's skill. */
export function lookbackEndMs(sentAtMs: number, lookbackMinutes: number): number {
  return sentAtMs + lookbackMinutes * 60_000;
}

/**
 * Where a consumer's reply goes when no conversation is open: the campaign's skill within the lookback period, half-open, and the default skill after it.
 * After the conversation was closed, the next message is a new inbound conversation on the default skill (the guide, "Create API Handoff").
 */
export function routeReply(facts: ReplyFacts): ReplyRoute {
  if (facts.conversation === 'closed') return { skill: facts.defaultSkill, route: 'after-close' };
  if (facts.receivedAtMs < lookbackEndMs(facts.sentAtMs, facts.lookbackMinutes)) {
    return { skill: facts.campaignSkill, route: 'campaign' };
  }
  return { skill: facts.defaultSkill, route: 'after-lookback' };
}
