import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordInbound } from '../../db/inbound.ts';
import { insertOptOut } from '../../db/opt-outs.ts';
import {
  acceptedOf,
  ACCOUNT,
  campaignBody,
  consumer,
  createFixture,
  NOW,
  OTHER_ACCOUNT,
  SMS_NUMBER,
} from './fixture.ts';
import type { Answer, Fixture } from './fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());
beforeEach(async () => {
  api.setNow(NOW);
  for (const table of ['opt_out', 'campaign', 'outbox', 'inbound_message', 'daily_usage'] as const)
    await api.db.deleteFrom(table).execute();
});

const CLIENT = `client-${ACCOUNT}`;
const WHO = '+12025550173';
const ALL = { accountId: ACCOUNT, kind: 'phone', channel: null, source: 'api' } as const;
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const message = (answer: Answer) => [answer.status, answer.body.message];
const list = async (query = '') => {
  const { body } = await api.call('GET', `/opt-outs${query}`);
  return body.optOuts as Record<string, unknown>[];
};
const consumersOf = async (query = '') => (await list(query)).map((optOut) => optOut.consumer);
const rows = () => api.db.selectFrom('opt_out').selectAll().orderBy('id').execute();
const launch = async (...numbers: string[]) => {
  const consumers = numbers.map((sms) => consumer(1, { consumerContent: { sms } }));
  const answer = await api.call('POST', '/campaign', campaignBody({ consumers }));
  expect(acceptedOf(answer)).toHaveLength(numbers.length);
  return acceptedOf(answer).map(({ id }) => id);
};
const recipient = (id: string | undefined) =>
  api.db.selectFrom('recipient').selectAll().where('id', '=', String(id)).executeTakeFirstOrThrow();
const reassessed = async () =>
  (await api.db.selectFrom('outbox').select('message').orderBy('id').execute()).flatMap(({ message: sent }) =>
    sent.kind === 'reassess' ? [sent.recipientId] : [],
  );

describe('POST /opt-outs', () => {
  test('opts a consumer out, with who, when and why', async () => {
    const body = { consumer: '+1 (202) 555-0173', reason: 'Asked on the phone' };
    const answer = await api.call('POST', '/opt-outs', body);
    const optOut = {
      consumer: WHO,
      channel: null,
      scope: 'account',
      state: 'ACTIVE',
      source: 'api',
      reason: 'Asked on the phone',
      words: null,
      rule: null,
      confirmation: null,
      optedOutAt: NOW.toISOString(),
      renewedAt: null,
      recordedBy: CLIENT,
      revokedAt: null,
      revokedSource: null,
      revokedBy: null,
      revokedReason: null,
    };
    expect([answer.status, answer.body]).toEqual([201, optOut]);
    expect(await list()).toEqual([optOut]);
  });

  test('a repeat renews the one that holds, and answers 200 with it', async () => {
    await api.call('POST', '/opt-outs', { consumer: WHO, reason: 'first' });
    api.setNow(later(60));
    const again = await api.call('POST', '/opt-outs', { consumer: 12_025_550_173, reason: 'second' });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({
      reason: 'first',
      optedOutAt: NOW.toISOString(),
      renewedAt: later(60).toISOString(),
    });
    expect(await rows()).toHaveLength(1);
  });

  test('takes effect at once for everyone unsent, in every campaign, and tells their workflows', async () => {
    const [first, other] = await launch(WHO, '+12025550174');
    const [second] = await launch(WHO);
    await api.db.updateTable('recipient').set({ state: 'SENDING' }).where('id', '=', String(second)).execute();
    const kicks = api.kicks();
    await api.call('POST', '/opt-outs', { consumer: WHO });
    expect(await recipient(first)).toMatchObject({ state: 'SKIPPED', skipped_at: NOW });
    expect((await recipient(second)).state).toBe('SENDING');
    expect((await recipient(other)).state).toBe('NOT_SENT');
    expect((await reassessed()).sort()).toEqual([first, second].sort());
    expect(api.kicks()).toBe(kicks + 1);
  });

  test('a consumer that nobody knows may opt out, and a user of an app by the user id', async () => {
    expect((await api.call('POST', '/opt-outs', { consumer: '+447700900123' })).status).toBe(201);
    const user = await api.call('POST', '/opt-outs', { consumer: 'user-42', channel: 'inapp' });
    expect([user.status, user.body.consumer]).toEqual([201, 'user-42']);
  });

  test.each([
    [{}, 'Fields missing in request: consumer'],
    [{ consumer: 'user-42' }, 'consumer: "user-42" is no valid phone number: not a phone number'],
    [{ consumer: '1202' }, 'consumer: "1202" is no valid phone number: too short'],
    [{ consumer: '' }, 'consumer: must have at least 1 character'],
    [{ consumer: true }, 'consumer: must be a text or a number'],
    [{ consumer: WHO, channel: 'fax' }, 'channel: must be one of wa, sms, inapp'],
    [{ consumer: WHO, reason: 'x'.repeat(501) }, 'reason: must have at most 500 characters'],
    [{ consumer: WHO, reason: 7 }, 'reason: must be a text'],
  ])('%j is refused', async (body, expected) => {
    expect(message(await api.call('POST', '/opt-outs', body))).toEqual([400, expected]);
    expect(await rows()).toEqual([]);
  });

  test('is the account’s own', async () => {
    await api.call('POST', '/opt-outs', { consumer: WHO });
    const authorization = `Bearer ${await api.token(OTHER_ACCOUNT)}`;
    const others = `/api/v2/account/${OTHER_ACCOUNT}/opt-outs`;
    expect((await api.callAt('GET', others, undefined, { authorization })).body).toMatchObject({ optOuts: [] });
    expect((await api.callAt('DELETE', `${others}/${WHO}`, undefined, { authorization })).status).toBe(404);
    expect((await rows())[0]?.revoked_at).toBeNull();
  });
});

describe('DELETE /opt-outs/{consumer}', () => {
  test.each([WHO, '12025550173', encodeURIComponent('+1 (202) 555-0173')])('takes back %s', async (written) => {
    await api.call('POST', '/opt-outs', { consumer: WHO, reason: 'phone' });
    api.setNow(later(60));
    const answer = await api.call('DELETE', `/opt-outs/${written}?reason=Asked%20again`);
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        consumer: WHO,
        channel: null,
        scope: 'account',
        state: 'REVOKED',
        source: 'api',
        reason: 'phone',
        words: null,
        rule: null,
        confirmation: null,
        optedOutAt: NOW.toISOString(),
        renewedAt: null,
        recordedBy: CLIENT,
        revokedAt: later(60).toISOString(),
        revokedSource: 'api',
        revokedBy: CLIENT,
        revokedReason: 'Asked again',
      },
    ]);
    expect((await api.call('DELETE', `/opt-outs/${written}`)).status).toBe(404);
  });

  test('takes back a STOP too, and whoever was skipped stays skipped', async () => {
    const [id] = await launch(WHO);
    const stop = { channel: 'sms', providerMessageId: 'SM1', from: WHO, to: SMS_NUMBER, text: 'STOP' } as const;
    await recordInbound(api.db, stop, NOW);
    expect((await api.call('DELETE', `/opt-outs/${WHO}`)).body).toMatchObject({
      source: 'consumer:sms',
      recordedBy: null,
      revokedBy: CLIENT,
    });
    expect((await recipient(id)).state).toBe('SKIPPED');
    expect((await recipient((await launch(WHO))[0])).state).toBe('NOT_SENT');
  });

  test('a user id that is all digits is told from a number by the channel', async () => {
    await api.call('POST', '/opt-outs', { consumer: '12025550173', channel: 'inapp' });
    await api.call('POST', '/opt-outs', { consumer: WHO });
    const user = await api.call('DELETE', '/opt-outs/12025550173?channel=inapp');
    expect(user.body.consumer).toBe('12025550173');
    expect(await consumersOf('?state=ACTIVE')).toEqual([WHO]);
  });

  test.each(['%2B12025550199', 'user-42', 'x'.repeat(500)])('404 where there is none: %s', async (who) => {
    expect((await api.call('DELETE', `/opt-outs/${who}`)).status).toBe(404);
  });

  test('400 for a character that nothing is stored with', async () => {
    expect((await api.call('DELETE', '/opt-outs/%00')).status).toBe(400);
  });

  test('also a long user id, in characters of any kind', async () => {
    const user = 'ü'.repeat(255);
    await api.call('POST', '/opt-outs', { consumer: user, channel: 'inapp' });
    const answer = await api.call('DELETE', `/opt-outs/${encodeURIComponent(user)}`);
    expect([answer.status, answer.body.state]).toEqual([200, 'REVOKED']);
  });
});

describe('GET /opt-outs', () => {
  const NUMBERS = ['+12025550171', '+12025550172', WHO, 'user-42'];
  beforeEach(async () => {
    const sources = ['consumer:sms', 'api', 'provider:21610', 'consumer:inapp'];
    for (const [n, who] of NUMBERS.entries()) {
      const optOut = {
        accountId: ACCOUNT,
        kind: who.startsWith('+') ? 'phone' : 'user',
        channel: null,
        consumer: who,
        source: String(sources[n]),
      } as const;
      await insertOptOut(api.db, optOut, later(n).getTime());
    }
    api.setNow(later(10));
    await api.call('DELETE', `/opt-outs/${WHO}`);
  });

  test.each([
    ['', ['user-42', WHO, '+12025550172', '+12025550171']],
    ['?state=ACTIVE', ['user-42', '+12025550172', '+12025550171']],
    ['?state=REVOKED', [WHO]],
    ['?consumer=+1 202 555 0172', ['+12025550172']],
    ['?consumer=12025550172', ['+12025550172']],
    ['?consumer=user-42', ['user-42']],
    ['?consumer=nobody', []],
    ['?source=consumer', ['user-42', '+12025550171']],
    ['?source=consumer:sms', ['+12025550171']],
    ['?source=provider', [WHO]],
    ['?source=con', []],
    [`?from=${later(1).toISOString()}&to=${later(3).toISOString()}`, [WHO, '+12025550172']],
    ['?limit=2', ['user-42', WHO]],
    ['?limit=2&offset=3', ['+12025550171']],
    ['?colour=blue', ['user-42', WHO, '+12025550172', '+12025550171']],
  ])('%s', async (query, consumers) => expect(await consumersOf(query)).toEqual(consumers));

  test('says how many there are of what was asked for', async () => {
    const { body } = await api.call('GET', '/opt-outs?state=ACTIVE&limit=1&offset=1');
    expect(body.page).toEqual({ count: 3, offset: 1, limit: 1 });
  });

  test.each([
    ['?state=active', 'state: must be one of ACTIVE, REVOKED'],
    ['?from=yesterday', /^from: must be an ISO 8601 instant/],
    ['?limit=501', 'limit: must be at most 500'],
    ['?limit=x', 'limit: must be a number'],
    ['?consumer=', 'consumer: must have at least 1 character'],
  ])('%s is refused', async (query, expected) => {
    const answer = await api.call('GET', `/opt-outs${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });
});

describe('POST /opt-outs/import', () => {
  const send = (file: string | Buffer, type = 'text/csv') =>
    api.call('POST', '/opt-outs/import', file, { 'content-type': type });
  const imported = async (file: string | Buffer) => {
    const answer = await send(file);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const all = { lines: 2, added: 2, already: 0, failed: 0, errors: [] };

  test('takes a file with who, when and why', async () => {
    const file =
      'phone,reason,optedOutAt\r\n+12025550171,"By letter, ""at last""",2026-01-01T00:00:00Z\r\n12025550172,,\r\n';
    expect(await imported(file)).toEqual(all);
    const shared = { source: 'import', recordedBy: CLIENT, state: 'ACTIVE' };
    expect(await list()).toMatchObject([
      { ...shared, consumer: '+12025550172', reason: null, optedOutAt: NOW.toISOString() },
      {
        ...shared,
        consumer: '+12025550171',
        reason: 'By letter, "at last"',
        optedOutAt: '2026-01-01T00:00:00.000Z',
      },
    ]);
  });

  const two = '+12025550171,a\n+1 202 555 0172,b\n';
  test.each([
    ['without a header', two],
    ['with a header in another order', 'Reason,Mobile\na,+12025550171\nb,12025550172'],
    ['with a byte order mark', `\ufeffphone,reason\n${two}`],
    ['with CRLF', `phone,reason\r\n${two.replaceAll('\n', '\r\n')}`],
    ['with line ends of both kinds', 'phone,reason\r\n+12025550171,a\n12025550172,b\r\n'],
    ['with semicolons', `phone;reason\n${two.replaceAll(',', ';')}`],
    ['with tabs', two.replaceAll(',', '\t')],
    ['with empty lines', `\n\nphone\n\n+12025550171\n\n,\n12025550172\n\n`],
    ['of one column', '+12025550171\n+12025550172'],
    ['with columns that nobody knows', 'name,phone\nAda,+12025550171\nBob,+12025550172'],
    ['with lines of different lengths', 'phone,reason,colour\n+12025550171\n+12025550172,b,blue,more'],
    ['with quotation marks inside', 'phone,reason\n+12025550171,said "no" twice\n"+12025550172","x"'],
    ['in UTF-16, as spreadsheets write it', Buffer.from(`\ufeff${two.replaceAll(',', '\t')}`, 'utf16le')],
    ['with NUL characters', `+12025550171,a\0\n12025550172,\0`],
  ])('takes a file %s', async (_what, file) => {
    expect(await imported(file)).toEqual(all);
    expect((await consumersOf()).sort()).toEqual(['+12025550171', '+12025550172']);
  });

  test('every bad line is reported with its number and reason, and the good ones are taken', async () => {
    await insertOptOut(api.db, { ...ALL, consumer: '+12025550179' }, NOW.getTime());
    const lines = [
      'phone,reason,optedOutAt',
      '1202,,',
      '+12025550171,"two',
      'lines",',
      '',
      'Ada,,',
      '+12025550172,,tomorrow',
      '+12025550172,,2027-01-01',
      '+12025550172,,',
      '+1 (202) 555-0172,again,',
      '+12025550179,,',
    ];
    expect(await imported(lines.join('\n'))).toEqual({
      lines: 8,
      added: 2,
      already: 2,
      failed: 4,
      errors: [
        { line: 2, reason: 'consumer: is no valid phone number: too short' },
        { line: 6, reason: 'consumer: is no valid phone number: not a phone number' },
        { line: 7, reason: 'optedOutAt: is no date or instant as in ISO 8601, such as 2026-03-01T15:00:00Z' },
        { line: 8, reason: 'optedOutAt: is in the future' },
      ],
    });
    expect((await list('?consumer=12025550171'))[0]?.reason).toBe('two\nlines');
  });

  test('a quotation mark that is never closed hides nothing', async () => {
    expect(await imported('+12025550171,a\n+12025550172,"b\n+12025550173,c\n')).toEqual({
      lines: 2,
      added: 1,
      already: 0,
      failed: 1,
      errors: [{ line: 2, reason: 'a quotation mark is not closed: nothing from here on was read' }],
    });
  });

  test('who opted in again after the instant in the file stays in, and it is said', async () => {
    await insertOptOut(api.db, { ...ALL, consumer: WHO }, later(-9000).getTime());
    await api.call('DELETE', `/opt-outs/${WHO}`);
    const before = `phone,optedOutAt\n${WHO},${later(-3600).toISOString()}`;
    expect(await imported(before)).toMatchObject({
      added: 0,
      errors: [{ line: 2, reason: `consumer: took the opt-out back after it, at ${NOW.toISOString()}` }],
    });
    expect(await consumersOf('?state=ACTIVE')).toEqual([]);
    expect(await imported(WHO)).toMatchObject({ added: 1, failed: 0 });
  });

  test('of two lines about one consumer the later instant counts', async () => {
    await insertOptOut(api.db, { ...ALL, consumer: WHO }, later(-9000).getTime());
    api.setNow(later(-3600));
    await api.call('DELETE', `/opt-outs/${WHO}`);
    api.setNow(NOW);
    const file = `phone,optedOutAt\n${WHO},${later(-7200).toISOString()}\n${WHO},${later(-60).toISOString()}`;
    expect(await imported(file)).toMatchObject({ added: 1, already: 1, failed: 0 });
  });

  test('takes effect at once, batch by batch, for everyone unsent', async () => {
    const ids = await launch('+12025550171', '+12025550172', '+12025550199');
    const kicks = api.kicks();
    const filler = Array.from({ length: 2_500 }, (_, n) => `+1212555${String(n).padStart(4, '0')}`);
    const result = await imported(['phone', '+12025550171', ...filler, '+12025550172'].join('\n'));
    expect(result).toMatchObject({ lines: 2_502, added: 2_502 });
    const states = await Promise.all(ids.map(async (id) => (await recipient(id)).state));
    expect(states).toEqual(['SKIPPED', 'SKIPPED', 'NOT_SENT']);
    expect(await reassessed()).toEqual(ids.slice(0, 2));
    expect(api.kicks()).toBe(kicks + 1);
    expect(await imported(filler.join('\n'))).toMatchObject({ lines: 2_500, added: 0, already: 2_500 });
  });

  test('ten thousand bad lines are listed, and all are counted', async () => {
    const result = await imported(Array.from({ length: 10_050 }, () => 'x').join('\n'));
    expect(result).toMatchObject({ lines: 10_050, failed: 10_050 });
    expect(result.errors).toHaveLength(10_000);
  });

  test.each([
    [
      'no consumer’s column',
      'reason,optedOutAt\na,',
      400,
      /^The file: its first line has no column "consumer" or "phone"$/,
    ],
    ['nothing in it', '\n\n', 400, 'The file has no lines'],
    ['a header alone', 'phone,reason\n', 400, 'The file has no lines'],
    ['no body', '', 400, 'The request has no body'],
    ['another encoding', Buffer.from('12025550171,Grüße', 'latin1'), 400, 'The file is not text in UTF-8'],
    ['more than 10 MB', 'x'.repeat(10 * 1024 * 1024 + 1), 413, 'The body is too large'],
  ])('a file with %s is refused', async (_what, file, status, expected) => {
    const answer = await send(file);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
    expect(await rows()).toEqual([]);
  });

  test.each(['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'another content type is refused: %s',
    async (type) => {
      const answer = await send('+12025550171', type);
      expect(message(answer)).toEqual([415, `Content-Type ${type}: this call takes text/csv`]);
    },
  );

  test('the other calls take no CSV', async () => {
    const answer = await api.call('POST', '/opt-outs', 'a,b', { 'content-type': 'text/csv' });
    expect(answer.status).toBe(415);
  });

  test('two files at once, in opposite orders, are both taken', async () => {
    const numbers = Array.from({ length: 400 }, (_, n) => `+1212555${String(n).padStart(4, '0')}`);
    await launch(...numbers.slice(0, 50));
    const [first, second] = await Promise.all([
      imported(numbers.join('\n')),
      imported(numbers.toReversed().join('\n')),
    ]);
    expect(Number(first.added) + Number(second.added)).toBe(400);
    expect(Number(first.already) + Number(second.already)).toBe(400);
  });
});

describe('GET /opt-outs/export', () => {
  const file = async (query = '') => {
    const answer = await api.call('GET', `/opt-outs/export${query}`);
    expect(answer.status).toBe(200);
    return { headers: answer.headers, lines: String(answer.body.text).split('\r\n') };
  };
  const HEADER =
    'consumer,channel,scope,state,source,reason,words,rule,optedOutAt,recordedBy,revokedAt,revokedSource,revokedBy,revokedReason';

  test('is a CSV file with who, when and why, oldest first', async () => {
    const at = NOW.toISOString();
    await api.call('POST', '/opt-outs', { consumer: WHO, reason: '=1+1, "x"' });
    api.setNow(later(1));
    await api.call('POST', '/opt-outs', { consumer: '@user', channel: 'inapp' });
    await api.call('DELETE', `/opt-outs/${WHO}?reason=back`);
    const { headers, lines } = await file();
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="opt-outs.csv"',
    });
    const then = later(1).toISOString();
    expect(lines).toEqual([
      HEADER,
      `${WHO},,account,REVOKED,api,"'=1+1, ""x""",,,${at},${CLIENT},${then},api,${CLIENT},back`,
      `'@user,inapp,account,ACTIVE,api,,,,${then},${CLIENT},,,,`,
      '',
    ]);
    expect((await file('?state=ACTIVE')).lines).toHaveLength(3);
    expect((await file('?consumer=nobody')).lines).toEqual([HEADER, '']);
  });

  test('comes in pages, and each opt-out once, also those of one instant', async () => {
    await sql`INSERT INTO opt_out (account_id, kind, consumer, source, created_at)
      SELECT ${ACCOUNT}, 'phone', '+1212555' || lpad(n::text, 4, '0'), 'import', now() - make_interval(secs => (n / 700) / 1000000.0)
      FROM generate_series(0, 2499) n`.execute(api.db);
    const { lines } = await file();
    const consumers = lines.slice(1, -1).map((line) => line.split(',')[0]);
    expect(consumers).toHaveLength(2_500);
    expect(new Set(consumers).size).toBe(2_500);
  });

  test('what is exported can be imported: those that hold, as they were', async () => {
    await api.call('POST', '/opt-outs', { consumer: WHO, reason: '=1+1, "x"' });
    await api.call('POST', '/opt-outs', { consumer: '@user', channel: 'inapp', reason: 'two\nlines' });
    await api.call('POST', '/opt-outs', { consumer: '+12025550171' });
    await api.call('DELETE', '/opt-outs/+12025550171');
    const kept = await list('?state=ACTIVE');
    const { lines } = await file();
    await api.db.deleteFrom('opt_out').execute();
    const answer = await api.call('POST', '/opt-outs/import', lines.join('\r\n'), { 'content-type': 'text/csv' });
    expect(answer.body).toMatchObject({
      added: 2,
      errors: [{ reason: 'state: is REVOKED: this opt-out was taken back' }],
    });
    const what = (optOuts: Record<string, unknown>[]) =>
      optOuts.map(({ consumer: who, reason, optedOutAt }) => [who, reason, optedOutAt]).sort();
    expect(what(await list())).toEqual(what(kept));
  });

  test('a database that is away is an error, and no file', async () => {
    await api.db.schema.alterTable('opt_out').renameTo('opt_out_away').execute();
    const answer = await api.call('GET', '/opt-outs/export');
    await api.db.schema.alterTable('opt_out_away').renameTo('opt_out').execute();
    expect([answer.status, answer.body.code]).toEqual([500, 0]);
  });
});
