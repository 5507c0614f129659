/**
 * A file of 100,000 recipients with three variables, uploaded over HTTP: parsed, judged, put into their zones, stored, and its preview read.
 * Against a bare COPY of the very rows that come of it. Both on one Postgres, by turns; the API is a process of its own, whose memory is watched.
 */
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { poolOf, type Db } from '../db/connect.ts';
import { DEMO, seedDemo } from '../dev/seed.ts';
import { withApi, type BenchApi } from './api.ts';
import { withDatabase } from './database.ts';
import { percentile, print } from './figures.ts';
import { machine } from './measure.ts';
import { recipientFile } from './recipient-file.ts';

const HANDOFF = 'H900000003';
const TEXT = 'Hello ${{1}}, your order ${{2}} goes to ${{3}} today.';
const PREVIEWED = 100;
const SAMPLE_MS = 20;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rows: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '5' },
  },
});
const rows = Math.min(Number(values.rows), 100_000);
const rounds = Math.min(Number(values.rounds), 20);

await withDatabase(async (db, url) => {
  await prepare(db, url);
  await withApi(url, DEMO, (api) => run(db, api));
});

function lists({ address }: BenchApi): string {
  return `${address}/api/v2/account/${DEMO.accountId}/recipient-lists`;
}

async function prepare(db: Db, url: string): Promise<void> {
  await seedDemo(url);
  await db.updateTable('account').set({ max_file_recipients: 100_000, api_calls_per_second: 1_000 }).execute();
  const body = { type: 'body' as const, content: TEXT, variables: [], optOut: 'Reply STOP to opt out.' };
  const sms = { type: 'sms', language: 'en_US', outboundnumber: DEMO.smsNumber, messageComponents: [body] };
  await db
    .insertInto('handoff')
    .values({
      id: HANDOFF,
      account_id: DEMO.accountId,
      name: 'Three variables',
      lookback_minutes: 1440,
      channels: JSON.stringify([sms]),
    })
    .execute();
  await sql`CREATE TABLE bare (LIKE recipient_list_row INCLUDING ALL)`.execute(db);
}

async function run(db: Db, api: BenchApi): Promise<void> {
  const file = recipientFile(rows);
  // The first does not count, and its rows are those of the bare COPY.
  const first = await upload(api, file);
  const stored = await readRows(db);
  await forget(db, api, first.id);
  const bareMs: number[] = [];
  const uploads: Upload[] = [];
  for (let round = 0; round < rounds; round++) {
    bareMs.push(await bareCopy(db, stored));
    const done = await upload(api, file);
    uploads.push(done);
    await forget(db, api, done.id);
  }
  const bare = percentile(bareMs, 50);
  const whole = percentile(
    uploads.map(({ ms }) => ms),
    50,
  );
  print(
    'csv',
    [
      {
        rows,
        'file MB': Math.round(file.length / 1e5) / 10,
        good: first.good,
        wrong: first.wrong,
        duplicates: first.duplicates,
        'bare COPY s': Math.round(bare) / 1000,
        'upload s': Math.round(whole) / 1000,
        'slowest s': Math.round(Math.max(...uploads.map(({ ms }) => ms))) / 1000,
        'API CPU s':
          percentile(
            uploads.map(({ cpuMs }) => cpuMs),
            50,
          ) / 1000,
        ratio: Math.round((whole / bare) * 100) / 100,
        'rows/s': Math.round((rows / whole) * 1000),
        'most MB more': Math.max(...uploads.map(({ growthMb }) => growthMb)),
        'seen on the way': Math.min(...uploads.map(({ seen }) => seen)),
      },
    ],
    values.json,
  );
  if (!values.json) console.log(machine());
}

type Upload = {
  id: string;
  good: number;
  wrong: number;
  duplicates: number;
  ms: number;
  growthMb: number;
  cpuMs: number;
  seen: number;
};

/** Until its first page of messages is there. `growthMb`: the API's memory at its most, above what it was before. */
async function upload(api: BenchApi, file: Buffer): Promise<Upload> {
  const id = crypto.randomUUID();
  const before = await residentMb(api);
  const cpuBefore = await cpuMsOf(api);
  const look = watch(api, id);
  const startedAt = performance.now();
  const response = await fetch(`${lists(api)}?templateId=${HANDOFF}&id=${id}`, {
    method: 'POST',
    headers: { ...api.headers, 'content-type': 'text/csv' },
    body: new Uint8Array(file),
  });
  const list = (await response.json()) as Upload;
  if (response.status !== 201) throw new Error(`The upload was answered ${response.status}: ${JSON.stringify(list)}`);
  const preview = await fetch(`${lists(api)}/${id}/rows?state=GOOD&limit=${PREVIEWED}`, { headers: api.headers });
  await preview.json();
  const ms = performance.now() - startedAt;
  const cpuMs = (await cpuMsOf(api)) - cpuBefore;
  const { mostMb, seen } = await look.end();
  return { ...list, ms, cpuMs, growthMb: Math.round(mostMb - before), seen };
}

/** Looks at the API's memory all the time, and now and then asks, as a caller would, how far it is. */
function watch(api: BenchApi, id: string) {
  let ended = false;
  let mostMb = 0;
  const seen = new Set<number>();
  const look = async () => {
    for (let n = 0; !ended; n++) {
      mostMb = Math.max(mostMb, await residentMb(api));
      if (n % 5 === 4) {
        const response = await fetch(`${lists(api)}/${id}`, { headers: api.headers });
        const { state, lines } = (await response.json()) as { state?: string; lines?: number };
        if (state === 'READING' && lines !== undefined && lines > 0) seen.add(lines);
      }
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
    }
  };
  const looking = look();
  return {
    async end() {
      ended = true;
      await looking;
      return { mostMb, seen: seen.size };
    },
  };
}

/** NaN where there is no /proc. */
async function residentMb({ process: { pid } }: BenchApi): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** Processor time of the API, to a hundredth of a second: unlike the clock's, others at work on the machine hardly change it. */
async function cpuMsOf({ process: { pid } }: BenchApi): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14);
  return (Number(user) + Number(system)) * 10;
}

async function readRows(db: Db): Promise<Buffer> {
  const client = await poolOf(db).connect();
  try {
    return await buffer(client.query(copyTo('COPY recipient_list_row TO STDOUT')));
  } finally {
    client.release();
  }
}

async function bareCopy(db: Db, text: Buffer): Promise<number> {
  const client = await poolOf(db).connect();
  try {
    const startedAt = performance.now();
    await pipeline(Readable.from(piecesOf(text)), client.query(copyFrom('COPY bare FROM STDIN')));
    return performance.now() - startedAt;
  } finally {
    client.release();
    await sql`TRUNCATE bare`.execute(db);
  }
}

function* piecesOf(text: Buffer): Generator<Buffer> {
  const size = 64 * 1024;
  for (let from = 0; from < text.length; from += size) yield text.subarray(from, from + size);
}

async function forget(db: Db, api: BenchApi, id: string): Promise<void> {
  await fetch(`${lists(api)}/${id}`, { method: 'DELETE', headers: api.headers });
  await sql`TRUNCATE recipient_list_row`.execute(db);
}
