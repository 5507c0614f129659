import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createHousekeepingActivities } from '../../activities/housekeeping.ts';
import { insertOptOut } from '../../db/opt-outs.ts';
import { longestFile } from '../../api/take-recipient-list.ts';
import { ACCOUNT, createFixture, NOW, OTHER_ACCOUNT, type Answer, type Fixture } from './fixture.ts';

const SMS = 'H100000001';
const BOTH = 'H100000002';

let api: Fixture;
let baseUrl: string;
beforeAll(async () => {
  api = await createFixture();
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  baseUrl = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`;
});
afterAll(() => api.close());
beforeEach(async () => {
  api.setNow(NOW);
  await api.db.updateTable('account').set({ max_file_recipients: 10_000 }).execute();
  for (const table of ['recipient_list', 'opt_out', 'campaign', 'outbox', 'daily_usage'] as const) {
    await api.db.deleteFrom(table).execute();
  }
});

const upload = (file: string | Buffer, query = '', type = 'text/csv') =>
  api.call('POST', `/recipient-lists?templateId=${SMS}${query}`, file, { 'content-type': type });
const rowsOf = async (id: unknown, query = '') => {
  const answer = await api.call('GET', `/recipient-lists/${String(id)}/rows${query}`);
  return answer.body.rows as Record<string, unknown>[];
};
const launch = (recipientListId: unknown, changes: object = {}, headers: Record<string, string> = {}) =>
  api.call(
    'POST',
    '/campaign',
    { campaignName: 'Orders', skill: 'sales', templateId: SMS, consent: true, recipientListId, ...changes },
    headers,
  );
const message = (answer: Answer) => [answer.status, answer.body.message];
const count = async (table: 'recipient_list' | 'recipient_list_row' | 'recipient' | 'campaign') =>
  (
    await api.db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n;
const numbered = (n: number, from = 0) =>
  Array.from({ length: n }, (_, index) => `1202555${String(from + index).padStart(4, '0')},Ada,A-1`).join('\r\n');

const FILE = [
  'Phone,B1,B2',
  '12025550173,Ada,A-1',
  '1202,Bob,A-2',
  '+1 (202) 555-0173,Ada,A-1',
  '13035550174,"Cy, Jr.",A-3',
  '12025550175,Dee,"open',
  '12025550176,Eve,A-5',
  '12025550177,Flo',
].join('\r\n');

describe('a file of recipients', () => {
  test('is read line by line: who is good, wrong, twice and opted out, and in which zones', async () => {
    const stop = { accountId: ACCOUNT, kind: 'phone', channel: null, source: 'api', consumer: '+12025550176' } as const;
    await insertOptOut(api.db, stop, NOW.getTime());
    const answer = await upload(FILE, '&name=orders.csv');
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        id: expect.any(String) as string,
        name: 'orders.csv',
        templateId: SMS,
        message: null,
        channels: ['sms'],
        columns: ['Phone', 'B1', 'B2', 'Timezone'],
        state: 'READY',
        bytes: FILE.length,
        bytesRead: FILE.length,
        lines: 7,
        good: 2,
        wrong: 3,
        duplicates: 1,
        optedOut: 1,
        zones: [
          { timezones: ['America/New_York'], count: 1 },
          { timezones: ['America/Denver'], count: 1 },
        ],
        proactiveCampaignId: null,
        uploadedBy: `client-${ACCOUNT}`,
        uploadedAt: NOW.toISOString(),
        deletedAt: '2026-01-21T15:00:00.000Z',
      },
    ]);
    expect((await api.call('GET', `/recipient-lists/${String(answer.body.id)}`)).body).toEqual(answer.body);
    const rows = await rowsOf(answer.body.id);
    expect(rows.map(({ line, state, reason }) => [line, state, reason])).toEqual([
      [2, 'GOOD', null],
      [3, 'WRONG', 'INVALID_NUMBER'],
      [4, 'DUPLICATE', 'DUPLICATE_NUMBER'],
      [5, 'GOOD', null],
      [6, 'WRONG', 'QUOTE_NOT_CLOSED'],
      [7, 'OPTED_OUT', 'OPTED_OUT'],
      [8, 'WRONG', 'MISSING_VARIABLE=2'],
    ]);
    expect(rows[3]).toMatchObject({
      address: '+13035550174',
      timezones: ['America/Denver'],
      messages: [{ channel: 'sms', text: 'Hello Cy, Jr., your order A-3 is on its way.\nReply STOP to opt out.' }],
      cells: null,
    });
    expect(rows[1]).toMatchObject({ address: null, messages: null, cells: ['1202', 'Bob', 'A-2'] });
    expect(rows[6]).toMatchObject({ cells: ['12025550177', 'Flo'] });
    expect(rows[4]).toMatchObject({ cells: ['12025550175,Dee,"open'] });
  });

  const LINES = ['Phone,B1,B2', '12025550173,Zoë,A-1', '12025550174,"two\nlines",A-2'];
  const TEXT = LINES.join('\n');
  test.each<[string, string | Buffer]>([
    ['UTF-8', TEXT],
    ['UTF-8 with its mark', `\uFEFF${TEXT}`],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['CRLF', TEXT.replaceAll('\n', '\r\n').replace('two\r\n', 'two\n')],
    ['semicolons', TEXT.replaceAll(',', ';')],
    ['tabs', TEXT.replaceAll(',', '\t')],
    ['no header', LINES.slice(1).join('\n')],
    ['columns in another order', 'B2,B1,Phone\nA-1,Zoë,12025550173\nA-2,"two\nlines",12025550174\n'],
  ])('comes in %s', async (_what, file) => {
    const { body } = await upload(file);
    expect([body.good, body.wrong]).toEqual([2, 0]);
    const texts = (await rowsOf(body.id)).map(({ messages }) => (messages as { text: string }[])[0]?.text);
    expect(texts.map((text) => text?.split(' is on')[0])).toEqual([
      'Hello Zoë, your order A-1',
      'Hello two\nlines, your order A-2',
    ]);
  });

  test('in another encoding has its lines with such letters marked, and no other', async () => {
    const { body } = await upload(Buffer.from('Phone,B1,B2\n12025550173,Zoë,A-1\n12025550174,Ada,A-1\n', 'latin1'));
    expect((await rowsOf(body.id)).map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'NOT_UTF8'],
      [3, null],
    ]);
  });

  test('brings its own timezones, for some lines', async () => {
    const { body } = await upload(
      'Phone,B1,B2,Timezone\n12025550173,A,1,Asia/Calcutta\n12025550174,B,2,\n12025550175,C,3,EST\n',
    );
    expect((await rowsOf(body.id)).map(({ timezones, reason }) => timezones ?? reason)).toEqual([
      ['Asia/Kolkata'],
      ['America/New_York'],
      'INVALID_TIMEZONE',
    ]);
  });

  test('may be held to SMS of 140 characters', async () => {
    const file = `12025550173,${'x'.repeat(90)},A-1\n12025550174,Ada,A-1\n`;
    expect((await upload(file)).body.good).toBe(2);
    const { body } = await upload(file, '&longestSms=140');
    expect((await rowsOf(body.id)).map(({ reason }) => reason)).toEqual(['MESSAGE_TOO_LONG', null]);
  });

  test('keeps what COPY would read otherwise as it is', async () => {
    const name = 'back\\slash\t"quote" {brace} \\N';
    const cell = `"${name.replaceAll('"', '""')}"`;
    const { body } = await upload(`12025550173,${cell},A\n1202,${cell},A\n`);
    const [good, wrong] = await rowsOf(body.id);
    expect((good?.messages as { text: string }[])[0]?.text).toContain(name);
    expect(wrong?.cells).toEqual(['1202', name, 'A']);
  });

  test('is only opted out where no channel of the plan is left', async () => {
    for (const channel of ['sms', 'wa'] as const) {
      const consumer = channel === 'sms' ? '+12025550173' : '+12025550174';
      await insertOptOut(
        api.db,
        { accountId: ACCOUNT, kind: 'phone', channel, source: 'api', consumer },
        NOW.getTime(),
      );
    }
    const channels = { accountId: ACCOUNT, kind: 'phone', source: 'api', consumer: '+12025550175' } as const;
    await insertOptOut(api.db, { ...channels, channel: 'sms' }, NOW.getTime());
    await insertOptOut(api.db, { ...channels, channel: 'wa' }, NOW.getTime());
    const file = ['12025550173', '12025550174', '12025550175'].map((phone) => `${phone},Ada,A-1`).join('\n');
    const states = async (templateId: string) => {
      const answer = await api.call('POST', `/recipient-lists?templateId=${templateId}`, file, {
        'content-type': 'text/csv',
      });
      return (await rowsOf(answer.body.id)).map(({ state }) => state);
    };
    expect(await states(SMS)).toEqual(['OPTED_OUT', 'GOOD', 'OPTED_OUT']);
    expect(await states(BOTH)).toEqual(['GOOD', 'GOOD', 'OPTED_OUT']);
  });

  test('is stored in pieces that a reader can follow while it comes', async () => {
    const id = randomUUID();
    const file = `Phone,B1,B2\r\n${Array.from({ length: 9_000 }, (_, n) => `1303${2_000_000 + n * 731},Ada,A-1`).join('\r\n')}\r\n`;
    const call = httpRequest(`${baseUrl}/api/v2/account/${ACCOUNT}/recipient-lists?templateId=${SMS}&id=${id}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await api.token()}`,
        'content-type': 'text/csv',
        'content-length': file.length,
      },
    });
    onTestFinished(() => void call.destroy());
    const half = Math.floor(file.length / 2);
    call.write(file.slice(0, half));
    const look = async () => (await api.call('GET', `/recipient-lists/${id}`)).body;
    await expect.poll(async () => (await look()).lines, { timeout: 20_000 }).toBe(4_000);
    expect(await look()).toMatchObject({ state: 'READING', bytes: file.length, good: 4_000 });
    expect(message(await launch(id))).toEqual([409, 'recipientListId: the file of the list is still being read']);
    call.end(file.slice(half));
    const [response] = (await once(call, 'response')) as [{ statusCode: number }];
    expect(response.statusCode).toBe(201);
    expect(await look()).toMatchObject({ state: 'READY', lines: 9_000, good: 9_000 });
  });

  test('is looked through for opt-outs once, also where the database has counted the lines of other lists alone', async () => {
    await upload(numbered(5_000));
    await sql`ANALYZE recipient_list_row`.execute(api.db);
    await api.db.updateTable('account').set({ max_file_recipients: 30_000 }).execute();
    const file = Array.from({ length: 30_000 }, (_, n) => `1303${2_000_000 + n * 263},Ada,A-1`).join('\n');
    // Line by line for each line it takes minutes.
    expect((await upload(file)).body.good).toBe(30_000);
  });

  test('of thousands has its lines in their order, and knows who came before', async () => {
    const lines = Array.from({ length: 3_500 }, (_, n) => `1303${2_000_000 + n * 731},Ada,A-${n}`);
    lines[1_200] = '1202,Bob,A-2';
    lines[2_300] = lines[5] ?? '';
    lines[3_400] = lines[2_999] ?? '';
    lines[3_450] = `${lines[2_000] ?? ''},no such place`;
    lines[3_460] = '13035550199,Eve,A-5,Asia/Atlantis';
    const { body } = await upload(lines.join('\n'));
    expect([body.lines, body.good, body.wrong, body.duplicates]).toEqual([3_500, 3_495, 2, 3]);
    const bad = [...(await rowsOf(body.id, '?state=WRONG')), ...(await rowsOf(body.id, '?state=DUPLICATE'))];
    expect(bad.map(({ line, reason }) => [line, reason])).toEqual([
      [1_201, 'INVALID_NUMBER'],
      [3_461, 'INVALID_TIMEZONE'],
      [2_301, 'DUPLICATE_NUMBER'],
      [3_401, 'DUPLICATE_NUMBER'],
      [3_451, 'DUPLICATE_NUMBER'],
    ]);
    const [good] = await rowsOf(body.id, '?offset=3498');
    expect(good).toMatchObject({ line: 3_499, messages: [{ text: expect.stringContaining('A-3498') as string }] });
  });

  test('that breaks off leaves nothing', async () => {
    const id = randomUUID();
    const call = httpRequest(`${baseUrl}/api/v2/account/${ACCOUNT}/recipient-lists?templateId=${SMS}&id=${id}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await api.token()}`, 'content-type': 'text/csv' },
    });
    call.on('error', () => undefined);
    call.write(`${numbered(5_000)}\r\n`);
    await expect.poll(() => count('recipient_list_row'), { timeout: 20_000 }).toBe(4_000);
    call.destroy();
    await expect.poll(() => count('recipient_list'), { timeout: 20_000 }).toBe(0);
    expect(await count('recipient_list_row')).toBe(0);
  });
});

/** While it runs, no row of any list is stored. */
async function withoutRows(work: () => Promise<void>): Promise<void> {
  await api.db.transaction().execute(async (trx) => {
    await sql`LOCK TABLE recipient_list_row IN SHARE MODE`.execute(trx);
    await work();
  });
}

const waitsForRows = async () => {
  const { rows } = await sql`
    SELECT FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
    WHERE c.relname = 'recipient_list_row' AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND NOT l.granted`.execute(api.db);
  return rows.length;
};

test('a file that has come whole, and whose caller is gone before the answer, leaves nothing', async () => {
  await withoutRows(async () => {
    const connected = once(api.app.server, 'connection') as Promise<[Socket]>;
    const call = httpRequest(`${baseUrl}/api/v2/account/${ACCOUNT}/recipient-lists?templateId=${SMS}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await api.token()}`, 'content-type': 'text/csv' },
      agent: false,
    });
    call.on('error', () => undefined);
    call.end(numbered(2));
    const [socket] = await connected;
    // All of it has been read by then.
    await expect.poll(waitsForRows, { timeout: 20_000 }).toBe(1);
    const closed = once(socket, 'close');
    call.destroy();
    await closed;
  });
  await expect.poll(() => count('recipient_list'), { timeout: 20_000 }).toBe(0);
  expect(await count('recipient_list_row')).toBe(0);
});

describe('a file that can’t be taken', () => {
  test.each<[string, string | Buffer, string, [number, string]]>([
    ['empty', 'Phone,B1,B2\r\n', '', [400, 'The file has no recipients']],
    [
      'an unknown column',
      'Phone,B1,B2,City\n12025550173,A,1,B',
      '',
      [400, 'The file: its header has columns that the template has not: "City". It has Phone, B1, B2, Timezone'],
    ],
    [
      'a workbook',
      Buffer.from('PK\x03\x04…'),
      '',
      [400, 'The file is an Excel workbook, or a zip: save it as CSV in UTF-8'],
    ],
    [
      'for an unknown template',
      FILE,
      '&templateId=H999999999',
      [400, 'templateId: the account has no handoff and no template "H999999999"'],
    ],
  ])('is refused: %s', async (_what, file, query, expected) => {
    const path = query === '' ? `?templateId=${SMS}` : `?${query.slice(1)}`;
    const answer = await api.call('POST', `/recipient-lists${path}`, file, { 'content-type': 'text/csv' });
    expect(message(answer)).toEqual(expected);
    expect([await count('recipient_list'), await count('recipient_list_row')]).toEqual([0, 0]);
  });

  test('has more lines than the account may upload', async () => {
    await api.call('PATCH', '/settings', { maxRecipientsPerFile: 3 });
    expect((await upload(numbered(3))).body.good).toBe(3);
    expect(message(await upload(numbered(4)))).toEqual([
      413,
      'The file has more than 3 recipients, which is the account’s limit'.replace('’', "'"),
    ]);
    await api.call('PATCH', '/settings', { maxRecipientsPerFile: 4 });
    expect((await upload(numbered(4))).body.good).toBe(4);
    expect((await api.call('PATCH', '/settings', { maxRecipientsPerFile: 100_001 })).status).toBe(400);
  });

  test('has more bytes: 10 MB for 10,000 recipients', async () => {
    expect(longestFile(10_000)).toBe(10 * 1024 * 1024);
    await api.db.updateTable('account').set({ max_file_recipients: 100 }).execute();
    const most = longestFile(100);
    const file = `12025550173,${'x'.repeat(most)}`;
    const refused = [413, `The file is larger than ${most} bytes, which is the account's limit with 100 recipients`];
    expect(message(await upload(file))).toEqual(refused);
    // Whose length is not said beforehand.
    const response = await fetch(`${baseUrl}/api/v2/account/${ACCOUNT}/recipient-lists?templateId=${SMS}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await api.token()}`, 'content-type': 'text/csv' },
      body: new Blob([file]).stream(),
      duplex: 'half',
    });
    expect([response.status, ((await response.json()) as { message: string }).message]).toEqual(refused);
    expect(await count('recipient_list')).toBe(0);
  });

  test('has no body, or one of another type', async () => {
    expect(message(await api.call('POST', `/recipient-lists?templateId=${SMS}`))).toEqual([
      400,
      'The request has no body',
    ]);
    expect((await upload('{}', '', 'application/json')).status).toBe(415);
  });

  test('comes under an id that is taken, also another account’s', async () => {
    const { body } = await upload(numbered(1));
    expect(message(await upload(numbered(2), `&id=${String(body.id)}`))).toEqual([
      409,
      `id: there is a list ${String(body.id)} already`,
    ]);
    expect((await rowsOf(body.id)).length).toBe(1);
  });
});

test('a list is seen, and deleted, by its own account alone', async () => {
  const { body } = await upload(numbered(2));
  const other = { authorization: `Bearer ${await api.token(OTHER_ACCOUNT)}` };
  const at = (path: string) => `/api/v2/account/${OTHER_ACCOUNT}/recipient-lists/${String(body.id)}${path}`;
  for (const path of ['', '/rows', '/errors.csv'])
    expect((await api.callAt('GET', at(path), undefined, other)).status).toBe(404);
  expect((await api.callAt('DELETE', at(''), undefined, other)).status).toBe(404);
  const lists = await api.callAt('GET', `/api/v2/account/${OTHER_ACCOUNT}/recipient-lists`, undefined, other);
  expect(lists.body.recipientLists).toEqual([]);
  expect((await api.call('GET', '/recipient-lists')).body).toMatchObject({
    recipientLists: [{ id: body.id }],
    page: { count: 1, offset: 0, limit: 100 },
  });
  expect((await api.call('DELETE', `/recipient-lists/${String(body.id)}`)).status).toBe(204);
  expect(await count('recipient_list_row')).toBe(0);
  expect((await api.call('GET', `/recipient-lists/${String(body.id)}`)).status).toBe(404);
  expect((await api.call('GET', '/recipient-lists/none')).status).toBe(404);
});

test('lines come a page at a time, of one state or of all', async () => {
  const { body } = await upload(FILE);
  const lines = async (query: string) => {
    const answer = await api.call('GET', `/recipient-lists/${String(body.id)}/rows${query}`);
    return [
      (answer.body.rows as { line: number }[]).map(({ line }) => line),
      (answer.body.page as { count: number }).count,
    ];
  };
  expect(await lines('?state=WRONG')).toEqual([[3, 6, 8], 3]);
  expect(await lines('?state=WRONG&limit=1&offset=1')).toEqual([[6], 3]);
  expect(await lines('?limit=2&offset=5')).toEqual([[7, 8], 7]);
  expect(await lines('?state=DUPLICATE')).toEqual([[4], 1]);
});

test('the wrong lines come as a file that can be mended and uploaded as it is', async () => {
  const { body } = await upload(
    'Phone,B1,B2,Timezone\n1202,"=Ada, B.",A-1,\n12025550174,Bob,A-2,Nowhere\n12025550175,Cy,A-3,\n',
  );
  const { body: file, headers } = await api.call('GET', `/recipient-lists/${String(body.id)}/errors.csv`);
  expect(headers['content-disposition']).toBe('attachment; filename="errors.csv"');
  expect(file.text).toBe(
    `Line,Reason,Phone,B1,B2,Timezone\r\n2,INVALID_NUMBER,1202,"'=Ada, B.",A-1,\r\n3,INVALID_TIMEZONE,12025550174,Bob,A-2,Nowhere\r\n`,
  );
  const mended = String(file.text).replace('1202,', '12025550173,').replace('Nowhere', 'America/Denver');
  const again = await upload(mended);
  expect(again.body).toMatchObject({ good: 2, wrong: 0 });
  const [first] = await rowsOf(again.body.id);
  expect((first?.messages as { text: string }[])[0]?.text).toMatch(/^Hello =Ada, B\.,/);
});

describe('lines that are mended', () => {
  const ADA = ['12025550173', 'Ada', 'A-1'];
  const mend = (id: unknown, body: object) => api.call('PATCH', `/recipient-lists/${String(id)}/rows`, body);
  const countsOf = ({ lines, good, wrong, duplicates, optedOut }: Record<string, unknown>) => ({
    lines,
    good,
    wrong,
    duplicates,
    optedOut,
  });
  const optOut = (consumer: string) =>
    insertOptOut(api.db, { accountId: ACCOUNT, kind: 'phone', channel: null, source: 'api', consumer }, NOW.getTime());
  const outcomes = ({ body }: Answer) =>
    (body.rows as Record<string, unknown>[]).map(({ line, state, reason }) => [line, state, reason]);

  test('join the list, stay wrong, double another one or are opted out, several at once; counts and zones are right', async () => {
    await optOut('+12025550176');
    const file = [FILE, '1203,Gus,A-8', '1204,Hal,A-9'].join('\r\n');
    const { body: before } = await upload(file);
    const answer = await mend(before.id, {
      lines: [
        // In no order.
        { line: 10, cells: ['12025550178', 'Hal', 'A-9'] },
        { line: 9, cells: ['1-303-555-0178', 'Gus', 'A-8', 'America/Los_Angeles'] },
        { line: 8, cells: ['12025550177', 'Flo'] },
        { line: 6, cells: ['12025550176', 'Dee', 'open'] },
        { line: 3, cells: ADA },
      ],
    });
    expect([answer.status, outcomes(answer)]).toEqual([
      200,
      [
        [3, 'DUPLICATE', 'DUPLICATE_NUMBER'],
        // Line 7 has the number, opted out as it is.
        [6, 'DUPLICATE', 'DUPLICATE_NUMBER'],
        [8, 'WRONG', 'MISSING_VARIABLE=2'],
        [9, 'GOOD', null],
        [10, 'GOOD', null],
      ],
    ]);
    expect((answer.body.rows as object[])[3]).toMatchObject({
      address: '+13035550178',
      timezones: ['America/Los_Angeles'],
      messages: [{ channel: 'sms', text: 'Hello Gus, your order A-8 is on its way.\nReply STOP to opt out.' }],
    });
    expect((answer.body.rows as object[])[2]).toMatchObject({ cells: ['12025550177', 'Flo'] });
    expect(answer.body.recipientList).toEqual({
      ...before,
      good: 4,
      wrong: 1,
      duplicates: 3,
      zones: [
        { timezones: ['America/New_York'], count: 2 },
        { timezones: ['America/Denver'], count: 1 },
        { timezones: ['America/Los_Angeles'], count: 1 },
      ],
    });
    expect((await api.call('GET', `/recipient-lists/${String(before.id)}`)).body).toEqual(answer.body.recipientList);
    expect((await launch(before.id)).body.acceptedRecipients).toBe(4);
  });

  test('to a number that has opted out are apart, and nobody else is counted anew', async () => {
    const { body } = await upload('1202,Ada,A-1\n12025550174,Bob,A-2');
    for (const consumer of ['+12025550173', '+12025550174']) await optOut(consumer);
    const answer = await mend(body.id, { lines: [{ line: 1, cells: ADA }] });
    expect(outcomes(answer)).toEqual([[1, 'OPTED_OUT', 'OPTED_OUT']]);
    // Who opts out after the file was read is skipped when their turn comes.
    expect(countsOf(answer.body.recipientList as Record<string, unknown>)).toEqual({
      lines: 2,
      good: 1,
      wrong: 0,
      duplicates: 0,
      optedOut: 1,
    });
  });

  test('to one number are one recipient: the first of them, also before the second is mended', async () => {
    const { body } = await upload('1202,Ada,A-1\n1203,Ada,A-1\n1204,Ada,A-1\n12025550174,Bob,A-2');
    const both = { lines: [2, 1].map((line) => ({ line, cells: ADA })) };
    expect(outcomes(await mend(body.id, both))).toEqual([
      [1, 'GOOD', null],
      [2, 'DUPLICATE', 'DUPLICATE_NUMBER'],
    ]);
    expect(outcomes(await mend(body.id, { lines: [{ line: 3, cells: ADA }] }))).toEqual([
      [3, 'DUPLICATE', 'DUPLICATE_NUMBER'],
    ]);
    const other = { lines: [{ line: 3, cells: ['12025550175', 'Ada', 'A-1'] }] };
    expect(outcomes(await mend(body.id, other))).toEqual([[3, 'GOOD', null]]);
  });

  test('by a call that is made again, also at the same moment, are as after the first', async () => {
    const { body } = await upload('1202,Ada,A-1\n1203,Bob,A-2\n1204,Cy,A-3');
    const mending = {
      lines: [
        { line: 1, cells: ADA },
        { line: 2, cells: ['12025550174'] },
      ],
      dropped: [3],
    };
    const [first, second] = await Promise.all([mend(body.id, mending), mend(body.id, mending)]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    expect((await mend(body.id, mending)).body).toEqual(first.body);
    expect(countsOf(first.body.recipientList as Record<string, unknown>)).toEqual({
      lines: 2,
      good: 1,
      wrong: 1,
      duplicates: 0,
      optedOut: 0,
    });
  });

  test('are judged by the rules of their file: its SMS’s length, its hosts of images, its users', async () => {
    const long = await upload('1202,Ada,A-1', '&longestSms=140');
    const tooLong = { lines: [{ line: 1, cells: ['12025550173', 'x'.repeat(90), 'A-1'] }] };
    expect(outcomes(await mend(long.body.id, tooLong))).toEqual([[1, 'WRONG', 'MESSAGE_TOO_LONG']]);
    const image = await api.call('POST', '/recipient-lists?templateId=image', '1202,https://evil.example/a.png', {
      'content-type': 'text/csv',
    });
    const hosts = ['evil.example', 'images.example.com'].map((host) => ['12025550173', `https://${host}/a.png`]);
    const tried = [];
    for (const cells of hosts) tried.push(...outcomes(await mend(image.body.id, { lines: [{ line: 1, cells }] })));
    expect(tried).toEqual([
      [1, 'WRONG', 'IMAGE_URL_NOT_WHITELISTED'],
      [1, 'GOOD', null],
    ]);
  });

  test('with more cells than there are columns have too many', async () => {
    const { body } = await upload('1202,Ada,A-1');
    const cells = [...ADA, '', 'more'];
    const answer = await mend(body.id, { lines: [{ line: 1, cells }] });
    expect(outcomes(answer)).toEqual([[1, 'WRONG', 'TOO_MANY_VARIABLES']]);
    expect((answer.body.rows as object[])[0]).toMatchObject({ cells });
  });

  test('are dropped', async () => {
    const { body } = await upload(FILE);
    const answer = await mend(body.id, { dropped: [3, 4] });
    expect([answer.status, answer.body.rows]).toEqual([200, []]);
    expect(countsOf(answer.body.recipientList as Record<string, unknown>)).toEqual({
      lines: 5,
      good: 3,
      wrong: 2,
      duplicates: 0,
      optedOut: 0,
    });
    expect((await rowsOf(body.id)).map(({ line }) => line)).toEqual([2, 5, 6, 7, 8]);
  });

  test.each<[string, object, [number, string]]>([
    [
      'an unknown line',
      {
        lines: [
          { line: 3, cells: ADA },
          { line: 99, cells: ADA },
        ],
      },
      [400, 'lines[1].line: the list has no line 99'],
    ],
    [
      'a line that is good',
      { lines: [{ line: 2, cells: ['12025550199', 'Ada', 'A-1'] }] },
      [409, 'lines[0].line: line 2 is GOOD; only WRONG and DUPLICATE ones can be changed'],
    ],
    [
      'a good line to drop',
      { dropped: [3, 5] },
      [409, 'dropped[1]: line 5 is GOOD; only WRONG and DUPLICATE ones can be changed'],
    ],
    ['nothing', {}, [400, 'lines: has no line, and none is dropped']],
    [
      'a line twice',
      { lines: [{ line: 3, cells: ADA }], dropped: [3] },
      [400, 'lines: has a line twice, or one that is dropped'],
    ],
  ])('are refused, and none is changed: %s', async (_what, mending, expected) => {
    const { body } = await upload(FILE);
    const before = await rowsOf(body.id);
    expect(message(await mend(body.id, mending))).toEqual(expected);
    expect(await rowsOf(body.id)).toEqual(before);
    expect((await api.call('GET', `/recipient-lists/${String(body.id)}`)).body).toEqual(body);
  });

  test('are refused of a list that was launched, is still read, is another account’s, or is none', async () => {
    const { body } = await upload(FILE);
    const mending = { lines: [{ line: 3, cells: ADA }] };
    await api.db.updateTable('recipient_list').set({ state: 'READING' }).execute();
    expect(message(await mend(body.id, mending))).toEqual([409, 'The file of the list is still being read']);
    await api.db.updateTable('recipient_list').set({ state: 'READY' }).execute();
    const launched = await launch(body.id);
    expect(message(await mend(body.id, mending))).toEqual([
      409,
      `The list was launched as campaign ${String(launched.body.proactiveCampaignId)}`,
    ]);
    await api.db.updateTable('recipient_list').set({ account_id: OTHER_ACCOUNT, state: 'READY' }).execute();
    for (const id of [body.id, randomUUID(), 'none']) {
      expect(message(await mend(id, mending))).toEqual([404, `The account has no list of recipients "${String(id)}"`]);
    }
  });
});

test('a sample has the columns that a template needs', async () => {
  const sample = async (templateId: string) =>
    (await api.call('GET', `/recipient-lists/sample.csv?templateId=${templateId}`)).body.text;
  expect(await sample(SMS)).toBe('Phone,B1,B2,Timezone\r\n12025550173,,,\r\n');
  expect(await sample('image')).toBe('Phone,H1,Timezone\r\n12025550173,,\r\n');
});

describe('a campaign with a list', () => {
  test('has its good lines as its recipients, as if they had been posted', async () => {
    const consumers = ['12025550173', '13035550174'].map((sms, n) => ({
      consumerContent: { wa: sms, sms },
      variables: { 1: `Name ${n}`, 2: 'A-1' },
    }));
    const posted = await launch(undefined, { templateId: BOTH, consumers });
    const file = `12025550173,Name 0,A-1\n1202,Bob,A-1\n13035550174,Name 1,A-1\n`;
    const list = await api.call('POST', `/recipient-lists?templateId=${BOTH}`, file, { 'content-type': 'text/csv' });
    const listed = await launch(list.body.id, { templateId: BOTH });
    expect([listed.status, listed.body]).toMatchObject([
      201,
      { acceptedRecipients: 2, acceptedConsumers: [], failedConsumers: [] },
    ]);
    const stored = async ({ body }: Answer) => {
      const rows = await api.db
        .selectFrom('recipient')
        .selectAll()
        .where('campaign_id', '=', String(body.proactiveCampaignId))
        .orderBy('seq')
        .execute();
      return rows.map((row) => ({ ...row, id: null, campaign_id: null, consumer_content: null }));
    };
    expect(await stored(listed)).toEqual(await stored(posted));
    const messages = await api.db.selectFrom('outbox').select('message').orderBy('id').execute();
    expect(messages.map(({ message: sent }) => sent)).toMatchObject([
      { kind: 'start-campaign', campaignId: posted.body.proactiveCampaignId },
      { kind: 'start-campaign', campaignId: listed.body.proactiveCampaignId },
    ]);
    expect((await api.call('GET', `/recipient-lists/${String(list.body.id)}`)).body).toMatchObject({
      state: 'LAUNCHED',
      proactiveCampaignId: listed.body.proactiveCampaignId,
    });
  });

  test('takes turns at an opening with the account’s campaigns that wait for it, as if its lines had been posted', async () => {
    const places = async (id: unknown) => {
      const answer = await launch(id);
      const rows = api.db.selectFrom('recipient').select('zone_ordinal').orderBy('seq');
      const of = await rows.where('campaign_id', '=', String(answer.body.proactiveCampaignId)).execute();
      return of.map((row) => row.zone_ordinal);
    };
    expect(await places((await upload(numbered(2))).body.id)).toEqual([0, 1]);
    expect(await places((await upload(numbered(4, 10))).body.id)).toEqual([0, 2, 4, 5]);
  });

  test('is launched once', async () => {
    const { body } = await upload(numbered(2));
    const first = await launch(body.id);
    expect(message(await launch(body.id))).toEqual([
      409,
      `recipientListId: the list was launched before, as campaign ${String(first.body.proactiveCampaignId)}`,
    ]);
    expect(await count('recipient')).toBe(2);
  });

  test('is launched once, also five times at once', async () => {
    const { body } = await upload(numbered(2));
    const answers = await Promise.all(Array.from({ length: 5 }, () => launch(body.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect([await count('campaign'), await count('recipient')]).toEqual([1, 2]);
  });

  test('gets the first answer again under its Idempotency-Key', async () => {
    const { body } = await upload(numbered(2));
    const key = { 'idempotency-key': 'once' };
    const [first, second] = await Promise.all([launch(body.id, {}, key), launch(body.id, {}, key)]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(await count('recipient')).toBe(2);
  });

  test('counts against the day’s limit, and past it stays to be launched', async () => {
    const { body } = await upload(numbered(3));
    const limit = (daily_limit: number) => api.db.updateTable('channel_setting').set({ daily_limit }).execute();
    onTestFinished(() => limit(100_000).then(() => undefined));
    await limit(2);
    expect(message(await launch(body.id))).toEqual([
      400,
      "consumers: 2 of today's 2 recipients on SMS remain, and this campaign has 3",
    ]);
    expect([await count('campaign'), await count('recipient')]).toEqual([0, 0]);
    await limit(3);
    expect((await launch(body.id)).status).toBe(201);
  });

  test('is refused where the account has no such list', async () => {
    const id = randomUUID();
    expect(message(await launch(id))).toEqual([400, `recipientListId: the account has no list "${id}"`]);
    const { body } = await upload(numbered(1));
    await api.db.updateTable('recipient_list').set({ account_id: OTHER_ACCOUNT }).execute();
    expect((await launch(body.id)).status).toBe(400);
    expect((await launch('no-uuid')).body.message).toBe('recipientListId: must be a UUID');
  });

  test('is refused where it was uploaded for another content', async () => {
    const { body } = await upload(numbered(1));
    const refused = [409, 'recipientListId: the list was uploaded for another content; upload it again'];
    expect(message(await launch(body.id, { templateId: BOTH }))).toEqual(refused);
    const handoff = await api.db.selectFrom('handoff').selectAll().where('id', '=', SMS).executeTakeFirstOrThrow();
    const change = (channels: string) =>
      api.db.updateTable('handoff').set({ channels }).where('id', '=', SMS).execute();
    onTestFinished(() => change(JSON.stringify(handoff.channels)).then(() => undefined));
    await change(JSON.stringify(handoff.channels).replace('Hello', 'Dear'));
    expect(message(await launch(body.id))).toEqual(refused);
  });

  test('is refused with nobody in it, with consumers beside it, and without either', async () => {
    const { body } = await upload('1202,Ada,A-1');
    expect(message(await launch(body.id))).toEqual([400, 'recipientListId: the list has no good line']);
    expect((await launch(body.id, { consumers: [{}] })).body.message).toBe(
      'recipientListId: is given beside consumers: one of them alone',
    );
    expect(message(await launch(undefined))).toEqual([400, 'Fields missing in request: consumers']);
  });

  test('keeps its recipients when the list goes', async () => {
    const { body } = await upload(numbered(2));
    await launch(body.id);
    await api.call('DELETE', `/recipient-lists/${String(body.id)}`);
    expect(await count('recipient')).toBe(2);
  });
});

test('a list goes after a week, with its rows', async () => {
  await upload(numbered(2));
  const tidy = (at: Date) => {
    const deps = { db: api.db, now: () => Promise.resolve(at.getTime()) };
    return createHousekeepingActivities(deps as Parameters<typeof createHousekeepingActivities>[0]).tidyDatabase();
  };
  const week = 7 * 86_400_000;
  await tidy(new Date(NOW.getTime() + week - 1));
  expect(await count('recipient_list')).toBe(1);
  await tidy(new Date(NOW.getTime() + week));
  expect([await count('recipient_list'), await count('recipient_list_row')]).toEqual([0, 0]);
});

describe('a message written for the campaign', () => {
  const listOf = (message: object, body: string, more = '') =>
    api.call('POST', `/recipient-lists?message=${encodeURIComponent(JSON.stringify(message))}${more}`, body, {
      'content-type': 'text/csv',
    });
  const optOutText = 'Reply STOP to opt out.';
  const texts = async (id: unknown) =>
    (await rowsOf(id)).map(({ reason, messages }) =>
      messages === null
        ? reason
        : (messages as { channel: string; text: string }[]).map(({ channel, text }) => `${channel} ${text}`),
    );
  const withList = (recipientListId: unknown, more: object = {}, headers = {}) =>
    api.call(
      'POST',
      '/campaign',
      { campaignName: 'Web', skill: 'sales', consent: true, recipientListId, ...more },
      headers,
    );
  const planOf = async ({ body }: Answer) =>
    await api.db
      .selectFrom('campaign')
      .selectAll()
      .where('id', '=', String(body.proactiveCampaignId))
      .executeTakeFirstOrThrow();

  test('by SMS, with variables and the opt-out text', async () => {
    const message = { sms: { text: 'Hi {{1}}, ${{2}} is due.', optOutText } };
    const { status, body } = await listOf(message, 'Phone,B1,B2\n12025550173,Ada,A-1\n1202,Bob,A-2\n12025550174,Cy\n');
    expect([status, body]).toMatchObject([201, { templateId: null, message, channels: ['sms'], good: 1, wrong: 2 }]);
    expect(await texts(body.id)).toEqual([
      [`sms Hi Ada, A-1 is due.\n${optOutText}`],
      'INVALID_NUMBER',
      'MISSING_VARIABLE=2',
    ]);
  });

  test('by SMS has 140 characters at most, its opt-out text among them, on each line by itself', async () => {
    const room = 140 - optOutText.length - 1;
    const lines = [room, room + 1].map((length, n) => `1202555017${n},${'x'.repeat(length)}`).join('\n');
    const { body } = await listOf({ sms: { text: '{{1}}', optOutText } }, lines);
    expect((await rowsOf(body.id)).map(({ reason }) => reason)).toEqual([null, 'MESSAGE_TOO_LONG']);
  });

  test('by WhatsApp, and by SMS where WhatsApp is not taken', async () => {
    const message = { wa: { templateId: 'order_update' }, sms: { text: 'SMS for {{1}}', optOutText } };
    const { body } = await listOf(message, '12025550173,Ada,A-1');
    expect(await texts(body.id)).toEqual([['wa Hello Ada, order A-1.', `sms SMS for Ada\n${optOutText}`]]);
    const rich = await listOf({ ...message, wa: { templateId: 'image' } }, '12025550173,Ada');
    expect(rich.body.message).toBe(
      'message.wa.templateId: the template "image" is rich: WhatsApp before SMS takes no template with a header of type image',
    );
  });

  test('in an app', async () => {
    await api.db
      .insertInto('inapp_app')
      .values({ account_id: ACCOUNT, name: 'shop', secret: 'x', registration_days: 30, created_at: NOW })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await api.db
      .insertInto('channel_setting')
      .values({ account_id: ACCOUNT, channel: 'inapp' })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const { body } = await listOf({ inapp: { text: 'Hi {{1}}', appNames: ['shop'] } }, 'UserId,B1\n4711,Ada');
    expect(await texts(body.id)).toEqual([['inapp Hi Ada']]);
  });

  test('is typed, a line for each recipient, in all forms of a number', async () => {
    const numbers = ['12025550173', '+12025550174', '1(202)5550175', '+1(202)5550176', '12025550173', '202555'];
    const { body } = await listOf({ sms: { text: 'Hello', optOutText } }, numbers.join('\r\n\r\n'), '&typed=true');
    expect((await rowsOf(body.id)).map(({ line, state, address }) => [line, state, address])).toEqual([
      [1, 'GOOD', '+12025550173'],
      [3, 'GOOD', '+12025550174'],
      [5, 'GOOD', '+12025550175'],
      [7, 'GOOD', '+12025550176'],
      [9, 'DUPLICATE', null],
      [11, 'WRONG', null],
    ]);
  });

  test('is typed whole for each recipient, commas and quotation marks and all', async () => {
    const lines = [
      '12025550173, Hi Jane your subscription is about to expire',
      '12025550174, Hi Bob, your "plan"; expires',
      '12025550175',
    ];
    const { body } = await listOf({ sms: { text: '{{1}}', optOutText } }, lines.join('\n'), '&typed=true');
    expect(await texts(body.id)).toEqual([
      [`sms Hi Jane your subscription is about to expire\n${optOutText}`],
      [`sms Hi Bob, your "plan"; expires\n${optOutText}`],
      'INSUFFICIENT_VARIABLES',
    ]);
  });

  test('is typed with the values of a template', async () => {
    const { body } = await listOf({ wa: { templateId: 'order_update' } }, '12025550173, Nancy, 9999', '&typed=true');
    expect(await texts(body.id)).toEqual([['wa Hello Nancy, order 9999.']]);
    const path = `/recipient-lists?templateId=image&typed=true`;
    const rich = await api.call('POST', path, '12025550173,https://images.example.com/a.png', {
      'content-type': 'text/csv',
    });
    expect(rich.body).toMatchObject({ good: 1, wrong: 0 });
  });

  test('is typed for 100 recipients at most', async () => {
    const message = { sms: { text: 'Hello', optOutText } };
    const typed = (n: number) =>
      Array.from({ length: n }, (_, index) => `1202555${String(index).padStart(4, '0')}`).join('\n');
    expect((await listOf(message, typed(100), '&typed=true')).body.good).toBe(100);
    const answer = await listOf(message, typed(101), '&typed=true');
    expect([answer.status, answer.body.message]).toEqual([413, 'There are more than 100 lines: upload them as a file']);
  });

  test.each<[string, object, string]>([
    ['nothing', {}, 'message: must have wa, sms or inapp'],
    [
      'no opt-out text',
      { sms: { text: 'Hello', optOutText: ' ' } },
      'message.sms.optOutText: must not be empty: an SMS says how to opt out',
    ],
    [
      'a broken variable',
      { sms: { text: 'Hello {{1}', optOutText } },
      'message.sms.text: has a variable that is not whole at "{{1}": it is written ${{1}}',
    ],
    [
      'In-App beside SMS',
      { sms: { text: 'Hello', optOutText }, inapp: { text: 'Hello', appNames: ['shop'] } },
      'message.inapp: stands alone, without sms or wa',
    ],
    ['no such template', { wa: { templateId: 'none' } }, 'message.wa.templateId: the template "none" does not exist'],
    [
      'a number of someone else',
      { sms: { text: 'Hello', optOutText, outboundNumber: '12025550199' } },
      "outboundNumber: 12025550199 is none of the account's SMS numbers for this template",
    ],
  ])('is refused: %s', async (_what, message, reason) => {
    const { status, body } = await listOf(message, '12025550173');
    expect([status, body.message]).toEqual([400, reason]);
  });

  test('a list that has it, or a template, is launched as it is, with its windows, start and rate, and the words that were ticked', async () => {
    const message = { sms: { text: 'Hi {{1}}', optOutText } };
    const { body } = await listOf(message, '12025550173,Ada');
    const windows = [{ day: 'MONDAY', startTime: { hour: 9, minute: 0 }, endTime: { hour: 12, minute: 0 } }];
    const more = {
      schedulingMetrics: { windows },
      startAt: '2026-01-20T15:00:00.000Z',
      sendRate: 2,
      consentWords: 'I confirm it.',
    };
    const answer = await withList(body.id, more, { 'idempotency-key': 'once' });
    expect([answer.status, answer.body.acceptedRecipients]).toEqual([201, 1]);
    expect(await planOf(answer)).toMatchObject({
      template_id: null,
      plan: [{ channel: 'sms', text: 'Hi {{1}}', optOutText }],
      windows,
      start_at: new Date(more.startAt),
      send_rate: 2,
      consent_words: 'I confirm it.',
      consented_by: `client-${ACCOUNT}`,
    });
    // A double click.
    expect((await withList(body.id, more, { 'idempotency-key': 'once' })).body).toEqual(answer.body);
    expect((await withList(body.id, more)).status).toBe(409);
    const byTemplate = await upload('12025550173,Ada,A-1');
    expect(await planOf(await withList(byTemplate.body.id))).toMatchObject({ template_id: SMS });
  });

  test('a list is not launched with another message', async () => {
    const { body } = await listOf({ sms: { text: 'Hi {{1}}', optOutText } }, '12025550173,Ada');
    const other = await withList(body.id, { message: { sms: { text: 'Bye {{1}}', optOutText } } });
    expect([other.status, other.body.message]).toEqual([
      409,
      'recipientListId: the list was uploaded for another content; upload it again',
    ]);
  });

  test('goes to consumers in the request too, each held to 140 characters', async () => {
    const consumers = ['Ada', 'x'.repeat(140)].map((name, n) => ({
      consumerContent: { sms: `1202555017${n}` },
      variables: { 1: name },
    }));
    const answer = await withList(null, { message: { sms: { text: 'Hi {{1}}' } }, consumers });
    expect((answer.body.failedConsumers as { errorMessage: string }[]).map(({ errorMessage }) => errorMessage)).toEqual(
      ['MESSAGE_TOO_LONG'],
    );
    expect(await planOf(answer)).toMatchObject({ plan: [{ optOutText: 'To stop receiving messages, reply STOP.' }] });
  });

  test('has a sample file', async () => {
    const query = `?message=${encodeURIComponent(JSON.stringify({ sms: { text: '{{1}}', optOutText } }))}`;
    expect((await api.call('GET', `/recipient-lists/sample.csv${query}`)).body.text).toBe(
      'Phone,B1,Timezone\r\n12025550173,,\r\n',
    );
  });
});
