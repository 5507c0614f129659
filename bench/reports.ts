/**
 * How long the calls take that read over many recipients: `node bench/reports.ts [--json] [--recipients 1000000] [--times 50]`.
 * Over HTTP, from an API in a process of its own, on a Postgres of its own. See docs/performance.md.
 */
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { buffer, text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import { withApi, type BenchApi } from './api.ts';
import { withDatabase } from './database.ts';
import { BENCH_ACCOUNT, BENCH_CLIENT, fill, fillLarge, FIRST_DAY, LARGE_CAMPAIGN, RECIPIENTS_A_DAY } from './fill.ts';
import { print } from './figures.ts';
import { machine, measure, table, type Measured } from './measure.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    recipients: { type: 'string', default: '1000000' },
    times: { type: 'string', default: '50' },
  },
});

const DAY_MS = 86_400_000;
/** Of the thousand campaigns, one in the middle. */
const CAMPAIGN = 'c00000501';
const ACCOUNT = `/api/v2/account/${BENCH_ACCOUNT}`;
const REPORTS = `/api/account/${BENCH_ACCOUNT}/app/prmsg`;

type Scope = 'all' | 'day' | 'campaign' | 'large';
type Call = { name: string; scope: Scope; method: 'GET' | 'POST'; url: string; body?: object };

/** A line for each call. `scope`: the recipients that it is about, which the baseline counts. */
async function calls(db: Db): Promise<Call[]> {
  const interval = (from: number, days: number) =>
    `attemptedStartTime=${FIRST_DAY.getTime() + from * DAY_MS}&attemptedEndTime=${FIRST_DAY.getTime() + (from + days) * DAY_MS}`;
  const days = `${REPORTS}/analytics/?${interval(-1, 60)}`;
  const day = `${REPORTS}/transactions/?${interval(5, 1)}`;
  const ofDay = (name: string, body: object): Call => ({
    name: `transactions, ${name}`,
    scope: 'day',
    method: 'POST',
    url: `${day}&v=2.0`,
    body,
  });
  const ofLarge = (name: string, body: object): Call => ({
    name: `large campaign, transactions, ${name}`,
    scope: 'large',
    method: 'POST',
    url: `${REPORTS}/transactions/?attemptedStartTime=${FIRST_DAY.getTime()}&attemptedEndTime=${FIRST_DAY.getTime() + 1}&v=2.0`,
    body,
  });
  const ofDays = (name: string, body: object): Call => ({
    name: `analytics, ${name}`,
    scope: 'all',
    method: 'POST',
    url: days,
    body,
  });
  const campaign = `${REPORTS}/campaigns/${CAMPAIGN}`;
  const list = (name: string, scope: Scope, url: string): Call => ({
    name,
    scope,
    method: 'GET',
    url: `${ACCOUNT}${url}`,
  });
  const recipients = await sql<{ id: string }>`
    SELECT r.id FROM recipient r JOIN campaign c ON c.id = r.campaign_id
    WHERE ${inScope('day')} AND r.seq % 10 = 0 ORDER BY r.id LIMIT 1000`.execute(db);
  return [
    { name: 'analytics', scope: 'all', method: 'GET', url: days },
    ofDays('two channels', { channels: ['wa', 'sms'] }),
    ofDays('one skill', { skills: ['sales'] }),
    ofDays('two handoffs', { handoffids: ['H000000001', 'H000000002'] }),
    ofDays('by source', { source: ['API', 'UI'] }),
    { name: 'campaign analytics', scope: 'campaign', method: 'GET', url: `${campaign}/analytics/` },
    { name: 'campaign', scope: 'campaign', method: 'GET', url: `${campaign}/` },
    ofDay('first 100', {}),
    ofDay('100 from 99,000', { offset: 99_000 }),
    ofDay('5,000 from 90,000', { offset: 90_000, limit: 5000 }),
    ofDay('one channel', { channels: ['sms'] }),
    ofDay('one skill', { skills: ['sales'] }),
    ofDay('failed', { messagestatus: ['FAILED'] }),
    ofDay('5,000 failed or skipped', { messagestatus: ['FAILED', 'SKIPPED'], limit: 5000 }),
    ofDay('100 responded from 5,000', { messagestatus: ['RESPONDED'], offset: 5000 }),
    ofDay('5,000 responded', { messagestatus: ['RESPONDED'], limit: 5000 }),
    ofDay('all filters at once', { channels: ['sms'], skills: ['sales'], messagestatus: ['FAILED', 'READ'] }),
    ofDay('1,000 ids', { transactionids: recipients.rows.map(({ id }) => id), limit: 1000 }),
    { name: 'transactions, first version', scope: 'day', method: 'POST', url: day, body: {} },
    list('campaigns, first 100', 'all', '/campaign?limit=100'),
    list('campaigns, by recipients, from 900', 'all', '/campaign?sort=-recipients&limit=100&offset=900'),
    list('campaigns, finished, by name', 'all', '/campaign?status=FINISHED&name=campaign 9&limit=100'),
    list('campaign, details', 'campaign', `/campaign/${CAMPAIGN}`),
    list('recipients, first 100', 'campaign', `/campaign/${CAMPAIGN}/recipients?limit=100`),
    list('recipients, 100 failed', 'campaign', `/campaign/${CAMPAIGN}/recipients?state=FAILED&limit=100`),
    list('recipients, still to be sent to', 'campaign', `/campaign/${CAMPAIGN}/recipients?state=SCHEDULED&limit=100`),
    list('recipients, by what they wait for', 'campaign', `/campaign/${CAMPAIGN}/recipients?waitsFor=WINDOW&limit=100`),
    list('conversations, first 100', 'all', '/conversations?limit=100'),
    list('conversations, 100 from 50,000', 'all', '/conversations?limit=100&offset=50000'),
    list('opt-outs, first 100', 'all', '/opt-outs?limit=100'),
    list('number', 'all', '/numbers/+12025000010'),
    {
      name: 'large campaign, report',
      scope: 'large',
      method: 'GET',
      url: `${REPORTS}/campaigns/${LARGE_CAMPAIGN}/?limit=5000&offset=90000`,
    },
    ofLarge('5,000 from 90,000', { offset: 90_000, limit: 5000 }),
    ofLarge('100 read, from 25,000', { messagestatus: ['READ'], offset: 25_000 }),
    ofLarge('5,000 of one channel, from 22,500', { channels: ['sms'], offset: 22_500, limit: 5000 }),
    list('large campaign, details', 'large', `/campaign/${LARGE_CAMPAIGN}`),
    list('large campaign, timezones', 'large', `/campaign/${LARGE_CAMPAIGN}/timezones`),
    list('large campaign, timeline', 'large', `/campaign/${LARGE_CAMPAIGN}/timeline`),
    list('large campaign, errors', 'large', `/campaign/${LARGE_CAMPAIGN}/errors`),
    list(
      'large campaign, recipients, 100 from 99,900',
      'large',
      `/campaign/${LARGE_CAMPAIGN}/recipients?limit=100&offset=99900`,
    ),
    list(
      'large campaign, recipient by number',
      'large',
      `/campaign/${LARGE_CAMPAIGN}/recipients?consumer=%2B12035000010`,
    ),
    list(
      'large campaign, one group',
      'large',
      `/campaign/${LARGE_CAMPAIGN}/recipients?zones=Africa/Accra&state=SCHEDULED`,
    ),
  ];
}

/** The recipients `r` of the campaigns `c` that a call is about. */
function inScope(scope: Scope) {
  if (scope === 'campaign') return sql`c.id = ${CAMPAIGN}`;
  if (scope === 'large') return sql`c.id = ${LARGE_CAMPAIGN}`;
  if (scope === 'all') return sql`true`;
  const from = new Date(FIRST_DAY.getTime() + 5 * DAY_MS);
  return sql`c.created_at >= ${from} AND c.created_at < ${new Date(from.getTime() + DAY_MS)}`;
}

await withDatabase(async (db, url) => {
  const started = performance.now();
  say(`Filling in ${options.recipients} recipients…`);
  const filled = await fill(db, Number(options.recipients));
  await fillLarge(db, Math.min(Number(options.recipients), RECIPIENTS_A_DAY));
  say(`${JSON.stringify(filled)} in ${Math.round((performance.now() - started) / 1000)} s`);
  await withApi(
    url,
    { accountId: BENCH_ACCOUNT, clientId: BENCH_CLIENT.id, clientSecret: BENCH_CLIENT.secret },
    (api) => run(db, api),
  );
});

async function run(db: Db, { address, headers }: BenchApi): Promise<void> {
  const baselines = new Map<Scope, Measured & { rows: number }>();
  for (const scope of ['all', 'day', 'campaign', 'large'] as const) baselines.set(scope, await baseline(db, scope));
  const lines: (string | number)[][] = [];
  for (const call of await calls(db)) {
    const answer = await buffer(await ask(address, headers, call));
    const took = await measure(async () => {
      const response = await ask(address, headers, call);
      await once(response.resume(), 'end');
    }, Number(options.times));
    const [rows, bytes] = [rowsOf(answer.toString()), answer.length];
    const counted = baselines.get(call.scope);
    const line = { call: call.name, ...took, rows, bytes, over: counted?.rows ?? 0, countP50: counted?.p50 ?? 0 };
    if (options.json) print('reports', [line], true);
    lines.push([call.name, took.p50, took.p95, took.max, rows, bytes, counted?.rows ?? 0, counted?.p50 ?? 0]);
  }
  if (options.json) print('reports', [{ machine: machine(), at: new Date().toISOString() }], true);
  const head = ['call', 'p50 ms', 'p95 ms', 'max ms', 'rows', 'bytes', 'over recipients', 'count(*) of those, p50 ms'];
  say(`\n${table(head, lines)}\n\n${machine()}\n${new Date().toISOString()}`);
}

/** An answer that is yet to be read. To its last byte is what it takes: what a client makes of four megabytes is the client's, and fetch takes 20 ms for it. */
async function ask(
  address: string,
  headers: BenchApi['headers'],
  { name, method, url, body }: Call,
): Promise<IncomingMessage> {
  const call = request(`${address}${url}`, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
  });
  call.end(body && JSON.stringify(body));
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`${name}: ${response.statusCode} ${await text(response)}`);
  return response;
}

/** The list in an answer, whatever its name is. */
function rowsOf(body: string): number {
  const list = Object.values(JSON.parse(body) as Record<string, unknown>).find((value) => Array.isArray(value));
  return (list as unknown[] | undefined)?.length ?? 0;
}

async function baseline(db: Db, scope: Scope): Promise<Measured & { rows: number }> {
  let rows = 0;
  const took = await measure(
    async () => {
      const counted = await sql<{ n: number }>`
        SELECT count(*) AS n FROM recipient r JOIN campaign c ON c.id = r.campaign_id WHERE ${inScope(scope)}`.execute(
        db,
      );
      rows = counted.rows[0]?.n ?? 0;
    },
    10,
    2,
  );
  return { ...took, rows };
}

/** For people: with --json the standard output is for machines alone. */
function say(text: string): void {
  if (options.json) console.error(text);
  else console.log(text);
}
