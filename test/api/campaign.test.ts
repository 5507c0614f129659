import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { senderOf } from '../../domain/plan.ts';
import { TIMEZONE_DATA_VERSION } from '../../domain/timezone.ts';
import {
  acceptedOf,
  ACCOUNT,
  campaignBody,
  consumer,
  createFixture,
  failedOf,
  NOW,
  OTHER_ACCOUNT,
  SMS_NUMBER,
  WA_NUMBER,
  WA_REF,
} from './fixture.ts';
import type { Answer, Fixture } from './fixture.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());

const launch = (changes: Record<string, unknown> = {}) => api.call('POST', '/campaign', campaignBody(changes));
const campaignOf = (answer: Answer) =>
  api.db
    .selectFrom('campaign')
    .selectAll()
    .where('id', '=', String(answer.body.proactiveCampaignId))
    .executeTakeFirstOrThrow();
const recipientsOf = (answer: Answer) =>
  api.db
    .selectFrom('recipient')
    .selectAll()
    .where('campaign_id', '=', String(answer.body.proactiveCampaignId))
    .orderBy('seq')
    .execute();
const outbox = async () =>
  (await api.db.selectFrom('outbox').select('message').orderBy('id').execute()).map((row) => row.message);

describe('POST …/campaign (contract section 2)', () => {
  test('answers 201 in exactly the shape of the contract, with everything stored', async () => {
    const before = api.kicks();
    const bad = { consumerContent: { sms: '1202' }, variables: { 1: 'Eve', 2: 'A-9' }, loyalty: 'gold' };
    const answer = await launch({ consumers: [consumer(11), bad] });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      proactiveCampaignId: expect.stringMatching(/^[A-Za-z0-9]{9}$/) as string,
      leCampaignId: expect.stringMatching(/^\d{10}$/) as string,
      leEngagementId: expect.stringMatching(/^\d{10}$/) as string,
      requestTraceId: expect.stringMatching(UUID) as string,
      acceptedConsumers: [
        {
          id: expect.stringMatching(UUID) as string,
          phoneNumber: '+12025550011',
          consumerContent: { sms: '12025550011' },
        },
      ],
      failedConsumers: [{ ...bad, phone: '+1202', countryCode: 'US', errorMessage: 'INVALID_NUMBER' }],
    });
    const campaignId = answer.body.proactiveCampaignId;
    expect(await campaignOf(answer)).toMatchObject({
      account_id: ACCOUNT,
      name: 'Orders',
      skill: 'sales',
      template_id: 'H100000001',
      handoff_id: 'H100000001',
      lookback_minutes: 1440,
      windows: null,
      status: 'RUNNING',
      request_trace_id: answer.body.requestTraceId,
      source: 'API',
      consented_by: `client-${ACCOUNT}`,
      consent_words: 'The brand states that it holds the opt-in of every consumer listed.',
      created_at: NOW,
      plan: [
        {
          channel: 'sms',
          from: SMS_NUMBER,
          text: 'Hello ${{1}}, your order ${{2}} is on its way.',
          optOutText: 'Reply STOP to opt out.',
        },
      ],
    });
    expect(await recipientsOf(answer)).toMatchObject([
      {
        id: acceptedOf(answer)[0]?.id,
        seq: 0,
        sms: '+12025550011',
        wa: null,
        consumer_content: { sms: '12025550011' },
        zones: ['America/New_York'],
        zone_source: 'area-code',
        zone_ordinal: 0,
        variables: { 1: 'Ada', 2: 'A-1' },
        context: null,
        state: 'NOT_SENT',
        accepted_at: NOW,
      },
    ]);
    expect((await outbox()).at(-1)).toEqual({ kind: 'start-campaign', accountId: ACCOUNT, campaignId });
    expect(api.kicks()).toBe(before + 1);
  });

  test('all bad: 201 with an empty acceptedConsumers, nothing started, and FINISHED with nobody in it', async () => {
    const before = await outbox();
    const answer = await launch({ consumers: [{ consumerContent: { sms: '1' } }, {}] });
    expect(answer.status).toBe(201);
    expect(answer.body.acceptedConsumers).toEqual([]);
    expect(failedOf(answer)).toHaveLength(2);
    expect(await outbox()).toEqual(before);
    const outcomes = await api.call('GET', `/campaign/${String(answer.body.proactiveCampaignId)}/conversations`);
    expect(outcomes.body).toEqual({ campaignStatus: 'FINISHED', conversations: [] });
  });

  test.each([
    ['digits', { consumerContent: { sms: '12025550021' } }],
    ['a plus', { consumerContent: { sms: '+12025550022' } }],
    ['spaces, brackets and dashes', { consumerContent: { sms: '+1 (202) 555-0023' } }],
    ['a number', { consumerContent: { sms: 12_025_550_024 } }],
  ])('takes a phone number as %s and gives the content back as it was sent', async (_how, fields) => {
    const answer = await launch({ consumers: [consumer(1, fields)] });
    expect(acceptedOf(answer)).toMatchObject([
      { phoneNumber: expect.stringMatching(/^\+1202555002\d$/) as string, ...fields },
    ]);
  });

  test.each([
    ['strings', { consumerCountryCode: '1', consumerPhoneNumber: '2025550031' }],
    ['numbers', { consumerCountryCode: 1, consumerPhoneNumber: 2_025_550_031 }],
    ['a plus', { consumerCountryCode: '+1', consumerPhoneNumber: '2025550031' }],
  ])('takes the old form as %s, and gives no consumerContent back', async (_how, fields) => {
    const { variables } = consumer(1);
    const answer = await launch({ consumers: [{ ...fields, variables }] });
    expect(acceptedOf(answer)).toEqual([{ id: expect.any(String) as string, phoneNumber: '+12025550031' }]);
  });

  test('the old form serves both channels of a handoff', async () => {
    const { variables } = consumer(1);
    const old = { consumerCountryCode: '1', consumerPhoneNumber: '2025550032', variables };
    const answer = await launch({ templateId: 'H100000002', consumers: [old] });
    expect(await recipientsOf(answer)).toMatchObject([
      { wa: '+12025550032', sms: '+12025550032', consumer_content: null },
    ]);
  });

  test('freezes the channels of a handoff in their order, with the account’s own numbers', async () => {
    const both = consumer(1, { consumerContent: { wa: '12025550041', sms: '13035550141' } });
    const answer = await launch({ templateId: 'H100000002', consumers: [both] });
    const { plan } = await campaignOf(answer);
    expect(plan).toMatchObject([
      {
        channel: 'wa',
        from: WA_NUMBER,
        fromRef: WA_REF,
        template: {
          name: 'order_update',
          language: 'en_US',
          category: 'UTILITY',
          body: 'Hello {{1}}, order {{2}}.',
          header: null,
        },
      },
      { channel: 'sms', from: SMS_NUMBER },
    ]);
    expect(acceptedOf(answer)[0]?.phoneNumber).toBe('+12025550041');
    const [recipient] = await recipientsOf(answer);
    expect(recipient).toMatchObject({ wa: '+12025550041', sms: '+13035550141' });
    expect(recipient?.zones).toEqual(['America/New_York', 'America/Denver']);
  });

  test('takes a WhatsApp template by the id that WhatsApp gave it, of this account alone', async () => {
    const whatsAppsOwn = '920070352646140';
    const own = api.db.updateTable('template').set({ provider_template_id: whatsAppsOwn });
    await own.where('id', '=', 'order_update').execute();
    const consumers = [consumer(1, { consumerContent: { wa: '12025550052' } })];
    const answer = await launch({ templateId: whatsAppsOwn, consumers });
    expect((await campaignOf(answer)).plan).toMatchObject([{ channel: 'wa', template: { name: 'order_update' } }]);
    const message = { wa: { templateId: whatsAppsOwn } };
    const written = await launch({ templateId: undefined, message, consumers });
    expect((await campaignOf(written)).plan).toMatchObject([{ channel: 'wa', template: { name: 'order_update' } }]);
    const body = campaignBody({ templateId: whatsAppsOwn, consumers });
    const other = await api.app.inject({
      method: 'POST',
      url: `/api/v2/account/${OTHER_ACCOUNT}/campaign`,
      headers: { authorization: await api.token(OTHER_ACCOUNT) },
      payload: body,
    });
    expect(other.statusCode).toBe(400);
  });

  test('takes an approved WhatsApp template, and the stock SMS whose whole text is variable "1"', async () => {
    const template = await launch({
      templateId: 'order_update',
      consumers: [consumer(1, { consumerContent: { wa: '12025550051' } })],
    });
    expect((await campaignOf(template)).plan).toMatchObject([{ channel: 'wa', from: WA_NUMBER, fromRef: WA_REF }]);
    expect(await campaignOf(template)).toMatchObject({ handoff_id: null, lookback_minutes: 43_200 });
    const stock = await launch({ templateId: '1234567890', consumers: [consumer(52, { variables: { 1: 'Hi.' } })] });
    expect((await campaignOf(stock)).plan).toEqual([
      { channel: 'sms', from: SMS_NUMBER, text: '${{1}}', optOutText: null },
    ]);
  });

  test('takes schedulingMetrics with numbers and with strings, startAt, expiresAt and sendRate', async () => {
    const window = (hour: unknown, minute: unknown) => ({
      day: 'MONDAY',
      startTime: { hour, minute },
      endTime: { hour: '21', minute: '00' },
    });
    const answer = await launch({
      schedulingMetrics: { windows: [window(8, 0), window('08', '05')] },
      startAt: '2026-01-15T09:00:00-05:00',
      expiresAt: '2026-01-20T00:00:00Z',
      sendRate: 0.5,
    });
    expect(answer.status).toBe(201);
    const end = { hour: 21, minute: 0 };
    expect(await campaignOf(answer)).toMatchObject({
      windows: [
        { day: 'MONDAY', startTime: { hour: 8, minute: 0 }, endTime: end },
        { day: 'MONDAY', startTime: { hour: 8, minute: 5 }, endTime: end },
      ],
      start_at: new Date('2026-01-15T14:00:00Z'),
      expires_at: new Date('2026-01-20T00:00:00Z'),
      send_rate: 0.5,
    });
  });

  test.each(['sdes', 'lpSdes', 'lp_sdes'])('keeps the context under the name %s', async (name) => {
    const context = [
      { type: 'ctmrinfo', info: { customerId: '138', balance: -4.5 } },
      { type: 'personal', personal: { firstname: 'Ada' } },
    ];
    const answer = await launch({ consumers: [consumer(1, { [name]: context })] });
    expect(await recipientsOf(answer)).toMatchObject([{ context }]);
  });

  test('ignores what it does not know: fields, query parameters and headers', async () => {
    const body = campaignBody({ colour: 'blue', consumers: [consumer(1, { shape: { round: true } })] });
    const answer = await api.call('POST', '/campaign?v=2&debug=true', body, { 'x-something': 'else' });
    expect(answer.status).toBe(201);
  });

  test('null counts as absent in optional fields', async () => {
    const nothing = { outboundNumber: null, schedulingMetrics: null, startAt: null, expiresAt: null, sendRate: null };
    const absent = { headerVariables: null, sdes: null, timezone: null };
    expect((await launch({ ...nothing, consumers: [consumer(1, absent)] })).body.failedConsumers).toEqual([]);
  });

  const endAll = () => api.db.updateTable('campaign').set({ status: 'CANCELLED' }).execute();

  test('ranks recipients among those with the same zones', async () => {
    await endAll();
    const denver = { consumerContent: { sms: '13035550101' } };
    const consumers = [consumer(61), consumer(1, denver), consumer(62), consumer(63, { timezone: 'US/Mountain' })];
    const rows = await recipientsOf(await launch({ consumers }));
    expect(rows.map((row) => [row.zones.join(), row.zone_source, row.zone_ordinal])).toEqual([
      ['America/New_York', 'area-code', 0],
      ['America/Denver', 'area-code', 0],
      ['America/New_York', 'area-code', 1],
      ['America/Denver', 'given', 1],
    ]);
  });

  test('takes turns with the account’s campaigns that wait in the same zones on the same channel', async () => {
    await endAll();
    const three = (from: number) => [consumer(from), consumer(from + 1), consumer(from + 2)];
    const places = async (changes: Record<string, unknown>) =>
      (await recipientsOf(await launch(changes))).map((row) => row.zone_ordinal);
    expect(await places({ consumers: three(61) })).toEqual([0, 1, 2]);
    expect(await places({ consumers: three(64) })).toEqual([0, 2, 4]);
    // With a rate of its own it stands in no line, and nobody behind it.
    expect(await places({ consumers: three(67), sendRate: 1 })).toEqual([0, 1, 2]);
    expect(await places({ consumers: [...three(70), ...three(73), ...three(76)] })).toEqual([
      0, 3, 6, 9, 10, 11, 12, 13, 14,
    ]);
    await endAll();
    expect(await places({ consumers: three(79) })).toEqual([0, 1, 2]);
  });

  test.each<[string, object]>([
    ['the form by channel', { consumerContent: { sms: '12025550164', wa: '12025550164' } }],
    ['the old form', { consumerCountryCode: '1', consumerPhoneNumber: '2025550165' }],
  ])('takes the timezone that is given before the number, in %s', async (_form, identity) => {
    const consumers = [{ ...identity, variables: { 1: 'Ada', 2: 'A-1207' }, timezone: 'Asia/Calcutta' }];
    const [row] = await recipientsOf(await launch({ consumers }));
    expect(row).toMatchObject({
      zones: ['Asia/Kolkata'],
      zone_source: 'given',
      zone_version: TIMEZONE_DATA_VERSION,
    });
  });

  test('stores texts that no database takes as they are: NUL characters and half surrogates', async () => {
    const odd = consumer(1, {
      variables: { 1: 'A\u0000da', 2: 'x\ud800' },
      sdes: [{ type: 'a\u0000', 'k\u0000': '\udfff' }],
    });
    const answer = await launch({ campaignName: 'Odd\u0000', consumers: [odd] });
    expect(answer.status).toBe(201);
    expect(await recipientsOf(answer)).toMatchObject([
      { variables: { 1: 'Ada', 2: 'x\ufffd' }, context: [{ type: 'a', k: '\ufffd' }] },
    ]);
  });
});

describe('a whole request is refused with 400, and nothing is stored', () => {
  const many = Array.from({ length: 101 }, (_, n) => consumer(n));
  const windows = (window: object) => ({ schedulingMetrics: { windows: [window] } });
  const time = (hour: unknown, minute: unknown = 0) => ({ hour, minute });

  test.each([
    [{ campaignName: undefined }, 'Fields missing in request: campaignName'],
    [{ skill: undefined }, 'Fields missing in request: skill'],
    [{ templateId: null }, 'Fields missing in request: templateId'],
    [{ consent: undefined }, 'Fields missing in request: consent'],
    [{ consumers: undefined }, 'Fields missing in request: consumers'],
    [{ skill: undefined, consumers: undefined }, 'Fields missing in request: skill, consumers'],
    [windows({ day: 'MONDAY', endTime: time(9) }), 'Fields missing in request: schedulingMetrics.windows[0].startTime'],
    [{ campaignName: '' }, 'campaignName: must have at least 1 character'],
    [{ campaignName: 7 }, 'campaignName: must be a text'],
    [{ campaignName: 'x'.repeat(256) }, 'campaignName: must have at most 255 characters'],
    [{ skill: 'x'.repeat(256) }, 'skill: must have at most 255 characters'],
    [{ skill: 7 }, 'skill: the account has no skill "7"'],
    [{ skill: true }, 'skill: must be a text'],
    [{ templateId: 'x'.repeat(33) }, 'templateId: must have at most 32 characters'],
    [{ templateId: 1e21 }, 'templateId: must be a text'],
    [{ templateId: 12.5 }, 'templateId: must be a text'],
    [{ consent: false }, /^consent: must be true/],
    [{ consent: 'true' }, /^consent: must be true/],
    [{ consumers: [] }, 'consumers: must have at least one consumer'],
    [{ consumers: 'all' }, 'consumers: must be a list'],
    [{ consumers: consumer(1) }, 'consumers: must be a list'],
    [{ consumers: many }, "consumers: 101 are too many, 100 in a call is the account's limit"],
    [{ skill: 'unknown' }, 'skill: the account has no skill "unknown"'],
    [{ templateId: 'H999' }, 'templateId: the account has no handoff and no template "H999"'],
    [{ templateId: 'waiting' }, 'templateId: the template "waiting" is not approved: it is PENDING'],
    [{ templateId: 'H100000004' }, /^templateId: the handoff's WhatsApp template "waiting" \(en_US\) is not approved/],
    [
      { templateId: 'H100000005' },
      'templateId: the handoff "H100000005" names an app that the account has not: "shop"',
    ],
    [{ outboundNumber: '12025550199' }, /^outboundNumber: 12025550199 is none of the account's/],
    [{ outboundNumber: '12025550101' }, /^outboundNumber: 12025550101 is none of the account's/],
    [{ outboundNumber: 'Ada' }, 'outboundNumber: must be at most 16 digits, with or without +'],
    [{ outboundNumber: {} }, 'outboundNumber: must be a text'],
    [{ outboundNumber: '1'.repeat(17) }, /^outboundNumber: must be at most 16 digits/],
    [{ templateId: '1234567890', outboundNumber: '12025550101' }, /^outboundNumber: /],
    [{ startAt: 'tomorrow' }, /^startAt: must be an ISO 8601 instant/],
    [{ startAt: '2026-01-15T09:00:00' }, /^startAt: must be an ISO 8601 instant with Z or an offset/],
    [{ expiresAt: '2026-01-14T15:00:00Z' }, 'expiresAt: it is not in the future'],
    [{ startAt: '2026-01-16T00:00:00Z', expiresAt: '2026-01-16T00:00:00Z' }, 'expiresAt: it is not after startAt'],
    [{ sendRate: 0 }, 'sendRate: must be at least 0.001'],
    [{ sendRate: '2' }, 'sendRate: must be a number'],
    [{ sendRate: 11 }, "sendRate: 11 is above the account's own rate of 10 messages a second"],
    [
      windows({ day: 'MONDAY', startTime: time(21), endTime: time('08') }),
      'schedulingMetrics: windows[0] (MONDAY 21:00–08:00) ends at or before its start',
    ],
    [windows({ day: 'MONDAY', startTime: time(9), endTime: time(9) }), /ends at or before its start/],
    [
      windows({ day: 'FUNDAY', startTime: time(9), endTime: time(10) }),
      /^schedulingMetrics\.windows\[0\]\.day: must be one of SUNDAY, MONDAY/,
    ],
    [windows({ day: 'MONDAY', startTime: time('nine'), endTime: time(10) }), /startTime\.hour: must be a whole number/],
    [windows({ day: 'MONDAY', startTime: time('9.5'), endTime: time(10) }), /startTime\.hour: must be a whole number/],
    [{ schedulingMetrics: {} }, 'Fields missing in request: schedulingMetrics.windows'],
    [{ schedulingMetrics: [] }, 'schedulingMetrics: must be an object'],
    [{ schedulingMetrics: { windows: [] } }, /^schedulingMetrics: windows is empty/],
  ])('%j', async (changes: Record<string, unknown>, message) => {
    const count = () =>
      api.db
        .selectFrom('campaign')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirst();
    const before = await count();
    const answer = await launch(changes);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      code: 0,
      message: typeof message === 'string' ? message : (expect.stringMatching(message) as string),
      requestTraceId: expect.stringMatching(UUID) as string,
    });
    expect(await count()).toEqual(before);
  });

  test('a channel that is switched off for the account', async () => {
    const set = (enabled: boolean) =>
      api.db.updateTable('channel_setting').set({ enabled }).where('channel', '=', 'sms').execute();
    await set(false);
    const answer = await launch();
    await set(true);
    expect([answer.status, answer.body.message]).toEqual([400, 'templateId: SMS is switched off for the account']);
  });

  test('more consumers than 100, once the account is raised, are taken', async () => {
    const raise = (max: number) =>
      api.db.updateTable('account').set({ max_consumers: max }).where('id', '=', ACCOUNT).execute();
    await raise(1000);
    const consumers = Array.from({ length: 1000 }, (_, n) =>
      consumer(n, { consumerContent: { sms: String(12_125_550_000 + n) } }),
    );
    const answer = await launch({ consumers });
    await raise(100);
    expect(answer.status).toBe(201);
    expect(acceptedOf(answer).length + failedOf(answer).length).toBe(1000);
    expect((await recipientsOf(answer)).map((row) => row.id)).toEqual(acceptedOf(answer).map(({ id }) => id));
  });
});

describe('an outbound number', () => {
  test.each(['12025550120', '+12025550120'])('%s takes the place of the handoff’s own', async (outboundNumber) => {
    const row = { account_id: ACCOUNT, channel: 'sms', number: '+12025550120', provider_ref: null } as const;
    await api.db
      .insertInto('outbound_number')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const both = consumer(1, { consumerContent: { wa: '12025550071', sms: '12025550071' } });
    const answer = await launch({ templateId: 'H100000002', outboundNumber, consumers: [both] });
    expect((await campaignOf(answer)).plan.map(senderOf)).toEqual([WA_NUMBER, '+12025550120']);
    const stock = await launch({
      templateId: '1234567890',
      outboundNumber,
      consumers: [consumer(1, { variables: { 1: 'x' } })],
    });
    expect((await campaignOf(stock)).plan).toMatchObject([{ from: '+12025550120' }]);
  });
});
