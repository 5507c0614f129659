import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  acceptedOf,
  ACCOUNT,
  campaignBody,
  consumer,
  createFixture,
  NOW,
  OTHER_ACCOUNT,
  WA_NUMBER,
  type Fixture,
} from './fixture.ts';

let api: Fixture;
let campaignId: string;
let recipientId: string | undefined;
beforeAll(async () => {
  api = await createFixture();
  const answer = await api.call('POST', '/campaign', campaignBody({ consumers: [consumer(1)] }));
  campaignId = String(answer.body.proactiveCampaignId);
  recipientId = acceptedOf(answer)[0]?.id;
});
afterAll(() => api.close());

const context = [{ type: 'ctmrinfo', info: { customerId: '138' } }];
let next = 0;
async function converse(values: object = {}): Promise<string> {
  const id = randomUUID();
  next += 1;
  await api.db
    .insertInto('conversation')
    .values({
      id,
      account_id: ACCOUNT,
      consumer: `+1202555${6000 + next}`,
      brand_address: WA_NUMBER,
      channel: 'wa',
      skill: 'sales',
      route: 'campaign',
      campaign_id: campaignId,
      recipient_id: recipientId ?? null,
      context: JSON.stringify(context),
      opened_at: NOW,
      closed_at: null,
      ...values,
    })
    .execute();
  return id;
}
const idsOf = (body: Record<string, unknown>) => (body.conversations as { id: string }[]).map(({ id }) => id);

test('a conversation is shown with its skill, campaign, context and messages, oldest first', async () => {
  const id = await converse();
  const message = {
    account_id: ACCOUNT,
    channel: 'wa',
    consumer: '+12025556001',
    brand_address: WA_NUMBER,
    kind: 'reply',
  } as const;
  const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
  for (const [text, seconds] of [
    ['and when?', 9],
    ['Where is it?', 5],
  ] as const) {
    const ids = { id: randomUUID(), provider_message_id: text, conversation_id: id };
    await api.db
      .insertInto('inbound_message')
      .values({ ...message, ...ids, text, received_at: at(seconds) })
      .execute();
  }
  const answer = await api.call('GET', `/conversations/${id}`);
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    id,
    state: 'OPEN',
    channel: 'wa',
    consumer: '+12025556001',
    brandNumber: WA_NUMBER,
    skill: 'sales',
    route: 'campaign',
    proactiveCampaignId: campaignId,
    recipientId,
    context,
    openedAt: '2026-01-14T15:00:00.000Z',
    closedAt: null,
    messages: [
      { id: expect.any(String) as string, text: 'Where is it?', receivedAt: at(5).toISOString() },
      { id: expect.any(String) as string, text: 'and when?', receivedAt: at(9).toISOString() },
    ],
  });
});

test('the list is newest first, in pages, and by campaign, skill and state', async () => {
  const closed = await converse({ closed_at: NOW, skill: 'general', opened_at: new Date(NOW.getTime() + 60_000) });
  const other = await converse({ campaign_id: null, recipient_id: null, opened_at: new Date(NOW.getTime() + 120_000) });
  const list = async (query: string) => (await api.call('GET', `/conversations${query}`)).body;
  expect(idsOf(await list('')).slice(0, 2)).toEqual([other, closed]);
  expect(await list('?limit=1&offset=1')).toMatchObject({ conversations: [{ id: closed }], limit: 1, offset: 1 });
  expect(idsOf(await list('?state=CLOSED'))).toEqual([closed]);
  expect(idsOf(await list('?skill=general'))).toEqual([closed]);
  expect(idsOf(await list(`?campaignId=${campaignId}&state=OPEN`))).not.toContain(other);
  expect(idsOf(await list('?colour=blue'))).toContain(other);
});

test.each(['?state=open', '?limit=0', '?limit=501', '?offset=-1', '?limit=many'])('400 for %s', async (query) => {
  expect((await api.call('GET', `/conversations${query}`)).status).toBe(400);
});

test('closing keeps the instant of the first time', async () => {
  const id = await converse();
  const close = () => api.call('POST', `/conversations/${id}/close`);
  expect((await close()).body).toMatchObject({ id, state: 'CLOSED', closedAt: '2026-01-14T15:00:00.000Z' });
  api.setNow(new Date(NOW.getTime() + 60_000));
  expect((await close()).body).toMatchObject({ state: 'CLOSED', closedAt: '2026-01-14T15:00:00.000Z' });
  api.setNow(NOW);
});

test('404 for what is no conversation of the account', async () => {
  const id = await converse();
  for (const unknown of [randomUUID(), 'no-uuid']) {
    expect((await api.call('GET', `/conversations/${unknown}`)).status).toBe(404);
    expect((await api.call('POST', `/conversations/${unknown}/close`)).status).toBe(404);
  }
  const response = await api.app.inject({
    url: `/api/v2/account/${OTHER_ACCOUNT}/conversations/${id}`,
    headers: { authorization: await api.token(OTHER_ACCOUNT) },
  });
  expect(response.statusCode).toBe(404);
});
