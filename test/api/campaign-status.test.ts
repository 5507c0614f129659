import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

async function launch(count = 1): Promise<{ id: string; recipients: string[] }> {
  const consumers = Array.from({ length: count }, (_, n) => consumer(n));
  const answer = await api.call('POST', '/campaign', campaignBody({ consumers }));
  return { id: String(answer.body.proactiveCampaignId), recipients: acceptedOf(answer).map(({ id }) => id) };
}
const set = (id: string | undefined, values: { state: RecipientState } & Record<string, unknown>) =>
  api.db
    .updateTable('recipient')
    .set(values)
    .where('id', '=', id ?? '')
    .execute();
const outcomes = async (id: string) => (await api.call('GET', `/campaign/${id}/conversations`)).body;
const resumes = async (id: string) => {
  const rows = await api.db.selectFrom('outbox').select('message').execute();
  return rows.filter(
    ({ message }) => message.kind === 'resume' && 'campaignId' in message.what && message.what.campaignId === id,
  );
};

describe('GET …/campaign/{id}/conversations (contract section 2)', () => {
  test('has exactly four fields for each recipient, in the order of the request', async () => {
    const { id, recipients } = await launch(3);
    expect(await outcomes(id)).toEqual({
      campaignStatus: 'PUBLISHED',
      conversations: recipients.map((recipient) => ({
        id: recipient,
        status: 'NOT_SENT',
        conversationId: null,
        errorMessage: null,
      })),
    });
  });

  const reason = 'a sentence';
  test.each([
    [{ state: 'SCHEDULED', reason }, 'SCHEDULED', null],
    [{ state: 'SENDING', reason }, 'SCHEDULED', null],
    [{ state: 'SENT' }, 'DELIVERED', null],
    [{ state: 'DELIVERED' }, 'DELIVERED', null],
    [{ state: 'READ' }, 'DELIVERED', null],
    [
      {
        state: 'FAILED',
        error_source: 'outbound_wa',
        error_code: '131026',
        error_message: 'The message cannot be delivered',
      },
      'FAILED',
      'outbound_wa_131026: The message cannot be delivered',
    ],
    [{ state: 'FAILED', error_source: 'twilio', error_code: '30003' }, 'FAILED', 'twilio_30003'],
    [{ state: 'SKIPPED', error_message: 'The consumer has opted out.' }, 'SKIPPED', 'The consumer has opted out.'],
    [{ state: 'CANCELLED', reason: 'The campaign was cancelled.' }, 'FAILED', 'The campaign was cancelled.'],
    [{ state: 'EXPIRED', error_message: 'The campaign ended.' }, 'FAILED', 'The campaign ended.'],
    [
      { state: 'UNKNOWN', error_source: 'proactive', error_code: '5403', error_message: 'Lost.' },
      'FAILED',
      'proactive_5403: Lost.',
    ],
  ] as const)('%j is %s, %s', async (values, status, errorMessage) => {
    const { id, recipients } = await launch();
    await set(recipients[0], values);
    expect((await outcomes(id)).conversations).toMatchObject([{ status, errorMessage }]);
  });

  test('FINISHED exactly once nobody is still to be sent to', async () => {
    const { id, recipients } = await launch(2);
    await set(recipients[0], { state: 'SENT' });
    expect((await outcomes(id)).campaignStatus).toBe('PUBLISHED');
    await set(recipients[1], { state: 'FAILED' });
    expect((await outcomes(id)).campaignStatus).toBe('FINISHED');
  });

  test('shows the conversation that a reply opened', async () => {
    const { id, recipients } = await launch();
    const conversationId = '6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11';
    await set(recipients[0], { state: 'SENT', conversation_id: conversationId });
    expect((await outcomes(id)).conversations).toMatchObject([{ conversationId }]);
  });

  test.each(['unknown12', "a'b", 'x%00y'])('404 or 400 in the one shape for %s', async (id) => {
    const answer = await api.call('GET', `/campaign/${id}/conversations`);
    expect(answer.status).toBe(id.includes('%00') ? 400 : 404);
    expect(answer.body).toMatchObject({ code: 0, requestTraceId: expect.any(String) as string });
  });

  test('404 for the campaign of another account', async () => {
    const { id } = await launch();
    const response = await api.app.inject({
      url: `/api/v2/account/${OTHER_ACCOUNT}/campaign/${id}/conversations`,
      headers: { authorization: await api.token(OTHER_ACCOUNT) },
    });
    expect(response.statusCode).toBe(404);
  });
});

describe('pause, resume, cancel', () => {
  const change = async (id: string, what: string) => {
    const { status, body } = await api.call('POST', `/campaign/${id}/${what}`);
    return [status, body.campaignStatus ?? body.message];
  };

  test('pause and resume are seen at once, and are no error when they come again', async () => {
    const { id } = await launch();
    expect(await change(id, 'pause')).toEqual([200, 'PAUSED']);
    expect(await change(id, 'pause')).toEqual([200, 'PAUSED']);
    expect((await outcomes(id)).campaignStatus).toBe('PAUSED');
    expect(await resumes(id)).toEqual([]);
    const kicks = api.kicks();
    expect(await change(id, 'resume')).toEqual([200, 'PUBLISHED']);
    expect(await change(id, 'resume')).toEqual([200, 'PUBLISHED']);
    expect(api.kicks()).toBeGreaterThan(kicks);
    expect((await outcomes(id)).campaignStatus).toBe('PUBLISHED');
    expect(await resumes(id)).toMatchObject([{ message: { accountId: ACCOUNT } }]);
  });

  test('a resume forgets why the campaign was paused', async () => {
    const { id } = await launch();
    const paused = { status: 'PAUSED' as const, status_reason: 'The template is paused' };
    await api.db.updateTable('campaign').set(paused).where('id', '=', id).execute();
    await change(id, 'resume');
    const row = await api.db.selectFrom('campaign').select('status_reason').where('id', '=', id).executeTakeFirst();
    expect(row).toEqual({ status_reason: null });
  });

  test('cancel is seen at once: sleepers of a running campaign are said to be failed, and find out when they wake', async () => {
    const { id, recipients } = await launch(3);
    await set(recipients[0], { state: 'SENT' });
    await set(recipients[1], { state: 'SCHEDULED', wake_at: new Date('2026-01-15T13:00:00Z'), waits_for: 'WINDOW' });
    expect(await change(id, 'cancel')).toEqual([200, 'CANCELLED']);
    expect(await change(id, 'cancel')).toEqual([200, 'CANCELLED']);
    expect(await outcomes(id)).toMatchObject({
      campaignStatus: 'CANCELLED',
      conversations: [
        { status: 'DELIVERED', errorMessage: null },
        { status: 'FAILED', errorMessage: 'The campaign was cancelled.' },
        { status: 'FAILED', errorMessage: 'The campaign was cancelled.' },
      ],
    });
    expect(await resumes(id)).toEqual([]);
  });

  test('cancel of a paused campaign wakes who is parked, so that they end', async () => {
    const { id } = await launch();
    await change(id, 'pause');
    expect(await change(id, 'cancel')).toEqual([200, 'CANCELLED']);
    expect(await resumes(id)).toHaveLength(1);
  });

  test('cancel of a running campaign wakes whom a paused channel has parked', async () => {
    const { id, recipients } = await launch();
    await set(recipients[0], { state: 'SCHEDULED', wake_at: null, waits_for: 'CHANNEL_PAUSED' });
    await change(id, 'cancel');
    expect(await resumes(id)).toHaveLength(1);
  });

  test('409 with a reason for what is over', async () => {
    const finished = await launch();
    await set(finished.recipients[0], { state: 'SENT' });
    const cancelled = await launch();
    await change(cancelled.id, 'cancel');
    const failed = await launch();
    await api.db.updateTable('campaign').set({ status: 'FAILED' }).where('id', '=', failed.id).execute();
    const over = 'The campaign is finished: nobody is left to be sent to';
    expect(await change(finished.id, 'pause')).toEqual([409, over]);
    expect(await change(finished.id, 'cancel')).toEqual([409, over]);
    expect(await change(finished.id, 'resume')).toEqual([200, 'FINISHED']);
    expect(await change(cancelled.id, 'pause')).toEqual([409, 'The campaign is cancelled, and that is for good']);
    expect(await change(cancelled.id, 'resume')).toEqual([409, 'The campaign is cancelled, and that is for good']);
    expect(await change(failed.id, 'cancel')).toEqual([409, 'The campaign has failed']);
    expect((await change('unknown12', 'pause'))[0]).toBe(404);
  });

  test('each answers with the counts that it leaves: sent, still to be sent to, never sent, calls under way', async () => {
    const { id, recipients } = await launch(5);
    await set(recipients[0], { state: 'SENT' });
    await set(recipients[1], { state: 'SENDING' });
    await set(recipients[2], { state: 'FAILED' });
    await set(recipients[3], { state: 'SCHEDULED', waits_for: 'WINDOW' });
    const countsAfter = async (what: string) => (await api.call('POST', `/campaign/${id}/${what}`)).body.counts;
    const held = { attempted: 5, sent: 1, callsUnderWay: 1, pending: 2, failed: 1, skipped: 0, neverSent: 1 };
    expect(await countsAfter('pause')).toMatchObject(held);
    expect(await countsAfter('pause')).toMatchObject(held);
    expect(await countsAfter('resume')).toMatchObject(held);
    const cut = { attempted: 5, sent: 1, callsUnderWay: 1, pending: 0, failed: 3, skipped: 0, neverSent: 3 };
    expect(await countsAfter('cancel')).toMatchObject(cut);
    expect(await countsAfter('cancel')).toMatchObject(cut);
  });

  test('a call whose outcome is still open when the campaign is cancelled is not said to have failed', async () => {
    const { id, recipients } = await launch();
    await set(recipients[0], { state: 'SENDING', waits_for: 'OUTCOME' });
    await change(id, 'cancel');
    expect((await outcomes(id)).conversations).toMatchObject([{ status: 'SCHEDULED', errorMessage: null }]);
  });

  test('at the end of a campaign that ends, everyone unsent is failed and it is FINISHED, whoever still sleeps', async () => {
    const end = new Date(NOW.getTime() + 3_600_000);
    const answer = await api.call('POST', '/campaign', campaignBody({ expiresAt: end.toISOString() }));
    const id = String(answer.body.proactiveCampaignId);
    api.setNow(new Date(end.getTime() - 1));
    expect(await outcomes(id)).toMatchObject({ campaignStatus: 'PUBLISHED', conversations: [{ status: 'NOT_SENT' }] });
    api.setNow(end);
    const ended = { status: 'FAILED', errorMessage: 'The campaign ended before the message could be sent.' };
    expect(await outcomes(id)).toMatchObject({ campaignStatus: 'FINISHED', conversations: [ended] });
    expect((await change(id, 'pause'))[0]).toBe(409);
    api.setNow(NOW);
  });

  test('a body that nobody asked for does no harm', async () => {
    const { id } = await launch();
    const answer = await api.call('POST', `/campaign/${id}/pause`, '', { 'content-type': 'application/json' });
    expect(answer.status).toBe(200);
    expect((await api.call('POST', `/campaign/${id}/resume`, {})).status).toBe(200);
  });
});
