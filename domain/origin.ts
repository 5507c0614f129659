import type { Channel } from './channel.ts';
import type { Plan } from './plan.ts';
import { messageText } from './template.ts';

/** The message that a consumer answers, as they got it on this channel; undefined where the plan has nothing on it. */
export function originMessage(
  channel: Channel,
  { plan, variables, headerVariables }: OriginFacts,
): { text: string; media: { type: string; link: string } | null } | undefined {
  const entry = plan.find((candidate) => candidate.channel === channel);
  if (!entry) return undefined;
  const type = entry.channel === 'wa' ? entry.template.header : null;
  const link = type === null ? undefined : headerVariables[type];
  return {
    text: messageText(entry, variables),
    media: type === null || link === undefined ? null : { type, link },
  };
}

type OriginFacts = { plan: Plan; variables: Record<string, string>; headerVariables: Record<string, string> };
