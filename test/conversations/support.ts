import type { ConversationEvent } from '../../conversations/port.ts';

const CONVERSATION = {
  id: '6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11',
  accountId: '17728909',
  channel: 'wa',
  consumer: '+12025550173',
  brandNumber: '+12025550101',
  skill: 'sales',
  route: 'campaign',
  campaignId: 'a9cRASfbQ',
  campaignName: 'Orders of March',
  handoffId: 'H100000002',
  recipientId: '252d195b-1a4f-4807-aa45-97d2a5560e44',
  openedAt: '2026-03-02T16:20:11.000Z',
} as const;

const common = { id: 'event-1', at: '2026-03-02T16:20:11.000Z', conversation: CONVERSATION };

export const OPENED: ConversationEvent = { ...common, kind: 'opened', external: null, context: null, origin: null };

export const CLOSED: ConversationEvent = {
  ...common,
  kind: 'closed',
  external: { id: 'there', dialogId: 'there' },
  csat: null,
};

/** A line of the consumer's in a conversation that the other side knows. */
export function message(text: string, externalId = 'there'): ConversationEvent {
  const external = { id: externalId, dialogId: externalId };
  return { ...common, id: `event ${text}`, kind: 'message', external, message: { id: 'message-1', text } };
}
