import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptedOf, ACCOUNT, campaignBody, consumer, createFixture, OTHER_ACCOUNT, type Fixture } from './fixture.ts';
import { analyticsOf, at, DAY, insertCampaignWith, interval, REPORTS, START, type Fate } from './reports-fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());

/** Days after the day of the fixture's clock: each test has its own. */
let days = 0;
const nextDay = () => START + (days += 1) * DAY;
const get = (day: number, path = `${REPORTS}/analytics/`) => api.callAt('GET', `${path}?${interval(day, day + DAY)}`);
const post = (day: number, body?: object) =>
  api.callAt('POST', `${REPORTS}/analytics/?${interval(day, day + DAY)}`, body);

const failed = (error_source: Fate['error_source'], error_code: string): Fate => ({
  state: 'FAILED',
  eligible_at: at(1),
  failed_at: at(1),
  error_source,
  error_code,
});
const sent: Fate = { state: 'SENT', channel: 'wa', eligible_at: at(1), sent_at: at(1) };
const delivered: Fate = { ...sent, state: 'DELIVERED', delivered_at: at(2) };
const read: Fate = { ...delivered, state: 'READ', read_at: at(3) };
const responded: Fate = { ...read, responded_at: at(4), conversation_id: crypto.randomUUID() };
const closed = (csat: number | null): Fate => ({ ...responded, conversation_closed_at: at(5), csat });

describe('the funnel (contract section 5)', () => {
  test('has every figure of the contract, and what is still to be sent to beside them', async () => {
    const day = nextDay();
    await insertCampaignWith(api, { at: new Date(day) }, [
      sent,
      delivered,
      read,
      { ...sent, state: 'READ', read_at: at(3) },
      responded,
      closed(5),
      closed(4),
      closed(null),
      { state: 'SKIPPED', skipped_at: at(1) },
      { ...failed('outbound_wa', '131026'), channel: 'wa' },
      failed('outbound_wa', '131026'),
      { ...failed('proactive', '1001'), eligible_at: null },
      { state: 'CANCELLED', cancelled_at: at(1) },
      { state: 'EXPIRED', cancelled_at: at(1) },
      { state: 'UNKNOWN', channel: 'wa', eligible_at: at(1), error_source: 'proactive', error_code: '5403' },
      { state: 'NOT_SENT' },
      { state: 'SCHEDULED' },
      { state: 'SENDING', channel: 'wa', eligible_at: at(1) },
      { ...sent, channel: 'sms' },
      { ...failed('twilio', '30003'), channel: 'sms' },
      { ...failed('outbound_twilio', '21211'), channel: 'sms' },
    ]);
    const answer = await get(day);
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body).toEqual({
      requestMetadata: {
        accountId: ACCOUNT,
        app: 'prmsg',
        attemptedStartTime: day,
        attemptedEndTime: day + DAY,
      },
      analytics: [
        {
          channel: 'sms',
          skill: 'sales',
          transactionday: '01-15-2026',
          attempted: 3,
          eligible: 3,
          skipped: 0,
          sent: 1,
          failed: 2,
          pending: 0,
          delivered: 0,
          read: 0,
          conversationscreated: 0,
          conversationsclosed: 0,
          csat: null,
          error_aggregation: { twilio_30003: 1, outbound_twilio_21211: 1 },
        },
        {
          channel: 'wa',
          skill: 'sales',
          transactionday: '01-15-2026',
          attempted: 18,
          eligible: 12,
          skipped: 1,
          sent: 8,
          failed: 9,
          pending: 3,
          delivered: 7,
          read: 6,
          conversationscreated: 4,
          conversationsclosed: 3,
          csat: 4.5,
          error_aggregation: { outbound_wa_131026: 2, proactive_1001: 1, proactive_5403: 1 },
        },
      ],
    });
  });

  test('says where it is asked how many a csat is the mean of', async () => {
    const day = nextDay();
    await insertCampaignWith(api, { at: new Date(day) }, [
      closed(5),
      closed(4),
      closed(5),
      closed(null),
      { ...sent, channel: 'sms' },
    ]);
    const path = `${REPORTS}/analytics/?${interval(day, day + DAY)}`;
    for (const method of ['GET', 'POST'] as const) {
      const asked = await api.callAt(method, `${path}&csatResponses=true`);
      expect(analyticsOf(asked)).toMatchObject([
        { channel: 'sms', csat: null, csatresponses: 0 },
        { channel: 'wa', csat: 4.67, csatresponses: 3 },
      ]);
      for (const row of analyticsOf(await api.callAt(method, path))) expect(row).not.toHaveProperty('csatresponses');
    }
  });

  test.each([
    ['RUNNING', 2],
    ['PAUSED', 2],
    ['CANCELLED', 0],
    ['FAILED', 0],
  ] as const)('of a %s campaign with two sleepers, %d are still to be sent to', async (status, pending) => {
    const day = nextDay();
    const sleepers: Fate[] = [{ state: 'NOT_SENT' }, { state: 'SCHEDULED' }];
    await insertCampaignWith(api, { at: new Date(day), status }, sleepers);
    expect(analyticsOf(await get(day))).toMatchObject([{ attempted: 2, failed: 2, pending }]);
  });

  test('a reply proves that the message was sent, also where the provider never said so', async () => {
    const day = nextDay();
    await insertCampaignWith(api, { at: new Date(day) }, [{ state: 'UNKNOWN', responded_at: at(4) }]);
    expect(analyticsOf(await get(day))).toMatchObject([{ attempted: 1, sent: 1, failed: 0, conversationscreated: 1 }]);
  });

  test('shows a campaign at once, and each event as it comes', async () => {
    api.setNow(new Date(nextDay()));
    const day = START + days * DAY;
    const answer = await api.call('POST', '/campaign', campaignBody({ consumers: [consumer(1), consumer(2)] }));
    expect(analyticsOf(await get(day))).toMatchObject([{ channel: 'sms', attempted: 2, sent: 0, pending: 2 }]);
    const [first] = acceptedOf(answer);
    await api.db
      .updateTable('recipient')
      .set({ state: 'SENT', sent_at: at(1), channel: 'sms' })
      .where('id', '=', first?.id ?? '')
      .execute();
    expect(analyticsOf(await get(day))).toMatchObject([{ attempted: 2, sent: 1, failed: 1, pending: 1 }]);
  });

  test('groups by the day of the account’s timezone', async () => {
    const day = nextDay();
    // Midnight in New York is 05:00 UTC.
    const midnight = Date.parse(new Date(day + DAY).toISOString().slice(0, 10)) + 5 * 3_600_000;
    await insertCampaignWith(api, { at: new Date(midnight - 1) }, [sent]);
    await insertCampaignWith(api, { at: new Date(midnight) }, [sent, sent]);
    const [before, after] = analyticsOf(await get(day));
    const name = (ms: number) => new Date(ms).toISOString().replace(/^(\d+)-(\d+)-(\d+).*/, '$2-$3-$1');
    expect(before).toMatchObject({ transactionday: name(day), attempted: 1 });
    expect(after).toMatchObject({ transactionday: name(day + DAY), attempted: 2 });
    days += 1;
  });

  test('begins with the interval’s first instant and ends before its last: intervals side by side count nobody twice', async () => {
    const day = nextDay();
    await insertCampaignWith(api, { at: new Date(day) }, [sent]);
    await insertCampaignWith(api, { at: new Date(day + DAY) }, [sent, sent]);
    expect(analyticsOf(await get(day))).toMatchObject([{ attempted: 1 }]);
    expect(analyticsOf(await get(day + DAY))).toMatchObject([{ attempted: 2 }]);
    expect(analyticsOf(await get(day - DAY))).not.toContainEqual(expect.objectContaining({ attempted: 3 }));
    days += 1;
  });

  test('has no rows where there was nothing, and none of another account', async () => {
    const day = nextDay();
    await insertCampaignWith(api, { at: new Date(day), account: OTHER_ACCOUNT }, [sent]);
    expect((await get(day)).body.analytics).toEqual([]);
    const authorization = `Bearer ${await api.token(OTHER_ACCOUNT)}`;
    const url = `${REPORTS}/analytics/?${interval(day)}`;
    expect(await api.callAt('GET', url, undefined, { authorization })).toMatchObject({ status: 403 });
  });
});

describe('the filters of POST', () => {
  let day: number;
  beforeAll(async () => {
    day = nextDay();
    const when = { at: new Date(day) };
    await insertCampaignWith(api, { ...when, handoff: 'H1', channels: ['wa'] }, [sent]);
    await insertCampaignWith(api, { ...when, handoff: 'H2', channels: ['sms'], source: 'UI' }, [sent, sent].map(onSms));
    await insertCampaignWith(api, { ...when, skill: 'billing', channels: ['inapp'] }, [{}, {}, {}, {}]);
  });
  const onSms = (fate: Fate): Fate => ({ ...fate, channel: 'sms' });

  test.each<[object | undefined, number[]]>([
    [undefined, [4, 2, 1]],
    [{}, [4, 2, 1]],
    [{ channels: [], skills: [] }, [4, 2, 1]],
    [{ channels: null, filters: null }, [4, 2, 1]],
    [{ channels: ['wa'] }, [1]],
    [{ channels: ['SMS'] }, [2]],
    [{ channels: ['WhatsApp', 'in-app'] }, [4, 1]],
    [{ filters: { channels: ['sms', 'wa'] } }, [2, 1]],
    [{ filters: { channels: ['sms'] }, channels: ['wa'] }, [2]],
    [{ skills: ['billing'] }, [4]],
    [{ skills: ['billing', 'sales'], channels: ['sms'] }, [2]],
    [{ skills: ['nobody'] }, []],
    [{ handoffids: ['H1'] }, [1]],
    [{ handoffids: ['H2', 'H1'] }, [2, 1]],
    [{ source: ['UI'] }, [2]],
    [{ source: ['api'] }, [4, 1]],
    [{ source: ['API', 'UI', 'LPWF'] }, [4, 2, 1]],
    [{ source: ['LPWF'] }, []],
    [{ colour: 'red', filters: { colour: 'red', skills: ['billing'] } }, [4]],
  ])('%j leaves %j', async (body, attempted) => {
    const answer = await post(day, body);
    expect(answer.status).toBe(200);
    expect(
      analyticsOf(answer)
        .map((row) => row.attempted)
        .sort()
        .reverse(),
    ).toEqual(attempted);
  });

  test('handoffs and sources that are asked for are columns too, and only then', async () => {
    expect(analyticsOf(await post(day, { handoffids: ['H1', 'H2'] }))).toMatchObject([
      { channel: 'sms', handoffid: 'H2' },
      { channel: 'wa', handoffid: 'H1' },
    ]);
    expect(analyticsOf(await post(day, { source: ['API', 'UI'], skills: ['sales'] }))).toMatchObject([
      { channel: 'sms', source: 'UI' },
      { channel: 'wa', source: 'API' },
    ]);
    for (const row of analyticsOf(await post(day, {}))) {
      expect(row).not.toHaveProperty('handoffid');
      expect(row).not.toHaveProperty('source');
    }
  });

  test('come back as they were understood', async () => {
    const { requestMetadata } = (await post(day, { filters: { channels: ['WhatsApp'], source: ['ui'] } })).body;
    expect(requestMetadata).toMatchObject({ filters: { channels: ['wa'], source: ['UI'] } });
    expect((await post(day, {})).body.requestMetadata).not.toHaveProperty('filters');
  });

  test.each<[object | string, RegExp]>([
    [{ channels: 'sms' }, /^channels: /],
    [{ channels: [1] }, /^channels\[0\]: /],
    [{ filters: { channels: ['fax'] } }, /^filters\.channels\[0\]: must be one of wa, sms, inapp/],
    [{ skills: [{}] }, /^skills\[0\]: /],
    [{ source: ['web'] }, /^source\[0\]: must be one of API, UI/],
    [{ filters: [] }, /^filters: /],
    ['[]', /^body: /],
    ['{', /not valid JSON/],
  ])('%j is refused, naming the field', async (body, message) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await api.callAt('POST', `${REPORTS}/analytics?${interval(day)}`, body, headers);
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringMatching(message) as string } });
  });
});

describe('the interval', () => {
  test.each([
    ['', 'Fields missing in request: attemptedStartTime, attemptedEndTime'],
    ['attemptedStartTime=1', 'Fields missing in request: attemptedEndTime'],
    ['attemptedStartTime=5&attemptedEndTime=4', 'attemptedEndTime: is before attemptedStartTime'],
    [`attemptedStartTime=0&attemptedEndTime=${60 * DAY + 1}`, /60 days/],
    ['attemptedStartTime=2026-01-01&attemptedEndTime=5', 'attemptedStartTime: must be epoch milliseconds'],
    ['attemptedStartTime=1&attemptedEndTime=-5', 'attemptedEndTime: must be epoch milliseconds'],
    ['attemptedStartTime=1&attemptedStartTime=2&attemptedEndTime=5', /^attemptedStartTime: /],
    ['attemptedStartTime=999999999999999&attemptedEndTime=999999999999999', /^attemptedStartTime: .*9999/],
  ])('%j is refused by both methods', async (query, message) => {
    for (const method of ['GET', 'POST'] as const) {
      const answer = await api.callAt(method, `${REPORTS}/analytics/?${query}`);
      expect(answer.status).toBe(400);
      expect(answer.body.message).toMatch(message);
    }
  });

  test('of exactly 60 days, of none, and of long ago is taken; unknown parameters never matter', async () => {
    for (const query of [interval(START, START + 60 * DAY), interval(5, 5), `${interval(0, 9)}&v=9&colour=red`]) {
      expect((await api.callAt('GET', `${REPORTS}/analytics/?${query}`)).status).toBe(200);
    }
  });
});

describe('GET …/campaigns/{id}/analytics/', () => {
  test('has the funnel of one campaign, with the interval that finds it', async () => {
    const day = nextDay();
    await insertCampaignWith(api, { at: new Date(day) }, [sent]);
    const { id } = await insertCampaignWith(api, { at: new Date(day + 1) }, [sent, { ...read, channel: 'sms' }]);
    const answer = await api.callAt('GET', `${REPORTS}/campaigns/${id}/analytics/`);
    expect(answer.body.requestMetadata).toEqual({
      accountId: ACCOUNT,
      app: 'prmsg',
      proactiveCampaignId: id,
      attemptedStartTime: day + 1,
      attemptedEndTime: day + 2,
    });
    expect(analyticsOf(answer)).toMatchObject([
      { channel: 'sms', attempted: 1, read: 1 },
      { channel: 'wa', attempted: 1, read: 0 },
    ]);
    const found = await api.callAt('GET', `${REPORTS}/analytics/?${interval(day + 1, day + 2)}`);
    expect(found.body.analytics).toEqual(answer.body.analytics);
  });

  test('knows no campaign of another account, and none that is not there', async () => {
    const { id } = await insertCampaignWith(api, { account: OTHER_ACCOUNT }, [sent]);
    for (const wanted of [id, 'nothing', "'", '%00']) {
      for (const path of ['', 'analytics/']) {
        const { status } = await api.callAt('GET', `${REPORTS}/campaigns/${wanted}/${path}`);
        expect([400, 404]).toContain(status);
      }
    }
    expect(await api.callAt('GET', `${REPORTS}/campaigns/${id}/`)).toMatchObject({
      status: 404,
      body: { message: `The account has no campaign "${id}"` },
    });
  });
});

describe('the addresses', () => {
  test('are there with and without /api, with and without the last slash, and for prmsg alone', async () => {
    const day = nextDay();
    await insertCampaignWith(api, { at: new Date(day) }, [sent]);
    const query = `?${interval(day)}`;
    const expected = (await get(day)).body.analytics;
    for (const prefix of ['/api', '']) {
      for (const slash of ['/', '']) {
        const url = `${prefix}/account/${ACCOUNT}/app/prmsg/analytics${slash}${query}`;
        expect(await api.callAt('GET', url)).toMatchObject({ status: 200, body: { analytics: expected } });
        expect(await api.callAt('POST', url, {})).toMatchObject({ status: 200, body: { analytics: expected } });
      }
      const other = `${prefix}/account/${ACCOUNT}/app/c2m/analytics/${query}`;
      expect(await api.callAt('GET', other)).toMatchObject({ status: 404 });
      const url = `${prefix}/account/${ACCOUNT}/app/prmsg/analytics/${query}`;
      expect(await api.callAt('GET', url, undefined, { authorization: '' })).toMatchObject({ status: 401 });
    }
  });
});
