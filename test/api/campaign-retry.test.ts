import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reopenFailed } from '../../db/recipients.ts';
import type { RecipientState } from '../../domain/status.ts';
import {
  acceptedOf,
  ACCOUNT,
  campaignBody,
  consumer,
  createFixture,
  NOW,
  OTHER_ACCOUNT,
  type Fixture,
} from './fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());

let lastNumber = 0;
/** A campaign whose recipients are in these states. */
async function launch(states: RecipientState[], changes: Record<string, unknown> = {}) {
  const consumers = states.map(() => consumer(++lastNumber));
  const answer = await api.call('POST', '/campaign', campaignBody({ consumers, ...changes }));
  const recipients = acceptedOf(answer);
  for (const [index, state] of states.entries()) {
    const failed = state === 'FAILED' && {
      error_source: 'twilio',
      error_code: '30007',
      error_message: 'No.',
      failed_at: NOW,
    };
    await api.db
      .updateTable('recipient')
      .set({ state, ...(failed as object) })
      .where('id', '=', recipients[index]?.id ?? '')
      .execute();
  }
  return { id: String(answer.body.proactiveCampaignId), recipients, first: recipients[0]?.id ?? '' };
}

const retry = async (id: string, recipientId: string) => {
  const { status, body } = await api.call('POST', `/campaign/${id}/recipients/${recipientId}/retry`);
  return { status, body };
};
const retryFailed = async (id: string) => {
  const { status, body } = await api.call('POST', `/campaign/${id}/retry-failed`);
  return { status, body };
};
const recipient = (id: string) =>
  api.db.selectFrom('recipient').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const setCampaign = (id: string, values: object) =>
  api.db.updateTable('campaign').set(values).where('id', '=', id).execute();
async function outboxOf(campaignId: string) {
  const rows = await api.db.selectFrom('outbox').select('message').execute();
  return rows
    .map(({ message }) => message)
    .filter((message) => message.kind !== 'start-campaign' && JSON.stringify(message).includes(campaignId));
}

describe('POST …/recipients/{rid}/retry', () => {
  test('reopens a failed recipient, has its workflow told, and the FINISHED campaign is PUBLISHED again', async () => {
    const { id, first } = await launch(['FAILED', 'SENT']);
    const kicks = api.kicks();
    const { status, body } = await retry(id, first);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      proactiveCampaignId: id,
      campaignStatus: 'PUBLISHED',
      reopened: 1,
      counts: { attempted: 2, sent: 1, pending: 1, failed: 0 },
    });
    expect(await outboxOf(id)).toEqual([{ kind: 'reassess', accountId: ACCOUNT, campaignId: id, recipientId: first }]);
    expect(api.kicks()).toBeGreaterThan(kicks);
    expect(await recipient(first)).toMatchObject({
      state: 'SCHEDULED',
      waits_for: 'RETRY',
      reason: 'It had failed, and a person has asked for another try.',
      retried_at: NOW,
      error_source: null,
      error_code: null,
      error_message: null,
      failed_at: null,
    });
  });

  test('a second one is refused, and tells nobody', async () => {
    const { id, first } = await launch(['FAILED']);
    await retry(id, first);
    const { status, body } = await retry(id, first);
    expect([status, body.message]).toEqual([409, 'The recipient has not failed: it is still to be sent to']);
    expect(await outboxOf(id)).toHaveLength(1);
  });

  test('two at once: one reopens it, the other is refused', async () => {
    const { id, first } = await launch(['FAILED']);
    const answers = await Promise.all([retry(id, first), retry(id, first), retryFailed(id)]);
    expect(answers.filter(({ body }) => body.reopened === 1)).toHaveLength(1);
    expect(await outboxOf(id)).toHaveLength(1);
  });

  test.each([
    ['UNKNOWN', /never sent again/],
    ['SKIPPED', /opted out/],
    ['DELIVERED', /it is delivered/],
    ['SENDING', /being sent to right now/],
  ] as const)('%s is refused with 409 and the reason', async (state, message) => {
    const { id, first } = await launch([state]);
    const { status, body } = await retry(id, first);
    expect([status, body.message]).toEqual([409, expect.stringMatching(message)]);
    expect((await recipient(first)).state).toBe(state);
  });

  test('forgets what was learnt of its own addresses, and of nobody else’s', async () => {
    const { id, first, recipients } = await launch(['FAILED', 'SENT']);
    const [mine = '', other = ''] = recipients.map(({ phoneNumber }) => phoneNumber);
    const learnt = (account_id: string, channel: 'sms' | 'wa', address: string) => ({
      account_id,
      channel,
      address,
      code: '30007',
    });
    const rows = [learnt(ACCOUNT, 'sms', mine), learnt(ACCOUNT, 'sms', other), learnt(OTHER_ACCOUNT, 'sms', mine)];
    await api.db
      .insertInto('channel_ineligibility')
      .values([...rows, learnt(ACCOUNT, 'wa', mine)])
      .execute();
    await retry(id, first);
    const left = await api.db
      .selectFrom('channel_ineligibility')
      .selectAll()
      .where('address', 'in', [mine, other])
      .execute();
    // The campaign's recipient has no WhatsApp address: what is known of that number there is another matter.
    expect(left.map(({ account_id, channel, address }) => [account_id, channel, address === mine]).sort()).toEqual(
      [
        [ACCOUNT, 'sms', false],
        [ACCOUNT, 'wa', true],
        [OTHER_ACCOUNT, 'sms', true],
      ].sort(),
    );
  });

  test('an attempt by a worker whose clock is ahead does not count either', async () => {
    const { id, first } = await launch(['FAILED']);
    const called_at = new Date(NOW.getTime() + 5_000);
    await api.db
      .insertInto('attempt')
      .values({
        ...{ id: randomUUID(), account_id: ACCOUNT, recipient_id: first, number: 1, channel: 'sms', state: 'REFUSED' },
        ...{ from_address: '+1', to_address: '+1', rule_version: 'v', called_at },
      })
      .execute();
    await retry(id, first);
    expect((await recipient(first)).retried_at?.getTime()).toBeGreaterThan(called_at.getTime());
  });

  test('404 for what is no recipient of the campaign, or of the account', async () => {
    const { id, first } = await launch(['FAILED']);
    const other = await launch(['FAILED']);
    for (const recipientId of ['x', "a'b", randomUUID(), other.first]) {
      expect((await retry(id, recipientId)).status, recipientId).toBe(404);
    }
    expect((await retry('unknown12', first)).status).toBe(404);
    const response = await api.app.inject({
      method: 'POST',
      url: `/api/v2/account/${OTHER_ACCOUNT}/campaign/${id}/recipients/${first}/retry`,
      headers: { authorization: await api.token(OTHER_ACCOUNT) },
    });
    expect(response.statusCode).toBe(404);
    expect((await recipient(first)).state).toBe('FAILED');
  });
});

describe('POST …/retry-failed', () => {
  test('reopens all who have failed and nobody else, and wakes them page by page', async () => {
    const { id, recipients } = await launch(['FAILED', 'UNKNOWN', 'SENT', 'FAILED', 'SKIPPED']);
    const { status, body } = await retryFailed(id);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      campaignStatus: 'PUBLISHED',
      reopened: 2,
      counts: { attempted: 5, sent: 1, pending: 2, failed: 1, skipped: 1 },
    });
    const states = await Promise.all(recipients.map(async (one) => (await recipient(one.id)).state));
    expect(states).toEqual(['SCHEDULED', 'UNKNOWN', 'SENT', 'SCHEDULED', 'SKIPPED']);
    expect(await outboxOf(id)).toEqual([{ kind: 'resume', accountId: ACCOUNT, what: { campaignId: id } }]);
  });

  test('is one statement for more recipients than a statement has parameters', async () => {
    const { recipients } = await launch(['FAILED', 'FAILED']);
    const ids = Array.from({ length: 70_000 }, (_, index) => recipients[index]?.id ?? randomUUID());
    expect(await reopenFailed(api.db, ids, NOW.getTime())).toBe(2);
  });

  test('where nobody has failed, nothing is changed', async () => {
    const { id } = await launch(['SENT', 'UNKNOWN']);
    expect(await retryFailed(id)).toMatchObject({ status: 200, body: { campaignStatus: 'FINISHED', reopened: 0 } });
    expect(await outboxOf(id)).toEqual([]);
  });

  test('404 for no campaign of the account', async () => {
    expect((await retryFailed('unknown12')).status).toBe(404);
  });
});

describe.each([
  ['one', (id: string, first: string) => retry(id, first)],
  ['all', (id: string) => retryFailed(id)],
])('of %s', (_of, ask) => {
  test.each([
    [{ status: 'CANCELLED' }, 'The campaign is cancelled, and that is for good'],
    [{ status: 'FAILED' }, 'The campaign has failed'],
    [{ expires_at: NOW }, 'The campaign ended at 2026-01-14T15:00:00.000Z: who had not been sent to by then never is'],
  ])('refused with 409 in a campaign with %j', async (columns, message) => {
    const { id, first } = await launch(['FAILED']);
    await setCampaign(id, columns);
    const { status, body } = await ask(id, first);
    expect([status, body.message]).toEqual([409, message]);
    expect((await recipient(first)).state).toBe('FAILED');
    expect(await outboxOf(id)).toEqual([]);
  });

  test('a pause that others wait in stays, and one that had nobody left is over', async () => {
    const held = await launch(['FAILED', 'SCHEDULED']);
    await setCampaign(held.id, { status: 'PAUSED' });
    expect((await ask(held.id, held.first)).body).toMatchObject({ campaignStatus: 'PAUSED', reopened: 1 });
    const finished = await launch(['FAILED', 'SENT']);
    await setCampaign(finished.id, { status: 'PAUSED', status_reason: 'A reason' });
    expect((await ask(finished.id, finished.first)).body).toMatchObject({ campaignStatus: 'PUBLISHED', reopened: 1 });
    const { status, status_reason } = await api.db
      .selectFrom('campaign')
      .selectAll()
      .where('id', '=', finished.id)
      .executeTakeFirstOrThrow();
    expect([status, status_reason]).toEqual(['RUNNING', null]);
  });

  test('a body that nobody asked for does no harm', async () => {
    const { id, first } = await launch(['FAILED']);
    const path = _of === 'one' ? `recipients/${first}/retry` : 'retry-failed';
    expect((await api.call('POST', `/campaign/${id}/${path}`, {})).status).toBe(200);
  });
});
