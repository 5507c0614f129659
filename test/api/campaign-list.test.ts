import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { campaignBody, consumer, createFixture, NOW, OTHER_ACCOUNT, type Fixture } from './fixture.ts';

let api: Fixture;
const ids: Record<string, string> = {};
/** Launched a minute apart, in this order. */
const CAMPAIGNS: Record<
  string,
  { recipients: number; more?: Record<string, unknown>; columns?: Record<string, unknown> }
> = {
  running: { recipients: 3, more: { campaignName: 'Über 100% of_all' } },
  paused: {
    recipients: 1,
    more: { campaignName: 'beta' },
    columns: { status: 'PAUSED', status_reason: 'Paused by 132015.' },
  },
  cancelled: { recipients: 2, more: { campaignName: 'Gamma' }, columns: { status: 'CANCELLED' } },
  finished: { recipients: 4, more: { campaignName: 'delta', skill: 'general' } },
  both: {
    recipients: 2,
    more: { campaignName: '100 percent', templateId: 'H100000002', sendRate: 2, startAt: '2026-01-13T00:00:00Z' },
    columns: { source: 'UI' },
  },
  expired: { recipients: 1, more: { campaignName: 'eta', expiresAt: '2026-01-14T15:30:00Z' } },
};

beforeAll(async () => {
  api = await createFixture();
  let minute = 0;
  for (const [key, { recipients, more, columns }] of Object.entries(CAMPAIGNS)) {
    api.setNow(new Date(NOW.getTime() + minute++ * 60_000));
    const consumers = Array.from({ length: recipients }, (_, n) => {
      const number = `1202${5_550_000 + n}`;
      return consumer(n, { consumerContent: { sms: number, wa: number } });
    });
    const answer = await api.call('POST', '/campaign', campaignBody({ ...more, consumers }));
    ids[key] = String(answer.body.proactiveCampaignId);
    if (columns) await api.db.updateTable('campaign').set(columns).where('id', '=', ids[key]).execute();
  }
  const sent = { state: 'SENT', sent_at: NOW, eligible_at: NOW } as const;
  await api.db.updateTable('recipient').set(sent).where('campaign_id', '=', idOf('finished')).execute();
  api.setNow(new Date('2026-01-14T16:00:00Z'));
});
afterAll(() => api.close());

const idOf = (key: string) => ids[key] ?? '';
type Row = Record<string, unknown> & { proactiveCampaignId: string };
async function list(query = '') {
  const { status, body } = await api.call('GET', `/campaign${query}`);
  const rows = (body.campaigns ?? []) as Row[];
  const keys = rows.map(({ proactiveCampaignId }) => Object.keys(ids).find((key) => ids[key] === proactiveCampaignId));
  return { status, body, rows, keys };
}

const ALL = ['expired', 'both', 'finished', 'cancelled', 'paused', 'running'];

test('newest first, with everything that a row says', async () => {
  const { body, rows, keys } = await list();
  expect(keys).toEqual(ALL);
  expect(body.page).toEqual({ count: 6, offset: 0, limit: 100 });
  expect(rows[1]).toEqual({
    proactiveCampaignId: ids.both,
    campaignName: '100 percent',
    campaignStatus: 'PUBLISHED',
    statusReason: null,
    channels: ['wa', 'sms'],
    skill: 'sales',
    templateId: 'H100000002',
    handoffId: 'H100000002',
    source: 'UI',
    createdAt: '2026-01-14T15:04:00.000Z',
    startAt: '2026-01-13T00:00:00.000Z',
    expiresAt: null,
    sendRate: 2,
    counts: {
      attempted: 2,
      eligible: 0,
      sent: 0,
      delivered: 0,
      read: 0,
      responded: 0,
      failed: 0,
      skipped: 0,
      pending: 2,
      callsUnderWay: 0,
      neverSent: 0,
    },
  });
});

test('status and counts are those of this moment: cut off by a cancel or the end of the campaign is failed', async () => {
  const { rows, keys } = await list();
  const seen = Object.fromEntries(
    rows.map(({ campaignStatus, counts }, index) => [keys[index] ?? '', [campaignStatus, counts]]),
  );
  expect(seen).toMatchObject({
    running: ['PUBLISHED', { pending: 3, failed: 0 }],
    paused: ['PAUSED', { pending: 1 }],
    cancelled: ['CANCELLED', { pending: 0, failed: 2, neverSent: 2 }],
    finished: ['FINISHED', { pending: 0, sent: 4, eligible: 4 }],
    expired: ['FINISHED', { pending: 0, failed: 1 }],
  });
  expect(rows[keys.indexOf('paused')]).toMatchObject({ statusReason: 'Paused by 132015.' });
});

describe('filters', () => {
  test.each([
    ['status=PUBLISHED', ['both', 'running']],
    ['status=FINISHED', ['expired', 'finished']],
    ['status=PAUSED,CANCELLED', ['cancelled', 'paused']],
    ['status=PAUSED&status=CANCELLED', ['cancelled', 'paused']],
    ['status=FAILED', []],
    ['status=', ALL],
    ['channel=wa', ['both']],
    ['channel=sms', ALL],
    ['channel=wa,sms', ALL],
    ['channel=inapp', []],
    ['name=PERCENT', ['both']],
    ['name=%C3%BCber', ['running']],
    ['name=100', ['both', 'running']],
    ['name=100%25', ['running']],
    ['name=of_', ['running']],
    ['name=_', ['running']],
    ['name=%5C', []],
    ['source=UI', ['both']],
    ['source=API', ['expired', 'finished', 'cancelled', 'paused', 'running']],
    ['skill=general', ['finished']],
    ['createdFrom=2026-01-14T15:04:00Z', ['expired', 'both']],
    ['createdTo=2026-01-14T15:01:00Z', ['running']],
    ['createdFrom=2026-01-14T16:01:00%2B01:00&createdTo=2026-01-14T15:03:00Z', ['cancelled', 'paused']],
    ['status=PUBLISHED&name=e', ['both', 'running']],
    ['utm_source=x', ALL],
  ])('%s', async (query, expected) => {
    const { keys, body } = await list(`?${query}`);
    expect(keys).toEqual(expected);
    expect(body.page).toMatchObject({ count: expected.length });
  });
});

describe('order and pages', () => {
  test.each([
    ['createdAt', [...ALL].reverse()],
    ['-createdAt', ALL],
    ['name', ['both', 'paused', 'finished', 'expired', 'cancelled', 'running']],
    ['-name', ['running', 'cancelled', 'expired', 'finished', 'paused', 'both']],
    ['startAt', ['both', 'running', 'paused', 'cancelled', 'finished', 'expired']],
  ])('sort=%s', async (sort, expected) => {
    expect((await list(`?sort=${sort}`)).keys).toEqual(expected);
  });

  test('by recipients, ties by id', async () => {
    const { rows } = await list('?sort=-recipients');
    const counted = rows.map((row) => (row.counts as { attempted: number }).attempted);
    expect(counted).toEqual([4, 3, 2, 2, 1, 1]);
    const tied = rows.slice(2, 4).map((row) => row.proactiveCampaignId);
    expect((await list('?sort=recipients')).rows.slice(2, 4).map((row) => row.proactiveCampaignId)).toEqual(
      tied.toReversed(),
    );
  });

  test('pages put together are the list, and one past the end still says how many there are', async () => {
    const keys: unknown[] = [];
    for (const offset of [0, 2, 4]) {
      const page = await list(`?limit=2&offset=${offset}`);
      expect(page.body.page).toEqual({ count: 6, offset, limit: 2 });
      keys.push(...page.keys);
    }
    expect(keys).toEqual(ALL);
    expect((await list('?limit=2&offset=6')).body).toEqual({ campaigns: [], page: { count: 6, offset: 6, limit: 2 } });
  });
});

test.each([
  ['status=DONE', /^status/],
  ['channel=fax', /^channel/],
  ['sort=colour', /^sort/],
  ['source=FAX', /^source/],
  ['limit=0', /^limit/],
  ['createdFrom=yesterday', /^createdFrom/],
  ['createdFrom=2026-01-15T00:00:00Z&createdTo=2026-01-14T00:00:00Z', /^createdTo: is before createdFrom/],
  ['name=%00', /cannot be stored/],
])('%s is refused with 400, naming the parameter', async (query, message) => {
  const { status, body } = await list(`?${query}`);
  expect(status).toBe(400);
  expect(body.message).toMatch(message);
});

test('another account sees none of them', async () => {
  const response = await api.app.inject({
    url: `/api/v2/account/${OTHER_ACCOUNT}/campaign`,
    headers: { authorization: await api.token(OTHER_ACCOUNT) },
  });
  expect(response.json()).toEqual({ campaigns: [], page: { count: 0, offset: 0, limit: 100 } });
});
