import { describe, expect, it } from 'vitest';
import { isLivePersonSignature, parseLivePersonNotification } from '../../../domain/webhooks/liveperson.ts';

const ID = '69d7026e-67e7-47ab-8dcb-ec14dfcdd31d';
const CONSUMER = { id: '5c40c773', role: 'CONSUMER' };
const AGENT = { id: '29c3019d', role: 'ASSIGNED_AGENT' };

const messages = (...changes: object[]) => ({
  kind: 'notification',
  body: { changes },
  type: 'ms.MessagingEventNotification',
});
const line = (more: object = {}) => ({
  sequence: 4,
  originatorId: AGENT.id,
  originatorMetadata: AGENT,
  serverTimestamp: 1_544_190_529_528,
  event: { type: 'ContentEvent', message: 'Hello', contentType: 'text/plain' },
  conversationId: ID,
  dialogId: ID,
  ...more,
});
const conversation = (details: object) => ({
  kind: 'notification',
  body: { changes: [{ type: 'UPSERT', result: { convId: ID, effectiveTTR: -1, conversationDetails: details } }] },
  type: 'cqm.ExConversationChangeNotification',
});

describe('a line', () => {
  const read = (more: object) => parseLivePersonNotification(messages(line(more)))[0];

  it.each<[string, object, object]>([
    ['of an agent', {}, { text: 'Hello', isConsumer: false, conversationId: ID, dialogId: ID, sequence: 4 }],
    ['of the consumer', { originatorMetadata: CONSUMER }, { isConsumer: true }],
    ['of a survey after it', { dialogId: 'survey' }, { conversationId: ID, dialogId: 'survey' }],
    ['in the older form, without the conversation', { conversationId: undefined }, { conversationId: ID }],
    [
      'of a picture',
      { event: { type: 'ContentEvent', contentType: 'hosted/file' } },
      { text: undefined, contentType: 'hosted/file' },
    ],
    [
      'with a card',
      { event: { type: 'RichContentEvent', content: {} } },
      { text: undefined, contentType: 'rich content' },
    ],
    ['for everybody', { messageAudience: 'ALL' }, { text: 'Hello' }],
  ])('%s', (_name, more, expected) => {
    expect(read(more)).toMatchObject({ kind: 'message', ...expected });
  });

  it.each<[string, object]>([
    ['who is typing', { event: { type: 'ChatStateEvent', chatState: 'COMPOSING' } }],
    ['who has read', { event: { type: 'AcceptStatusEvent', status: 'READ' } }],
    ['what agents write among themselves', { messageAudience: 'AGENTS_AND_MANAGERS' }],
    ['a line without a place', { sequence: undefined }],
    ['a line of no conversation', { conversationId: undefined, dialogId: undefined }],
  ])('is not: %s', (_name, more) => {
    expect(read(more)).toBeUndefined();
  });

  it('comes with others in one notification', () => {
    const found = parseLivePersonNotification(messages(line(), line({ sequence: 5 })));
    expect(found.map((each) => each.kind === 'message' && each.sequence)).toEqual([4, 5]);
  });
});

describe('a conversation', () => {
  it('that is open has its consumer and its open dialog', () => {
    const dialogs = [
      { dialogId: ID, dialogType: 'MAIN', state: 'CLOSE' },
      { dialogId: 'survey', dialogType: 'POST_SURVEY', state: 'OPEN' },
    ];
    const found = parseLivePersonNotification(
      conversation({ participants: [AGENT, CONSUMER], dialogs, state: 'OPEN' }),
    );
    expect(found).toEqual([
      {
        kind: 'change',
        conversationId: ID,
        state: 'OPEN',
        consumerId: CONSUMER.id,
        dialogId: 'survey',
        csat: undefined,
        endedAt: undefined,
      },
    ]);
  });

  it.each([
    [{ csatRate: 5, csatResolutionConfirmation: true, status: 'FILLED' }, 5],
    [{ status: 'SKIPPED' }, undefined],
    [{ csatRate: 0, status: 'FILLED' }, undefined],
    [{ csatRate: 'five' }, undefined],
    [undefined, undefined],
  ])('that is closed with csat %j has %s', (csat, expected) => {
    const [found] = parseLivePersonNotification(conversation({ state: 'CLOSE', endTs: 1_545_399_379_370, csat }));
    expect(found).toMatchObject({ state: 'CLOSE', endedAt: 1_545_399_379_370, csat: expected });
  });
});

it.each([null, 'text', [], {}, { type: 'ms.MessagingEventNotification' }, { type: 'other', body: { changes: [{}] } }])(
  'nothing is found in %j',
  (body) => {
    expect(parseLivePersonNotification(body)).toEqual([]);
  },
);

it("knows the signatures of LivePerson's own example app", () => {
  // From the tests of LivePersonInc/lp-demo-app-connector-api.
  const body = `{"kind":"notification","body":{"changes":[{"originatorId":"2969e404f3be1c8cdda63f0b72d205ab5afb3fe3e3d7d72ab58245f564fdfd91","originatorMetadata":{"id":"2969e404f3be1c8cdda63f0b72d205ab5afb3fe3e3d7d72ab58245f564fdfd91","role":"CONSUMER"},"event":{"type":"ChatStateEvent","chatState":"PAUSE"},"conversationId":"b8b83fe9-75f0-46f2-baaa-2930f7192cfb","dialogId":"b8b83fe9-75f0-46f2-baaa-2930f7192cfb"}]},"type":"ms.MessagingEventNotification"}`;
  const secret = 'rl9hacst6kqilbofup64n11ga3';
  expect(isLivePersonSignature(secret, 'sha1=e/TfS0wv1HbvEsMqcBMmFLcMslI=', Buffer.from(body))).toBe(true);
  expect(isLivePersonSignature(secret, 'sha1=e/TfS0wv1HbvEsMqcBMmFLcMslI=', Buffer.from(`${body} `))).toBe(false);
  expect(isLivePersonSignature(secret, 'sha1=', Buffer.from(body))).toBe(false);
});
