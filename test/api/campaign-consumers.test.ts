/** contract.md section 2, over HTTP: each consumer on its own, in whatever form and however wrong. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConversation } from '../../db/conversations.ts';
import {
  acceptedOf,
  ACCOUNT,
  campaignBody,
  consumer,
  createFixture,
  failedOf,
  NOW,
  SMS_NUMBER,
  type Answer,
  type Fixture,
} from './fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());

const launch = (changes: Record<string, unknown> = {}) => api.call('POST', '/campaign', campaignBody(changes));
const recipientsOf = (answer: Answer) =>
  api.db
    .selectFrom('recipient')
    .selectAll()
    .where('campaign_id', '=', String(answer.body.proactiveCampaignId))
    .orderBy('seq')
    .execute();

describe('every errorMessage of the contract comes back with the consumer as sent, and stops nobody else', () => {
  const on = (channel: 'sms' | 'wa', more: object = {}) => ({ consumerContent: { [channel]: '12025550150' }, ...more });
  const variables = { 1: 'Ada', 2: 'A-1' };
  const image = (value: unknown) => on('wa', { headerVariables: { image: value } });
  const five = { templateId: 'five', good: on('wa', { variables: { 1: 'a', 2: 'b', 3: 'c', 4: 'd', 5: 'e' } }) };
  const sms = { templateId: 'H100000001', good: on('sms', { variables }) };
  const header = { templateId: 'image', good: image('https://images.example.com/a.png') };

  beforeAll(async () => {
    const body = [{ type: 'body', content: 'Look: {{1}} {{2}} {{3}} {{4}} {{5}}' }];
    await api.db
      .insertInto('template')
      .values({
        account_id: ACCOUNT,
        id: 'five',
        name: 'five',
        language: 'en_US',
        category: 'UTILITY',
        status: 'APPROVED',
        components: JSON.stringify(body),
      })
      .execute();
  });

  test.each([
    ['INVALID_NUMBER', sms, { consumerContent: { sms: '1202' }, variables }, '+1202', 'US'],
    ['DUPLICATE_NUMBER', sms, on('sms', { variables }), '+12025550150', 'US'],
    ['MISSING_CONSUMER_INFORMATION==SMS', sms, on('wa', { variables }), '', ''],
    ['MISSING_CONSUMER_INFORMATION==WA', five, on('sms', { variables }), '', ''],
    ['TOO_MANY_VARIABLES', sms, { consumerContent: { sms: '12025550151' }, variables: { ...variables, 3: 'x' } }],
    ['INSUFFICIENT_VARIABLES', sms, { consumerContent: { sms: '12025550151' } }],
    ['MISSING_VARIABLE=2', sms, { consumerContent: { sms: '12025550151' }, variables: { 1: 'Ada' } }],
    [
      'MISSING_VARIABLE=5',
      five,
      { consumerContent: { wa: '12025550151' }, variables: { 1: 'a', 2: 'b', 3: 'c', 4: 'd' } },
    ],
    ['VARIABLE_NOT_STRING=2', sms, { consumerContent: { sms: '12025550151' }, variables: { 1: 'Ada', 2: 7 } }],
    ['INSUFFICIENT_HEADER_VARIABLES', header, { consumerContent: { wa: '12025550151' } }],
    [
      'TOO_MANY_HEADER_VARIABLES',
      header,
      {
        consumerContent: { wa: '12025550151' },
        headerVariables: { image: 'https://images.example.com/a.png', video: 'https://example.com/a.mp4' },
      },
    ],
    [
      'MISSING_HEADER_VARIABLE=image',
      header,
      { consumerContent: { wa: '12025550151' }, headerVariables: { video: 'https://example.com/a.mp4' } },
    ],
    ['HEADER_VARIABLE_NOT_STRING', header, { ...image(7), consumerContent: { wa: '12025550151' } }],
    ['HEADER_VARIABLE_INVALID_URL', header, { ...image('http://x'), consumerContent: { wa: '12025550151' } }],
    [
      'IMAGE_URL_NOT_WHITELISTED',
      header,
      { ...image('https://elsewhere.example/a.png'), consumerContent: { wa: '12025550151' } },
    ],
    // Ours.
    [
      'VARIABLE_TOO_LONG=1',
      sms,
      { consumerContent: { sms: '12025550151' }, variables: { 1: 'x'.repeat(1551), 2: '' } },
    ],
    [
      'MESSAGE_TOO_LONG',
      sms,
      { consumerContent: { sms: '12025550151' }, variables: { 1: 'x'.repeat(1550), 2: 'y'.repeat(50) } },
    ],
    ['INVALID_TIMEZONE', sms, { consumerContent: { sms: '12025550151' }, variables, timezone: 'Mars/Olympus' }],
  ] as [string, { templateId: string; good: object }, object, string?, string?][])(
    '%s',
    async (errorMessage, { templateId, good }, bad, phone = '+12025550151', countryCode = 'US') => {
      const answer = await launch({ templateId, consumers: [good, bad] });
      expect(answer.status).toBe(201);
      expect(acceptedOf(answer)).toHaveLength(1);
      expect(failedOf(answer)).toEqual([{ ...bad, phone, countryCode, errorMessage }]);
    },
  );

  test('MESSAGE_EMPTY: the stock SMS with nothing to say', async () => {
    const consumers = ['', ' \n'].map((text, n) => consumer(n, { variables: { 1: text } }));
    const answer = await launch({ templateId: '1234567890', consumers });
    expect(failedOf(answer).map(({ errorMessage }) => errorMessage)).toEqual(['MESSAGE_EMPTY', 'MESSAGE_EMPTY']);
  });
});

test.each([['12025550150'], [12_025_550_150], [null], [true], [['12025550150', { sms: '1' }]]])(
  'a consumer that is %j comes back under the field consumer',
  async (sent) => {
    const answer = await launch({ consumers: [sent, consumer(1)] });
    expect(acceptedOf(answer)).toHaveLength(1);
    expect(failedOf(answer)).toEqual([
      { consumer: sent, phone: '', countryCode: '', errorMessage: 'MISSING_CONSUMER_INFORMATION==SMS' },
    ]);
  },
);

test('all of a hundred bad: 201 with a hundred errors in their order, and nothing is started', async () => {
  const outbox = () => api.db.selectFrom('outbox').selectAll().execute();
  const before = await outbox();
  const consumers = Array.from({ length: 100 }, (_, n) => ({ consumerContent: { sms: `1${n}` }, n }));
  const answer = await launch({ consumers });
  expect([answer.status, answer.body.acceptedConsumers]).toEqual([201, []]);
  expect(failedOf(answer).map(({ n, errorMessage }) => [n, errorMessage])).toEqual(
    consumers.map(({ n }) => [n, 'INVALID_NUMBER']),
  );
  expect(await recipientsOf(answer)).toEqual([]);
  expect(await outbox()).toEqual(before);
});

describe('numbers are taken as people write them', () => {
  test.each([
    ['12025550161'],
    ['+12025550161'],
    ['+1 202 555 0161'],
    ['1 (202) 555-0161'],
    ['1.202.555.0161'],
    ['001 202 555 0161'],
    [' 12025550161 '],
    ['1–202–555–0161'],
    [12_025_550_161],
  ])('%j', async (sms) => {
    const answer = await launch({ consumers: [consumer(1, { consumerContent: { sms } })] });
    expect(acceptedOf(answer)).toMatchObject([{ phoneNumber: '+12025550161', consumerContent: { sms } }]);
  });

  test.each([
    ['1', '2025550161'],
    [1, 2_025_550_161],
    ['+1', '(202) 555-0161'],
    ['001', '202 555 0161'],
    ['1', '+12025550161'],
    ['', '12025550161'],
    [undefined, 12_025_550_161],
  ])('the old form %j, %j', async (consumerCountryCode, consumerPhoneNumber) => {
    const { variables } = consumer(1);
    const answer = await launch({ consumers: [{ consumerCountryCode, consumerPhoneNumber, variables }] });
    expect(acceptedOf(answer)).toEqual([{ id: expect.any(String) as string, phoneNumber: '+12025550161' }]);
  });

  test('where both forms come, consumerContent is the one that counts', async () => {
    const both = consumer(1, { consumerCountryCode: '1', consumerPhoneNumber: '2025550199' });
    expect(acceptedOf(await launch({ consumers: [both] }))).toMatchObject([{ phoneNumber: '+12025550001' }]);
  });
});

describe('the agent’s context', () => {
  const info = { type: 'ctmrinfo', info: { customerId: '138', nested: [{ a: null }] } };
  const personal = { type: 'personal', personal: { firstname: 'Ada' } };
  test.each([
    [{ sdes: [info, personal] }, [info, personal]],
    [{ lpSdes: [info] }, [info]],
    [{ lp_sdes: [personal] }, [personal]],
    [{ sdes: info }, [info]],
    [{ lpSdes: info }, [info]],
    [{ sdes: [info], lpSdes: [info] }, [info]],
    [{ sdes: [], lp_sdes: [personal] }, [personal]],
    [{ sdes: null, lpSdes: [info], lp_sdes: [personal] }, [info, personal]],
    [{ sdes: [] }, null],
    [{ sdes: 'text' }, null],
    [{}, null],
  ])('%j', async (fields, context) => {
    const answer = await launch({ consumers: [consumer(1, fields)] });
    expect(await recipientsOf(answer)).toMatchObject([{ context }]);
  });

  test.each([[[info, personal]], [info]])('is shown with the conversation that the reply opens', async (sdes) => {
    const answer = await launch({ consumers: [consumer(7, { sdes })] });
    const [recipient] = await recipientsOf(answer);
    const message = await api.db
      .insertInto('inbound_message')
      .values({
        id: randomUUID(),
        account_id: ACCOUNT,
        channel: 'sms',
        provider_message_id: randomUUID(),
        consumer: '+12025550007',
        brand_address: SMS_NUMBER,
        text: 'Yes?',
        received_at: NOW,
        kind: 'reply',
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const id = await openConversation(api.db, message, {
      skill: 'sales',
      route: 'campaign',
      recipient: recipient ?? null,
    });
    expect((await api.call('GET', `/conversations/${id}`)).body.context).toEqual([sdes].flat());
    await api.call('POST', `/conversations/${id}/close`);
  });
});

describe('what a client in a hurry sends is taken where its meaning is beyond doubt', () => {
  test.each([
    [
      'a templateId that is a number',
      { templateId: 1_234_567_890, consumers: [consumer(1, { variables: { 1: 'Hi' } })] },
    ],
    ['an outboundNumber that is a number', { outboundNumber: Number(SMS_NUMBER) }],
    ['an outboundNumber as people write it', { outboundNumber: ' +1 (202) 555-0100 ' }],
    ['an outboundNumber with 00', { outboundNumber: '0012025550100' }],
    ['an empty outboundNumber', { outboundNumber: '' }],
    ['a campaignName of 255 characters', { campaignName: 'x'.repeat(255) }],
    [
      'days in any case, hours and minutes as strings',
      {
        schedulingMetrics: {
          windows: [
            { day: 'monday', startTime: { hour: '8', minute: '00' }, endTime: { hour: '21', minute: '0' } },
            { day: ' Tuesday', startTime: { hour: 8, minute: '05' }, endTime: { hour: 24, minute: 0 } },
          ],
        },
      },
    ],
  ])('%s', async (_what, changes) => {
    const answer = await launch(changes);
    expect([answer.status, failedOf(answer)]).toEqual([201, []]);
  });

  test('the days are kept as the contract writes them', async () => {
    const time = (hour: number) => ({ hour, minute: 0 });
    const windows = [{ day: 'friday', startTime: time(8), endTime: time(9) }];
    const answer = await launch({ schedulingMetrics: { windows } });
    const campaign = await api.db
      .selectFrom('campaign')
      .select('windows')
      .where('id', '=', String(answer.body.proactiveCampaignId))
      .executeTakeFirst();
    expect(campaign?.windows).toEqual([{ day: 'FRIDAY', startTime: time(8), endTime: time(9) }]);
  });

  test('a skill whose name is digits may come as a number', async () => {
    await api.db.insertInto('skill').values({ account_id: ACCOUNT, name: '4021' }).execute();
    expect((await launch({ skill: 4021 })).status).toBe(201);
  });

  test('of a field that comes twice the last one counts', async () => {
    const { consumers, ...rest } = campaignBody();
    const text = JSON.stringify(rest).replace(/\}$/, `,"consumers":[],"consumers":${JSON.stringify(consumers)}}`);
    const answer = await api.call('POST', '/campaign', text, { 'content-type': 'application/json' });
    expect(acceptedOf(answer)).toHaveLength(1);
  });
});
