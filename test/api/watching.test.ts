import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { compactCounts } from '../../db/recipient-counts.ts';
import { decideAndRecord } from '../../db/recipients.ts';
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
beforeEach(() => api.setNow(NOW));

const NIGHT = new Date('2026-01-14T03:00:00.000Z');
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

let last = 0;
/** Washington, Los Angeles, and a part of Florida that may be in either of two zones. */
const to = (area: 202 | 213 | 850) => consumer(1, { consumerContent: { sms: `1${area}${5_550_000 + ++last}` } });

async function launch(consumers: object[], changes: Record<string, unknown> = {}) {
  const answer = await api.call('POST', '/campaign', campaignBody({ consumers, ...changes }));
  expect(answer.status).toBe(201);
  return { id: String(answer.body.proactiveCampaignId), ids: acceptedOf(answer).map(({ id }) => id) };
}

const set = (id: string | undefined, values: object) =>
  api.db
    .updateTable('recipient')
    .set(values)
    .where('id', '=', id ?? '')
    .execute();

type Group = Record<string, unknown> & { zones: { zone: string; localTime: string }[]; waiting: number };
async function groupsOf(id: string, query = '') {
  const { status, body } = await api.call('GET', `/campaign/${id}/timezones${query}`);
  expect(status).toBe(200);
  return body as { timezones: Group[]; page: object };
}
const waitingIn = async (id: string) =>
  (await groupsOf(id)).timezones.map(({ zones, waiting }) => [zones.map(({ zone }) => zone).join(), waiting]);

const EAST = 'America/New_York';
const WEST = 'America/Los_Angeles';
const BOTH = 'America/Chicago,America/New_York';

describe('who still waits, by timezone', () => {
  test('is counted, most first, with the time there, the opening and what binds', async () => {
    const { id, ids } = await launch([to(202), to(202), to(202), to(850), to(850), to(213)]);
    api.setNow(NIGHT);
    const { timezones, page } = await groupsOf(id);
    expect(page).toEqual({ count: 3, offset: 0, limit: 100 });
    expect(timezones.map(({ waiting }) => waiting)).toEqual([3, 2, 1]);
    expect(timezones[0]).toMatchObject({
      zones: [{ zone: EAST, localTime: 'Tue 22:00' }],
      channel: 'sms',
      isOpen: false,
      closesAt: null,
      opensAt: '2026-01-14T13:00:00.000Z',
      waitsFor: 'WINDOW',
      constraint: { kind: 'WINDOW', opensAt: '2026-01-14T13:00:00.000Z' },
      sentence: expect.stringContaining('Waits for its send window on SMS: it is now Tue 22:00') as string,
      lastRecipientId: ids[2],
    });
    expect(timezones[1]).toMatchObject({
      zones: [{ zone: 'America/Chicago', localTime: 'Tue 21:00' }, { zone: EAST }],
      // The later of the two: the window has to be open in both.
      opensAt: '2026-01-14T14:00:00.000Z',
    });
    expect(timezones[2]).toMatchObject({
      zones: [{ zone: WEST, localTime: 'Tue 19:00' }],
      isOpen: true,
      opensAt: null,
    });
  });

  test('can be paged through, group by group', async () => {
    const { id, ids } = await launch([to(202), to(850), to(850), to(202), to(850)]);
    const list = async (query: string) => {
      const { body } = await api.call('GET', `/campaign/${id}/recipients?${query}`);
      return { ids: (body.recipients as { id: string }[]).map((one) => one.id), page: body.page };
    };
    const page = { count: 3, offset: 0, limit: 2 };
    expect(await list(`state=NOT_SENT,SCHEDULED&zones=${BOTH}&limit=2`)).toEqual({ ids: [ids[1], ids[2]], page });
    expect(await list(`zones=${BOTH}&limit=2&offset=2`)).toMatchObject({ ids: [ids[4]] });
    // `zone` is of whoever may be there, `zones` of who can be nowhere else.
    expect((await list(`zone=${EAST}`)).ids).toEqual(ids);
    expect((await list(`zones=${EAST}`)).ids).toEqual([ids[0], ids[3]]);
    expect((await list('zones=none')).ids).toEqual([]);
    expect(await api.call('GET', `/campaign/${id}/recipients?zones=Nowhere`)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('zones: "Nowhere" is no IANA timezone') as string },
    });
    expect((await groupsOf(id, '?limit=1&offset=1')).timezones.map(({ waiting }) => waiting)).toEqual([2]);
  });

  test('follows each recipient, also where the counts have been put together', async () => {
    const { id, ids } = await launch([to(202), to(202), to(213)]);
    await set(ids[0], { state: 'SCHEDULED' });
    expect(await waitingIn(id)).toEqual([
      [EAST, 2],
      [WEST, 1],
    ]);
    await set(ids[0], { state: 'SENDING' });
    expect(await waitingIn(id)).toEqual([
      [WEST, 1],
      [EAST, 1],
    ]);
    for (let n = 0; n < 30; n += 1) {
      await set(ids[1], { state: 'SENDING' });
      await set(ids[1], { state: 'SCHEDULED' });
    }
    const rows = () => api.db.selectFrom('zone_count').select('n').where('campaign_id', '=', id).execute();
    expect((await rows()).length).toBeGreaterThan(60);
    await compactCounts(api.db);
    expect(await rows()).toEqual([{ n: 1 }, { n: 1 }]);
    expect(await waitingIn(id)).toEqual([
      [WEST, 1],
      [EAST, 1],
    ]);
    await api.db
      .deleteFrom('recipient')
      .where('id', '=', ids[2] ?? '')
      .execute();
    expect(await waitingIn(id)).toEqual([[EAST, 1]]);
    await api.db.deleteFrom('campaign').where('id', '=', id).execute();
    expect(await rows()).toEqual([]);
  });

  test('says what most of a group wait for, not what one of them met', async () => {
    const { id, ids } = await launch([to(202), to(202), to(202)]);
    for (const each of ids) await api.db.transaction().execute((trx) => decideAndRecord(trx, each, NIGHT.getTime()));
    await set(ids[2], { waits_for: 'BACK_OFF' });
    api.setNow(NIGHT);
    expect((await groupsOf(id)).timezones).toMatchObject([{ waitsFor: 'WINDOW', lastRecipientId: ids[1] }]);
  });

  test('a pause and an end count at once', async () => {
    const { id } = await launch([to(202)]);
    await api.call('POST', `/campaign/${id}/pause`);
    expect((await groupsOf(id)).timezones).toMatchObject([{ waitsFor: 'PAUSED', isOpen: true, lastSendAt: null }]);
    await api.call('POST', `/campaign/${id}/cancel`);
    expect(await groupsOf(id)).toEqual({ timezones: [], page: { count: 0, offset: 0, limit: 100 } });
  });

  test('the end of the line is behind all that nobody has looked at', async () => {
    const { id } = await launch([to(202), to(202), to(213)], { sendRate: 1 });
    api.setNow(new Date('2026-01-14T18:00:00.000Z'));
    const { timezones } = await groupsOf(id);
    expect(timezones[0]).toMatchObject({
      waitsFor: 'RATE',
      constraint: { of: 'CAMPAIGN', place: 3, ratePerSecond: 1 },
      lastSendAt: '2026-01-14T18:00:02.000Z',
    });
  });
});

describe('what happened over time', () => {
  const timelineOf = async (id: string) => (await api.call('GET', `/campaign/${id}/timeline`)).body;

  test('is counted by the minute, and a retry takes its failure back', async () => {
    const { id, ids } = await launch([to(202), to(202), to(202)]);
    expect(await timelineOf(id)).toEqual({ step: 'minute', timezone: EAST, timeline: [] });
    await set(ids[0], { state: 'SENT', sent_at: at(5) });
    await set(ids[0], { state: 'READ', delivered_at: at(30), read_at: at(70), responded_at: at(80) });
    await set(ids[1], { state: 'SENT', sent_at: at(59) });
    await set(ids[2], { state: 'FAILED', failed_at: at(61) });
    const first = { at: NOW.toISOString(), sent: 2, delivered: 1, read: 0, failed: 0, responded: 0 };
    const second = { at: at(60).toISOString(), sent: 0, delivered: 0, read: 1, failed: 1, responded: 1 };
    expect((await timelineOf(id)).timeline).toEqual([first, second]);
    await set(ids[2], { state: 'SCHEDULED', failed_at: null });
    expect((await timelineOf(id)).timeline).toEqual([first, { ...second, failed: 0 }]);
    for (let n = 0; n < 60; n += 1) await set(ids[1], { sent_at: at(n % 2 === 0 ? 10 : 59) });
    await compactCounts(api.db);
    expect((await timelineOf(id)).timeline).toEqual([first, { ...second, failed: 0 }]);
  });

  test.each([
    [4 * 3600, '5 minutes', [NOW.toISOString(), '2026-01-14T19:00:00.000Z']],
    [20 * 3600, 'hour', [NOW.toISOString(), '2026-01-15T11:00:00.000Z']],
    // Midnight of the account's day.
    [9 * 86_400, 'day', ['2026-01-14T05:00:00.000Z', '2026-01-23T05:00:00.000Z']],
  ])('the stretches go by how long it took: %i s, %s', async (seconds, step, starts) => {
    const { id, ids } = await launch([to(202), to(202)]);
    await set(ids[0], { sent_at: at(20) });
    await set(ids[1], { sent_at: at(seconds) });
    const { timeline, ...rest } = await timelineOf(id);
    expect(rest).toEqual({ step, timezone: EAST });
    expect((timeline as { at: string }[]).map((bucket) => bucket.at)).toEqual(starts);
  });
});

test('errors are grouped, most first, with what they mean and what to do', async () => {
  const { id, ids } = await launch([to(202), to(202), to(202)]);
  const failed = (code: string, error_message: string) => ({
    state: 'FAILED',
    channel: 'sms',
    error_source: 'twilio',
    error_code: code,
    error_message,
  });
  await set(ids[0], failed('30005', 'Unknown destination handset'));
  await set(ids[1], failed('30005', 'Unknown destination handset'));
  await set(ids[2], failed('99999', 'Odd'));
  const { body } = await api.call('GET', `/campaign/${id}/errors`);
  expect(body.errors).toMatchObject([
    {
      channel: 'sms',
      source: 'twilio',
      code: '30005',
      recipients: 2,
      message: 'Unknown destination handset',
      meaning: 'The number is unknown or no longer in use',
      action: 'Not tried again on this channel; the next channel is tried.',
      whatToDo: expect.stringContaining('corrected') as string,
    },
    { code: '99999', recipients: 1, message: 'Odd', whatToDo: expect.stringContaining('Look the code up') as string },
  ]);
});

describe('the file of recipients', () => {
  const fileOf = async (id: string, query = '') => {
    const answer = await api.call('GET', `/campaign/${id}/recipients.csv${query}`);
    expect(answer.status).toBe(200);
    return { ...answer, lines: String(answer.body.text).trimEnd().split('\r\n') };
  };

  test('has a line for each, and nothing that a spreadsheet would run', async () => {
    const { id, ids } = await launch([to(202), to(850)]);
    const error = { error_source: 'twilio', error_code: '30005', error_message: '=HYPERLINK("http://x")' };
    await set(ids[0], { state: 'FAILED', channel: 'sms', failed_at: at(7), ...error });
    const { lines, headers } = await fileOf(id);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="recipients-${id}.csv"`,
    });
    expect(lines[0]).toMatch(/^position,id,wa,sms,inapp,state,sentence,timezones,channel,/);
    expect(lines[1]).toMatch(new RegExp(`^0,${ids[0] ?? ''},,\\+1202\\d{7},,FAILED,`));
    expect(lines[1]).toContain(`,${at(7).toISOString()},twilio,30005,"'=HYPERLINK(""http://x"")"`);
    expect(lines[2]).toContain('America/Chicago America/New_York');
    expect(lines[2]).toMatch(/,NOT_SENT,"?Waits for/);
    expect(lines).toHaveLength(3);
    expect((await fileOf(id, '?state=FAILED')).lines).toHaveLength(2);
  });

  test('has all of more than one page, in order', async () => {
    const { id } = await launch([to(202)]);
    await sql`INSERT INTO recipient (id, account_id, campaign_id, seq, sms, zones, zone_source, zone_version, zone_ordinal, state, accepted_at)
      SELECT gen_random_uuid(), ${ACCOUNT}, ${id}, n, '+1202556' || lpad(n::text, 4, '0'), ARRAY[${EAST}], 'prefix', 'v', n, 'SKIPPED', ${NOW}
      FROM generate_series(1, 1200) n`.execute(api.db);
    const { lines } = await fileOf(id);
    expect(lines.slice(1).map((line) => Number(line.split(',')[0]))).toEqual(Array.from({ length: 1201 }, (_, n) => n));
  });
});

test.each(['timezones', 'timeline', 'errors', 'events', 'recipients.csv'])(
  '%s of no campaign, or of another account’s, is 404',
  async (what) => {
    const { id } = await launch([to(202)]);
    expect(await api.call('GET', `/campaign/none/${what}`)).toMatchObject({ status: 404 });
    await api.db.updateTable('campaign').set({ account_id: OTHER_ACCOUNT }).where('id', '=', id).execute();
    expect(await api.call('GET', `/campaign/${id}/${what}`)).toMatchObject({ status: 404 });
  },
);
