import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { newNumber, smsCampaign, startContract, type Answer, type Contract } from './client.ts';

let api: Contract;
let campaign: Answer;
let from: number;
const numbers = { delivered: newNumber(), refused: newNumber(), stepped: newNumber(), optedOut: newNumber() };

/** One of each fate: delivered and answered on WhatsApp, refused on both, stepped down to SMS, opted out. */
beforeAll(async () => {
  api = await startContract();
  from = await api.now();
  const { sandbox } = api.stack;
  await sandbox.behave('wa', `+${numbers.refused}`, '131026');
  await sandbox.behave('sms', `+${numbers.refused}`, 'failed:30005');
  await sandbox.behave('wa', `+${numbers.stepped}`, '131026');
  await sandbox.reply('sms', `+${numbers.optedOut}`, 'STOP');
  const consumers = Object.values(numbers).map((number) => {
    return { consumerContent: { wa: number, sms: number }, variables: { '1': 'Ann', '2': 'x' } };
  });
  campaign = await api.launch(smsCampaign({ templateId: DEMO.bothHandoff, consumers }));
  const path = `/api/v2/account/{a}/campaign/${id()}/conversations`;
  const untilPath = (text: RegExp) =>
    vi.waitFor(async () => expect((await api.call('GET', path)).text).toMatch(text), {
      timeout: 15_000,
      interval: 100,
    });
  await untilPath(/"campaignStatus":"FINISHED"/);
  await sandbox.reply('wa', `+${numbers.delivered}`, 'Thanks');
  await untilPath(/"conversationId":"/);
});
afterAll(() => api.stop());

const id = () => String(campaign.body.proactiveCampaignId);
const interval = async () => `attemptedStartTime=${from - 1000}&attemptedEndTime=${(await api.now()) + 60_000}`;
type Row = Record<string, number | string | object | null>;

describe.each([['/api'], ['']])('contract.md §5 outbound reporting, under "%s/account"', (root) => {
  const base = `${root}/account/{a}/app/prmsg`;
  const analytics = async (method: 'GET' | 'POST', body?: object) => {
    const answer = await api.call(method, `${base}/analytics/?${await interval()}`, body);
    expect(answer.status, answer.text).toBe(200);
    return answer.body.analytics as Row[];
  };

  test.each(['GET', 'POST'] as const)('%s …/analytics/: the funnel by channel, skill and day', async (method) => {
    const rows = await analytics(method, method === 'POST' ? {} : undefined);
    const sum = (field: string) => rows.reduce((total, row) => total + Number(row[field]), 0);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(
        expect.arrayContaining(
          'channel skill transactionday attempted eligible skipped sent failed delivered read conversationscreated conversationsclosed csat error_aggregation'.split(
            ' ',
          ),
        ),
      );
      expect(row).toMatchObject({
        skill: 'sales',
        transactionday: expect.stringMatching(/^\d\d-\d\d-\d{4}$/) as string,
      });
      expect(row.failed).toBe(Number(row.attempted) - Number(row.sent) - Number(row.skipped));
    }
    expect([sum('attempted'), sum('skipped'), sum('conversationscreated')]).toEqual([4, 1, 1]);
    expect(sum('delivered')).toBe(2);
    const errors = Object.assign({}, ...rows.map((row) => row.error_aggregation)) as Record<string, number>;
    expect(errors).toMatchObject({ twilio_30005: 1 });
  });

  test('POST …/analytics/: filters bare and under `filters`; handoffids and source become columns', async () => {
    for (const wrap of [(filter: object) => filter, (filters: object) => ({ filters })]) {
      const sum = (rows: Row[]) => rows.reduce((total, row) => total + Number(row.attempted), 0);
      expect(sum(await analytics('POST', wrap({ skills: ['sales'] })))).toBe(4);
      expect(sum(await analytics('POST', wrap({ skills: ['support'] })))).toBe(0);
      const grouped = await analytics('POST', wrap({ handoffids: [DEMO.bothHandoff], source: ['API'] }));
      expect(sum(grouped)).toBe(4);
      expect(JSON.stringify(grouped)).toContain(DEMO.bothHandoff);
      expect(sum(await analytics('POST', wrap({ source: ['UI'] })))).toBe(0);
    }
  });

  test('GET …/campaigns/{id}/: page and consumersReport', async () => {
    const { body } = await api.call('GET', `${base}/campaigns/${id()}/`);
    expect(body.page).toEqual({ count: 4, previousOffset: -1, currentOffset: 0, nextOffset: -1 });
    expect(body).toHaveProperty('requestMetadata');
    const rows = body.consumersReport as Row[];
    expect(rows).toHaveLength(4);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(
        expect.arrayContaining('id status consumerId conversationId errorSource errorCode errorMessage'.split(' ')),
      );
    }
    expect(rows).toEqual(
      expect.arrayContaining([expect.objectContaining({ errorSource: 'twilio', errorCode: '30005' }) as Row]),
    );
  });

  test('GET …/campaigns/{id}/analytics/: analytics rows of one campaign', async () => {
    const { body } = await api.call('GET', `${base}/campaigns/${id()}/analytics/`);
    const rows = body.analytics as Row[];
    expect(rows.reduce((total, row) => total + Number(row.attempted), 0)).toBe(4);
  });

  const transactions = async (method: 'GET' | 'POST', body: object, version = '&v=2.0') => {
    const answer = await rawCall(method, `${base}/transactions/?${await interval()}${version}`, body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as { page: Row; transactions: Row[]; requestMetadata: object };
  };

  test('POST …/transactions/?v=2.0: every field, instants ISO 8601 with Z or null', async () => {
    const { page, transactions: rows } = await transactions('POST', { offset: 0, limit: 100 });
    expect(page).toEqual({ count: 4, offset: 0, limit: 100 });
    const fields =
      'channel skill transactionId attemptedTime eligibleTime inviteTime sentTime deliveredTime readTime failedTime skippedTime cancelledTime optInsTime optOutsTime conversationId conversationsCreatedTime conversationsClosedTime consumerId errorSource errorCode errorMessage proactiveCampaignId initialSkill initialChannel handOffId ivrNumber messageStatus';
    for (const row of rows) {
      expect(Object.keys(row).sort()).toEqual(expect.arrayContaining(fields.split(' ')));
      for (const [field, value] of Object.entries(row)) {
        if (!field.endsWith('Time') || value === null) continue;
        expect(value, field).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
      }
      expect(row).toMatchObject({ proactiveCampaignId: id(), handOffId: DEMO.bothHandoff });
    }
    expect(rows.map((row) => row.messageStatus).sort()).toEqual(['DELIVERED', 'FAILED', 'RESPONDED', 'SKIPPED']);
  });

  test('channel is where it went, initialChannel where it was tried first', async () => {
    const { transactions: rows } = await transactions('POST', { messagestatus: ['DELIVERED'] });
    const channel = (value: unknown) => String(value).toLowerCase();
    expect(rows).toHaveLength(1);
    expect(channel(rows[0]?.channel)).toMatch(/sms/);
    expect(channel(rows[0]?.initialChannel)).toMatch(/wa|whatsapp/);
  });

  test.each([
    [{ channels: ['sms'] }, 2],
    [{ channels: ['wa'] }, 2],
    [{ skills: ['sales'] }, 4],
    [{ skills: ['support'] }, 0],
    [{ messagestatus: ['SKIPPED'] }, 1],
    [{ messagestatus: ['FAILED', 'RESPONDED'] }, 2],
    [{ filters: { messagestatus: ['SKIPPED'] } }, 1],
    [{ limit: 1 }, 1],
    [{ offset: 3 }, 1],
  ])('…/transactions/ with %j: %i', async (body, count) => {
    expect((await transactions('POST', body)).transactions).toHaveLength(count);
  });

  test('…/transactions/ by transactionids', async () => {
    const [first] = (await transactions('POST', {})).transactions;
    const { transactions: rows } = await transactions('POST', { transactionids: [first?.transactionId] });
    expect(rows.map((row) => row.transactionId)).toEqual([first?.transactionId]);
  });

  test('GET with a body is the same', async () => {
    expect((await transactions('GET', { messagestatus: ['SKIPPED'] })).transactions).toHaveLength(1);
  });

  test('without v=2.0: the first version, paged by page.nextPage', async () => {
    const answer = await transactions('POST', { limit: 3 }, '');
    expect(answer.page).toHaveProperty('nextPage');
  });

  test('ours shows an event at once', async () => {
    const { transactions: rows } = await transactions('POST', { messagestatus: ['RESPONDED'] });
    const conversation = rows[0]?.conversationId as string;
    expect(rows[0]?.conversationsClosedTime ?? null).toBe(root === '/api' ? null : rows[0]?.conversationsClosedTime);
    await api.call('POST', `/api/v2/account/{a}/conversations/${conversation}/close`, { csat: 5 });
    const after = await transactions('POST', { messagestatus: ['RESPONDED'] });
    expect(after.transactions[0]?.conversationsClosedTime).toEqual(expect.any(String));
    const closed = (await analytics('GET')).reduce((total, row) => total + Number(row.conversationsclosed), 0);
    expect(closed).toBe(1);
  });
});

/** `fetch` sends no body with GET; clients of the original do. */
async function rawCall(method: string, path: string, body: object): Promise<{ status: number; body: unknown }> {
  const { request } = await import('node:http');
  const token = await api.token();
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    };
    const call = request(`${api.stack.host}${path.replace('{a}', DEMO.accountId)}`, { method, headers }, (response) => {
      let answer = '';
      response.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(answer) as unknown }));
    });
    call.on('error', reject);
    call.end(text);
  });
}
