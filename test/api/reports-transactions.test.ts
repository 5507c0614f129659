import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertAttempt, recordAccepted, recordOutcome } from '../../db/attempts.ts';
import { API_CONNECTIONS } from '../../db/connect.ts';
import type { Attempt } from '../../db/schema.ts';
import { readTransactions } from '../../db/transactions.ts';
import { ACCOUNT, createFixture, OTHER_ACCOUNT, type Fixture } from './fixture.ts';
import {
  analyticsOf,
  at,
  DAY,
  insertCampaignWith,
  interval,
  isoAt,
  pageOf,
  REPORTS,
  START,
  transactionsOf,
  type CampaignOptions,
  type Fate,
  type Row,
} from './reports-fixture.ts';

let api: Fixture;
let address: string;
beforeAll(async () => {
  api = await createFixture();
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => api.close());

let days = 0;
const nextDay = () => START + (days += 1) * DAY;
const post = (day: number, body?: object, version = '&v=2.0') =>
  api.callAt('POST', `${REPORTS}/transactions/?${interval(day)}${version}`, body);

const sent: Fate = { state: 'SENT', channel: 'wa', sent_at: at(1) };
const read: Fate = { ...sent, state: 'READ', delivered_at: at(2), read_at: at(3) };

describe('a transaction (contract section 5)', () => {
  test('has each field of the contract, and no other', async () => {
    const day = nextDay();
    const conversation_id = randomUUID();
    const { id, recipients } = await insertCampaignWith(api, { at: new Date(day), handoff: 'H100000002' }, [
      {
        state: 'READ',
        channel: 'sms',
        eligible_at: at(1),
        sent_at: at(2),
        delivered_at: at(3),
        read_at: at(4),
        responded_at: at(5),
        conversation_closed_at: at(6),
        conversation_id,
      },
    ]);
    const answer = await post(day);
    expect(answer.status).toBe(200);
    expect(answer.body.requestMetadata).toEqual({
      accountId: ACCOUNT,
      app: 'prmsg',
      attemptedStartTime: day,
      attemptedEndTime: day + DAY,
    });
    expect(answer.body.page).toEqual({ count: 1, offset: 0, limit: 100 });
    expect(transactionsOf(answer)).toEqual([
      {
        channel: 'sms',
        skill: 'sales',
        transactionId: recipients[0],
        attemptedTime: new Date(day).toISOString(),
        eligibleTime: isoAt(1),
        inviteTime: null,
        sentTime: isoAt(2),
        deliveredTime: isoAt(3),
        readTime: isoAt(4),
        failedTime: null,
        skippedTime: null,
        cancelledTime: null,
        optInsTime: null,
        optOutsTime: null,
        conversationId: conversation_id,
        conversationsCreatedTime: isoAt(5),
        conversationsClosedTime: isoAt(6),
        consumerId: '+12025550002',
        errorSource: null,
        errorCode: null,
        errorMessage: null,
        proactiveCampaignId: id,
        initialSkill: 'sales',
        initialChannel: 'wa',
        handOffId: 'H100000002',
        ivrNumber: null,
        messageStatus: 'RESPONDED',
      },
    ]);
  });

  const message = 'The number is not on WhatsApp.';
  const failure: Fate = { error_source: 'outbound_wa', error_code: '131026', error_message: message };
  const errors = { errorSource: 'outbound_wa', errorCode: '131026', errorMessage: message };
  const none = { errorSource: null, errorCode: null, errorMessage: null };
  test.each<[string, Fate, 'RUNNING' | 'CANCELLED' | 'FAILED', Row]>([
    ['replied to', { ...read, responded_at: at(9) }, 'RUNNING', { messageStatus: 'RESPONDED', ...none }],
    [
      'replied to before any receipt',
      { state: 'SENDING', responded_at: at(9) },
      'RUNNING',
      { messageStatus: 'RESPONDED' },
    ],
    ['read', read, 'RUNNING', { messageStatus: 'READ', readTime: isoAt(3), deliveredTime: isoAt(2) }],
    [
      'read without a receipt of delivery',
      { ...sent, state: 'READ', read_at: at(3) },
      'RUNNING',
      { messageStatus: 'READ', deliveredTime: isoAt(3) },
    ],
    ['delivered', { ...sent, state: 'DELIVERED', delivered_at: at(2) }, 'RUNNING', { messageStatus: 'DELIVERED' }],
    ['sent', sent, 'RUNNING', { messageStatus: 'SENT', channel: 'wa', consumerId: '+12025550001' }],
    [
      'opted out',
      { state: 'SKIPPED', skipped_at: at(1), error_message: 'The consumer has opted out.' },
      'RUNNING',
      { messageStatus: 'SKIPPED', skippedTime: isoAt(1), errorMessage: 'The consumer has opted out.' },
    ],
    [
      'refused',
      { state: 'FAILED', failed_at: at(1), ...failure },
      'RUNNING',
      { messageStatus: 'FAILED', failedTime: isoAt(1), ...errors },
    ],
    [
      'cancelled',
      { state: 'CANCELLED', cancelled_at: at(1) },
      'CANCELLED',
      { messageStatus: 'FAILED', cancelledTime: isoAt(1) },
    ],
    ['too late', { state: 'EXPIRED', cancelled_at: at(1) }, 'RUNNING', { messageStatus: 'FAILED' }],
    ['never answered for', { state: 'UNKNOWN', failed_at: at(1) }, 'RUNNING', { messageStatus: 'FAILED' }],
    ['not looked at yet', { state: 'NOT_SENT' }, 'RUNNING', { messageStatus: 'NOT_SENT', channel: 'wa', ...none }],
    ['waiting after a refusal', { state: 'SCHEDULED', ...failure }, 'RUNNING', { messageStatus: 'SCHEDULED', ...none }],
    ['at the provider', { state: 'SENDING', channel: 'sms' }, 'CANCELLED', { messageStatus: 'SCHEDULED' }],
    [
      'asleep in a cancelled campaign',
      { state: 'SCHEDULED' },
      'CANCELLED',
      { messageStatus: 'FAILED', ...none, errorMessage: 'The campaign was cancelled.' },
    ],
    [
      'asleep in a failed campaign',
      { state: 'NOT_SENT' },
      'FAILED',
      { messageStatus: 'FAILED', ...none, errorMessage: 'The campaign failed.' },
    ],
    ['addressed by a user id', { wa: null, sms: null, inapp: 'ada' }, 'RUNNING', { consumerId: 'ada' }],
  ])('that is %s says so', async (_name, fate, status, expected) => {
    const day = nextDay();
    const { id } = await insertCampaignWith(api, { at: new Date(day), status }, [fate]);
    expect(transactionsOf(await post(day))).toMatchObject([expected]);
    const report = await api.callAt('GET', `${REPORTS}/campaigns/${id}/`);
    const { messageStatus, consumerId, errorSource, errorCode, errorMessage } =
      transactionsOf(await post(day))[0] ?? {};
    expect(report.body.consumersReport).toMatchObject([
      { status: messageStatus, consumerId, errorSource, errorCode, errorMessage },
    ]);
  });

  test.each<[string, CampaignOptions, string]>([
    ['was cancelled', { status: 'CANCELLED', cancelledAt: at(7) }, 'The campaign was cancelled.'],
    ['has expired', { expiresAt: at(7) }, 'The campaign ended before the message could be sent.'],
  ])(
    'asleep when the campaign %s ended with it, before the workflow finds out',
    async (_what, options, errorMessage) => {
      const day = nextDay();
      const fates: Fate[] = [{ state: 'NOT_SENT' }, { state: 'SCHEDULED' }, { state: 'SENDING' }, sent];
      const { id } = await insertCampaignWith(api, { at: new Date(day), ...options }, fates);
      api.setNow(at(7));
      const ended = { messageStatus: 'FAILED', cancelledTime: isoAt(7), errorMessage };
      const goesOn = { cancelledTime: null, errorMessage: null };
      expect(transactionsOf(await post(day))).toMatchObject([
        ended,
        ended,
        { ...goesOn, messageStatus: 'SCHEDULED' },
        { ...goesOn, messageStatus: 'SENT' },
      ]);
      expect(transactionsOf(await post(day, { messagestatus: ['FAILED'] }))).toMatchObject([ended, ended]);
      const funnel = await api.callAt('GET', `${REPORTS}/campaigns/${id}/analytics/`);
      expect(analyticsOf(funnel)).toMatchObject([{ attempted: 4, sent: 1, failed: 3, pending: 1 }]);
    },
  );

  test('a campaign that is still to expire ends nobody', async () => {
    const day = nextDay();
    await insertCampaignWith(api, { at: new Date(day), expiresAt: at(7) }, [{}]);
    api.setNow(new Date(at(7).getTime() - 1));
    expect(transactionsOf(await post(day))).toMatchObject([{ messageStatus: 'NOT_SENT', cancelledTime: null }]);
  });

  test('inviteTime is the call that was taken, else the last one', async () => {
    const day = nextDay();
    const { recipients } = await insertCampaignWith(api, { at: new Date(day) }, [{}, {}, {}]);
    const call = (id: string, minutes: number) =>
      insertAttempt(api.db, {
        ...{ id: randomUUID(), recipient: { id, account_id: ACCOUNT }, channel: 'wa', from: '+1', to: '+2' },
        ...{ localTime: '', ruleVersion: 'v', calledAtMs: at(minutes).getTime() },
      });
    const refuse = async (attempt: Attempt) =>
      recordOutcome(api.db, attempt, { state: 'REFUSED', code: null, message: null }, attempt.called_at.getTime());
    const [taken = '', refused = ''] = recipients;
    await refuse(await call(taken, 1));
    const lost = await call(taken, 2);
    await refuse(await call(taken, 3));
    await recordAccepted(api.db, lost, null, at(4).getTime());
    await refuse(await call(refused, 4));
    await refuse(await call(refused, 5));
    const times = transactionsOf(await post(day)).map((row) => row.inviteTime);
    expect(times).toEqual([isoAt(2), isoAt(5), null]);
  });

  test('optOutsTime and optInsTime are the consumer’s first since then, by any of the addresses', async () => {
    const day = nextDay();
    const then = (minutes: number) => new Date(day + minutes * 60_000);
    const consumers = ['+12025550011', '+12025550012', '+12025550013', '+12025550014'];
    const fates = consumers.map((sms) => ({ sms, wa: null }));
    await insertCampaignWith(api, { at: new Date(day) }, [...fates, { sms: '+1', wa: '+12025550012' }, {}]);
    const [before, after, around, gone] = consumers.map((consumer) => ({
      account_id: ACCOUNT,
      kind: 'phone',
      consumer,
      source: 's',
    }));
    const rows = [
      { ...before, created_at: then(-60), revoked_at: then(-30) },
      { ...after, created_at: then(10), revoked_at: then(20) },
      { ...after, created_at: then(30), revoked_at: null },
      { ...around, created_at: then(-60), revoked_at: then(40) },
      { ...gone, created_at: then(50), revoked_at: null },
      { ...gone, account_id: OTHER_ACCOUNT, created_at: then(1), revoked_at: then(2) },
    ] as {
      account_id: string;
      kind: 'phone';
      consumer: string;
      source: string;
      created_at: Date;
      revoked_at: Date | null;
    }[];
    await api.db.insertInto('opt_out').values(rows).execute();
    const times = transactionsOf(await post(day)).map((row) => [row.optOutsTime, row.optInsTime]);
    const iso = (minutes: number) => then(minutes).toISOString();
    expect(times).toEqual([
      [null, null],
      [iso(10), iso(20)],
      [null, iso(40)],
      [iso(50), null],
      [iso(10), iso(20)],
      [null, null],
    ]);
  });
});

describe('the filters', () => {
  let day: number;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    day = nextDay();
    const [one, two, three] = [
      await insertCampaignWith(api, { at: new Date(day) }, [sent, { ...sent, channel: 'sms' }, read]),
      await insertCampaignWith(api, { at: new Date(day + 1), skill: 'billing' }, [{}, { state: 'FAILED' }]),
      await insertCampaignWith(api, { at: new Date(day + 2), channels: ['inapp'] }, [{ state: 'SKIPPED' }]),
    ];
    const names = ['sentWa', 'sentSms', 'read', 'waits', 'failed', 'skipped'];
    [...one.recipients, ...two.recipients, ...three.recipients].forEach((id, n) => (ids[names[n] ?? ''] = id));
  });
  const all = ['sentWa', 'sentSms', 'read', 'waits', 'failed', 'skipped'];

  test.each<[object | undefined, string[]]>([
    [undefined, all],
    [{}, all],
    [{ channels: [], skills: [], messagestatus: [], transactionids: [] }, all],
    [{ filters: null }, all],
    [{ filters: { channels: ['SMS', 'in-app'] } }, ['sentSms', 'skipped']],
    [{ channels: ['whatsapp'], skills: ['sales'] }, ['sentWa', 'read']],
    [{ filters: { skills: ['billing'] } }, ['waits', 'failed']],
    [{ filters: { messagestatus: ['FAILED', 'Read'] } }, ['read', 'failed']],
    [{ messagestatus: ['SENT'] }, ['sentWa', 'sentSms']],
    [{ messagestatus: ['SKIPPED', 'NOT_SENT'] }, ['waits', 'skipped']],
    [{ messagestatus: ['RESPONDED'] }, []],
    [{ messagestatus: ['SENT'], channels: ['sms'] }, ['sentSms']],
  ])('%j leaves %j', async (body, names) => {
    const answer = await post(day, body);
    expect(answer.status).toBe(200);
    expect(transactionsOf(answer).map((row) => row.transactionId)).toEqual(names.map((name) => ids[name]));
    expect(pageOf(answer).count).toBe(names.length);
  });

  test('by transaction ids, whatever their case; what is no id names nothing; together with others', async () => {
    const transactionids = [String(ids.failed), String(ids.read).toUpperCase(), randomUUID(), 'b19f2x4b', "'"];
    expect(transactionsOf(await post(day, { filters: { transactionids } })).map((row) => row.transactionId)).toEqual([
      ids.read,
      ids.failed,
    ]);
    const narrowed = { transactionids, messagestatus: ['FAILED'], skills: ['billing'], channels: ['wa'] };
    expect(pageOf(await post(day, narrowed))).toMatchObject({ count: 1 });
    expect(pageOf(await post(day, { transactionids: ['nobody'] }))).toMatchObject({ count: 0 });
    const paged = await post(day, { transactionids, offset: 1, limit: 1 });
    expect(transactionsOf(paged).map((row) => row.transactionId)).toEqual([ids.failed]);
    expect(pageOf(paged)).toEqual({ count: 2, offset: 1, limit: 1 });
    expect(pageOf(await post(day + DAY, { transactionids }))).toMatchObject({ count: 0 });
  });

  test('find nothing of another account, by id neither', async () => {
    const { recipients } = await insertCampaignWith(api, { at: new Date(day), account: OTHER_ACCOUNT }, [sent]);
    expect(pageOf(await post(day))).toMatchObject({ count: all.length });
    expect(pageOf(await post(day, { transactionids: recipients }))).toMatchObject({ count: 0 });
  });

  test('come in a GET’s body too, under both addresses; a GET without one has no filter', async () => {
    for (const prefix of ['/api', '']) {
      const url = `${prefix}/account/${ACCOUNT}/app/prmsg/transactions/?${interval(day)}&v=2.0`;
      const body = { filters: { messagestatus: ['FAILED'] }, limit: 7 };
      const filtered = await api.callAt('GET', url, body);
      expect(transactionsOf(filtered).map((row) => row.transactionId)).toEqual([ids.failed]);
      expect(pageOf(filtered)).toEqual({ count: 1, offset: 0, limit: 7 });
      expect(filtered.body).toEqual((await api.callAt('POST', url, body)).body);
      const noType = { 'content-type': 'text/plain' };
      expect((await api.callAt('GET', url, JSON.stringify(body), noType)).body).toEqual(filtered.body);
      expect(pageOf(await api.callAt('GET', url))).toMatchObject({ count: all.length });
      expect(pageOf(await api.callAt('GET', `${url}&limit=2&offset=5`))).toEqual({ count: 6, offset: 5, limit: 2 });
    }
  });

  test('come in a GET’s body over a real connection, which serves the next call too; a body too large is refused', async () => {
    const authorization = `Bearer ${await api.token()}`;
    const get = async (path: string, body?: string) => {
      const call = request(`${address}${REPORTS}${path}`, { headers: { authorization } });
      call.setHeader('content-length', body?.length ?? 0);
      call.end(body);
      const [response] = (await once(call, 'response')) as [IncomingMessage];
      return { status: response.statusCode, body: (await json(response)) as Record<string, unknown> };
    };
    const url = `/transactions/?${interval(day)}&v=2.0`;
    const filtered = await get(url, '{"filters":{"messagestatus":["FAILED"]}}');
    expect(filtered).toMatchObject({ status: 200, body: { page: { count: 1 } } });
    expect(await get(url)).toMatchObject({ status: 200, body: { page: { count: all.length } } });
    expect(await get(url, ' '.repeat(3_000_000))).toMatchObject({ status: 413 });
    expect(await get(url, '{')).toMatchObject({ status: 400 });
    // A call that takes no body does not mind one.
    expect(await get(`/analytics/?${interval(day)}`, '{')).toMatchObject({ status: 200 });
  });

  test.each<[object | string, number, RegExp]>([
    ['{', 400, /not valid JSON/],
    [{ channels: 'sms' }, 400, /^channels: /],
    [{ filters: { messagestatus: ['PENDING'] } }, 400, /^filters\.messagestatus\[0\]: must be one of RESPONDED, READ/],
    [{ limit: 0 }, 400, /^limit: /],
    [{ limit: 5001 }, 400, /^limit: .*5000/],
    [{ limit: '10' }, 400, /^limit: /],
    [{ offset: -1 }, 400, /^offset: /],
    [{ offset: 1.5 }, 400, /^offset: /],
    [{ page: { nextPage: 'zzz' } }, 400, /^page\.nextPage: /],
    [{ transactionids: Array.from({ length: 5001 }, () => 'x') }, 400, /^transactionids: may be 5000/],
    [' '.repeat(1_100_000), 413, /too large/],
  ])('%.60j is refused by both methods', async (body, status, message) => {
    const headers = { 'content-type': 'application/json' };
    for (const method of ['POST', 'GET'] as const) {
      const answer = await api.callAt(method, `${REPORTS}/transactions/?${interval(day)}&v=2.0`, body, headers);
      expect(answer).toMatchObject({ status, body: { message: expect.stringMatching(message) as string } });
    }
  });
});

test('what others wrote comes as they wrote it', async () => {
  const day = nextDay();
  const text = 'A tab\t, the end of a line\r\n, "quotes", a \\ and \u001e – ❤';
  const failed = { ...sent, state: 'FAILED', error_source: 'outbound_wa', error_code: 'a\tb' } as const;
  await insertCampaignWith(api, { at: new Date(day), channels: ['inapp'] }, [
    { ...failed, channel: 'inapp', wa: null, sms: null, inapp: text, error_message: text },
    { ...sent, channel: 'inapp', wa: null, sms: null, inapp: '' },
  ]);
  expect(transactionsOf(await post(day, {}))).toMatchObject([
    { consumerId: text, errorCode: 'a\tb', errorMessage: text },
    { consumerId: '', errorCode: null, errorMessage: null },
  ]);
});

describe('a long page', () => {
  let day: number;
  const all: string[] = [];
  const ofSms: string[] = [];
  beforeAll(async () => {
    day = nextDay();
    // One longer than what is read in one piece, short ones on both sides of it, and one that no filter leaves.
    for (const [n, size] of [700, 2_100, 0, 650, 50].entries()) {
      const fates = Array.from({ length: size }, (_, k) => (k % 3 === 0 ? { ...sent, channel: 'sms' as const } : sent));
      const { recipients } = await insertCampaignWith(api, { at: new Date(day + n) }, fates);
      all.push(...recipients);
      ofSms.push(...recipients.filter((_id, k) => k % 3 === 0));
    }
  });

  test.each([
    [{ limit: 5_000 }, 0, 3_500],
    [{ limit: 1_000, offset: 650 }, 650, 1_650],
    [{ limit: 1_300, offset: 2_750 }, 2_750, 3_500],
    [{ limit: 1_000, offset: 2_800 }, 2_800, 3_500],
    [{ limit: 5_000, offset: 3_500 }, 3_500, 3_500],
  ])('%j is those of the campaigns in their order, each once', async (body, from, to) => {
    const answer = await post(day, body);
    expect(transactionsOf(answer).map((row) => row.transactionId)).toEqual(all.slice(from, to));
    expect(pageOf(answer).count).toBe(all.length);
  });

  test.each([
    [20, 1_120],
    [234, 300],
    [600, 700],
    [800, 1_168],
    [1_160, 1_168],
  ])('filtered is so too: %d to %d, from the nearer end of a campaign', async (from, to) => {
    const filtered = await post(day, { channels: ['sms'], limit: to - from, offset: from });
    expect(transactionsOf(filtered).map((row) => row.transactionId)).toEqual(ofSms.slice(from, to));
  });

  test('of ids in any order is so too', async () => {
    const named = await post(day, { transactionids: all.slice(500, 2_500).toReversed(), limit: 1_500, offset: 100 });
    expect(transactionsOf(named).map((row) => row.transactionId)).toEqual(all.slice(600, 2_100));
  });

  test('that fails in the middle leaves its connection to the next', async () => {
    const scope = { from: new Date(day), to: new Date(day + DAY) };
    const query = { accountId: ACCOUNT, scope, filters: {}, offset: 0, limit: 5_000, now: new Date(day) };
    for (let n = 0; n <= API_CONNECTIONS; n += 1) {
      const broken = readTransactions(api.db, query, {
        onCount: () => undefined,
        onPart: () => {
          throw new Error('in the middle');
        },
      });
      await expect(broken).rejects.toThrow('in the middle');
    }
    expect(pageOf(await post(day, {})).count).toBe(all.length);
  });

  test('breaks off where a part of it cannot be read; where the first can’t, its answer says so', async () => {
    const authorization = `Bearer ${await api.token()}`;
    const ask = (body: object) =>
      fetch(`${address}${REPORTS}/transactions/?${interval(day)}&v=2.0`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const restore = await breakRecipient(all[1_500] ?? '');
    const broken = await ask({ limit: 5_000 });
    expect(broken.status).toBe(200);
    await expect(broken.text()).rejects.toThrow();
    const refused = await ask({ limit: 100, offset: 1_450 });
    expect(refused.status).toBe(500);
    expect(await refused.json()).toMatchObject({ message: expect.any(String) as string });
    await restore();
    const whole = (await (await ask({ limit: 5_000 })).json()) as Row;
    expect(whole.transactions).toHaveLength(all.length);
  });

  /** Has Postgres fail when it reads this recipient, until what is returned is called. */
  async function breakRecipient(id: string): Promise<() => Promise<unknown>> {
    const { rows } = await sql<{ name: string }>`SELECT attname AS name FROM pg_attribute
      WHERE attrelid = 'recipient'::regclass AND attnum > 0 AND NOT attisdropped`.execute(api.db);
    const columns = rows.map(({ name }) =>
      name === 'state'
        ? sql`CASE WHEN id = ${sql.lit(id)} THEN (1 / (seq - seq))::text ELSE state END AS state`
        : sql.ref(name),
    );
    await sql`ALTER TABLE recipient RENAME TO sound_recipient`.execute(api.db);
    await sql`CREATE VIEW recipient AS SELECT ${sql.join(columns)} FROM sound_recipient`.execute(api.db);
    return async () => {
      await sql`DROP VIEW recipient`.execute(api.db);
      await sql`ALTER TABLE sound_recipient RENAME TO recipient`.execute(api.db);
    };
  }
});

describe('the query', () => {
  test.each([
    ['', 'Fields missing in request: attemptedStartTime, attemptedEndTime'],
    ['attemptedEndTime=1&v=2.0', 'Fields missing in request: attemptedStartTime'],
    [`attemptedStartTime=0&attemptedEndTime=${DAY + 1}`, /24 hours/],
    ['attemptedStartTime=5&attemptedEndTime=4', /is before/],
    ['attemptedStartTime=0&attemptedEndTime=5&v=3', 'v: must be 1.0 or 2.0'],
    ['attemptedStartTime=0&attemptedEndTime=5&limit=5001', /^limit: /],
  ])('%j is refused by both methods', async (query, message) => {
    for (const method of ['GET', 'POST'] as const) {
      const answer = await api.callAt(method, `${REPORTS}/transactions/?${query}`);
      expect(answer.status).toBe(400);
      expect(answer.body.message).toMatch(message);
    }
  });
});

describe('the first version', () => {
  test.each(['', '&v=1', '&v=1.0'])('is served for %j: its pages name the next one until there is none', async (v) => {
    const day = nextDay();
    const { recipients } = await insertCampaignWith(api, { at: new Date(day) }, [sent, read, {}, {}, {}]);
    const found: unknown[] = [];
    let nextPage: unknown = null;
    let pages = 0;
    do {
      const answer = await post(day, { filters: { channels: ['wa'] }, page: { nextPage }, limit: 2 }, v);
      expect(answer.status).toBe(200);
      found.push(...transactionsOf(answer).map((row) => row.transactionId));
      const page = pageOf(answer);
      expect(page.count).toBe(5);
      expect(page.currentPage).toEqual(expect.any(String));
      expect(page).not.toHaveProperty('offset');
      nextPage = page.nextPage;
      pages += 1;
    } while (nextPage !== undefined && pages < 10);
    expect(found).toEqual(recipients);
    expect(pages).toBe(3);
  });

  test('has a thousand to a page where nothing is said', async () => {
    const day = nextDay();
    await insertCampaignWith(api, { at: new Date(day) }, []);
    const { id } = await insertCampaignWith(api, { at: new Date(day) }, [sent]);
    const answer = await post(day, undefined, '');
    expect(transactionsOf(answer)).toMatchObject([{ proactiveCampaignId: id, messageStatus: 'SENT' }]);
    expect(pageOf(answer)).toEqual({ count: 1, currentPage: expect.any(String) as string });
  });
});

describe('GET …/campaigns/{id}/ (contract section 5)', () => {
  test('has all recipients in their order, and -1 for the pages that are not there', async () => {
    const { id, recipients } = await insertCampaignWith(api, {}, [
      { ...read, responded_at: at(9), conversation_id: '6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11' },
      { state: 'FAILED', error_source: 'twilio', error_code: '30003', error_message: 'Off.' },
      {},
    ]);
    const answer = await api.callAt('GET', `${REPORTS}/campaigns/${id}/`);
    expect(answer.body).toEqual({
      requestMetadata: { accountId: ACCOUNT, app: 'prmsg', proactiveCampaignId: id },
      page: { count: 3, previousOffset: -1, currentOffset: 0, nextOffset: -1 },
      consumersReport: [
        {
          id: recipients[0],
          status: 'RESPONDED',
          consumerId: '+12025550001',
          conversationId: '6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11',
          errorSource: null,
          errorCode: null,
          errorMessage: null,
        },
        {
          id: recipients[1],
          status: 'FAILED',
          consumerId: '+12025550001',
          conversationId: null,
          errorSource: 'twilio',
          errorCode: '30003',
          errorMessage: 'Off.',
        },
        {
          id: recipients[2],
          status: 'NOT_SENT',
          consumerId: '+12025550001',
          conversationId: null,
          errorSource: null,
          errorCode: null,
          errorMessage: null,
        },
      ],
    });
  });

  test('is paged by limit and offset', async () => {
    const { id, recipients } = await insertCampaignWith(api, {}, [{}, {}, {}, {}, {}]);
    const page = (query: string) => api.callAt('GET', `${REPORTS}/campaigns/${id}?${query}`);
    const ids = (answer: Awaited<ReturnType<typeof page>>) =>
      (answer.body.consumersReport as Row[]).map((row) => row.id);
    const middle = await page('offset=2&limit=2');
    expect(ids(middle)).toEqual(recipients.slice(2, 4));
    expect(middle.body.page).toEqual({ count: 5, previousOffset: 0, currentOffset: 2, nextOffset: 4 });
    const last = await page('offset=4&limit=2');
    expect(ids(last)).toEqual(recipients.slice(4));
    expect(last.body.page).toEqual({ count: 5, previousOffset: 2, currentOffset: 4, nextOffset: -1 });
    expect((await page('offset=9')).body).toMatchObject({ page: { count: 5, nextOffset: -1 }, consumersReport: [] });
    for (const wrong of ['limit=0', 'limit=5001', 'offset=-1', 'offset=x']) {
      expect(await page(wrong)).toMatchObject({ status: 400 });
    }
  });

  test('of a campaign that nobody was accepted for is empty', async () => {
    const { id } = await insertCampaignWith(api, {}, []);
    expect((await api.callAt('GET', `${REPORTS}/campaigns/${id}/`)).body).toMatchObject({
      page: { count: 0, previousOffset: -1, currentOffset: 0, nextOffset: -1 },
      consumersReport: [],
    });
  });
});
