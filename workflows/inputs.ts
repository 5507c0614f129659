import type { Channel } from '../domain/channel.ts';
import type { Turn } from '../domain/decision.ts';

/** Ids only: names, texts and numbers stay in the database, where a person can be erased. */
export type RecipientInput = {
  accountId: string;
  campaignId: string;
  recipientId: string;
  /** What the campaign has found: it may be sent to at once. Absent: not known. */
  turn?: Turn;
  /** Started by a signal to a recipient whose workflow had ended: it takes the signal, and never starts a failed recipient again. */
  woken?: true;
};

export type CampaignInput = {
  accountId: string;
  campaignId: string;
  /** Recipients before this place have been started. */
  from: number;
};

export type ResumeInput = {
  accountId: string;
  /** The parked ones of a campaign or of a channel; or whoever waits for what the settings of a channel, or rules and limits, have moved. */
  what: { campaignId: string } | { channel: Channel } | { settingsOf: Channel | 'rules' };
};

export type TemplateInput = { accountId: string; templateId: string };

export type ConversationInput = { accountId: string; conversationId: string };

export type AgentMessageInput = {
  accountId: string;
  messageId: string;
  channel: Channel;
  /** The account's messages a second on the channel. */
  ratePerSecond: number;
};

export type NudgeInput = { accountId: string; messageId: string };
