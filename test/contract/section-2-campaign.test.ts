import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { consumer, newNumber, smsCampaign, startContract, type Answer, type Contract } from './client.ts';

const IMAGE = 'https://images.example.com/shoe.png';

let api: Contract;
beforeAll(async () => {
  api = await startContract();
  const { db } = api.stack;
  const account_id = DEMO.accountId;
  await db.insertInto('media_host').values({ account_id, host: 'images.example.com' }).execute();
  for (const type of ['image', 'video', 'document'] as const) {
    const components = JSON.stringify([
      { type: 'header', sub_type: type },
      { type: 'body', content: 'Look.' },
    ]);
    const template = { account_id, id: type, name: type, language: 'en_US', category: 'UTILITY' as const, components };
    await db
      .insertInto('template')
      .values({ ...template, status: 'APPROVED' })
      .execute();
  }
  await db
    .insertInto('template')
    .values({
      account_id,
      id: 'waiting',
      name: 'waiting',
      language: 'en_US',
      category: 'UTILITY',
      status: 'PENDING',
      components: '[]',
    })
    .execute();
});
afterAll(() => api.stop());

type Consumers = { acceptedConsumers: Record<string, unknown>[]; failedConsumers: Record<string, unknown>[] };
const accepted = (answer: Answer) => (answer.body as unknown as Consumers).acceptedConsumers;
const failed = (answer: Answer) => (answer.body as unknown as Consumers).failedConsumers;
const outcomes = async (answer: Answer) => {
  const path = `/api/v2/account/{a}/campaign/${String(answer.body.proactiveCampaignId)}/conversations`;
  const { body } = await api.call('GET', path);
  return body as {
    campaignStatus: string;
    conversations: { id: string; status: string; conversationId: string | null; errorMessage: string | null }[];
  };
};
/** Polls for the word as clients do. */
const untilFinished = (answer: Answer) =>
  expect.poll(async () => (await outcomes(answer)).campaignStatus, { interval: 100 }).toBe('FINISHED');
/** When the provider was called, epoch ms, earliest first. */
const callTimes = async (answer: Answer) => {
  const attempts = await Promise.all(accepted(answer).map(({ id }) => api.stack.attempts(String(id))));
  return attempts
    .flat()
    .map(({ called_at }) => called_at.getTime())
    .sort((a, b) => a - b);
};
const textsTo = async (number: string) => (await api.stack.sandbox.messages(number)).map(({ text }) => text);
const ofTemplate = (templateId: string, changes: Record<string, unknown> = {}) =>
  smsCampaign({
    templateId,
    consumers: [{ consumerContent: { wa: newNumber() }, ...changes }],
  });

describe('contract.md §2 request', () => {
  test.each([
    ['campaignName', 1, 201],
    ['campaignName', 255, 201],
    ['campaignName', 0, 400],
    ['campaignName', 256, 400],
    ['skill', 256, 400],
    ['templateId', 33, 400],
  ] as const)('%s of %i characters: %i', async (field, length, status) => {
    const answer = await api.launch(smsCampaign({ [field]: 'x'.repeat(length) }));
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body.message).toContain(field);
  });

  test('skill: unknown refuses the whole request', async () => {
    const answer = await api.launch(smsCampaign({ skill: 'nobody' }));
    expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining('skill') as string]);
  });

  test('templateId: a handoff id', async () => {
    const number = newNumber();
    await untilFinished(await api.launch(smsCampaign({ consumers: [consumer({ consumerContent: { sms: number } })] })));
    expect(await textsTo(number)).toEqual([expect.stringContaining('Hi Ann, your order 4711 is on its way.')]);
  });

  test('templateId: a WhatsApp template id', async () => {
    const number = newNumber();
    const consumers = [{ consumerContent: { wa: number }, variables: { '1': 'Ann', '2': '4711' } }];
    await untilFinished(await api.launch(smsCampaign({ templateId: DEMO.template, consumers })));
    expect(await api.stack.sandbox.messages(number)).toMatchObject([{ channel: 'wa' }]);
  });

  test('templateId: 1234567890, the stock SMS template whose whole text is variable "1"', async () => {
    const number = newNumber();
    const consumers = [{ consumerContent: { sms: number }, variables: { '1': 'Your table is ready.' } }];
    await untilFinished(await api.launch(smsCampaign({ templateId: '1234567890', consumers })));
    expect(await textsTo(number)).toEqual(['Your table is ready.']);
  });

  test.each(['nothing', 'waiting'])('templateId %s: unknown or not approved is refused', async (templateId) => {
    const answer = await api.launch(ofTemplate(templateId));
    expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining('templateId') as string]);
  });

  test.each([
    [DEMO.smsNumber, 201],
    [DEMO.smsNumber.slice(1), 201],
    [undefined, 201],
    ['12345678901234567', 400],
    ['12025550199', 400],
  ] as const)('outboundNumber %s: %i', async (outboundNumber, status) => {
    const answer = await api.launch(smsCampaign(outboundNumber === undefined ? {} : { outboundNumber }));
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body.message).toContain('outboundNumber');
  });

  test.each([[false], ['true'], [1]])('consent: must be true, not %j', async (consent) => {
    const answer = await api.launch(smsCampaign({ consent }));
    expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining('consent') as string]);
  });

  test('consumers: 1–100 by default, per-account setting up to 1,000', async () => {
    // Bad ones count too, and start nothing.
    const many = (count: number) => smsCampaign({ consumers: Array.from({ length: count }, () => ({})) });
    expect((await api.launch(many(0))).status).toBe(400);
    expect((await api.launch(many(100))).status).toBe(201);
    const refused = await api.launch(many(101));
    expect([refused.status, refused.body.message]).toEqual([400, expect.stringContaining('consumers') as string]);
    const raise = (max_consumers: number) =>
      api.stack.db.updateTable('account').set({ max_consumers }).where('id', '=', DEMO.accountId).execute();
    await raise(1000);
    expect(failed(await api.launch(many(1000)))).toHaveLength(1000);
    expect((await api.launch(many(1001))).status).toBe(400);
    await raise(100);
  });

  test('schedulingMetrics: hours and minutes also as strings; only the days listed; in the recipient’s own timezone', async () => {
    // It is Monday noon in Washington and nine o'clock in Los Angeles.
    const windows = [{ day: 'MONDAY', startTime: { hour: '08', minute: '00' }, endTime: { hour: '11', minute: '30' } }];
    const [east, west] = [newNumber(), `1213555${String(Math.floor((await api.now()) % 9000) + 1000)}`];
    const consumers = [east, west].map((sms) => consumer({ consumerContent: { sms } }));
    const answer = await api.launch(smsCampaign({ schedulingMetrics: { windows }, consumers }));
    expect(answer.status).toBe(201);
    await expect
      .poll(async () => (await outcomes(answer)).conversations.map(({ status }) => status))
      .toEqual(['SCHEDULED', 'DELIVERED']);
    expect(await textsTo(east)).toEqual([]);
  });

  test.each([[{ hour: 8, minute: 0 }], [{ hour: 7, minute: 59 }]])(
    'schedulingMetrics: a window that ends at or before its start (%j) is refused, naming it',
    async (endTime) => {
      const windows = [{ day: 'MONDAY', startTime: { hour: 8, minute: 0 }, endTime }];
      const answer = await api.launch(smsCampaign({ schedulingMetrics: { windows } }));
      expect(answer.status).toBe(400);
      expect(answer.body.message).toMatch(/windows\[0\] \(MONDAY/);
    },
  );

  test('without schedulingMetrics: SMS and WhatsApp 08:00–21:00 in the timezone of the number', async () => {
    // Noon in Washington is 02:00 on Tuesday in Seoul.
    const consumers = [consumer({ consumerContent: { sms: '821012345678' } }), consumer()];
    const answer = await api.launch(smsCampaign({ consumers }));
    await expect
      .poll(async () => (await outcomes(answer)).conversations.map(({ status }) => status))
      .toEqual(['SCHEDULED', 'DELIVERED']);
  });

  test('startAt: nothing is sent before it', async () => {
    const startAt = new Date((await api.now()) + 600_000).toISOString();
    const answer = await api.launch(smsCampaign({ startAt }));
    await expect.poll(async () => (await outcomes(answer)).conversations[0]?.status).toBe('SCHEDULED');
    await api.travelTo(Date.parse(startAt) + 1_000);
    await untilFinished(answer);
    expect(await callTimes(answer)).toEqual([expect.toSatisfy((ms: number) => ms >= Date.parse(startAt))]);
  });

  test('expiresAt: who has not been sent to by then never is', async () => {
    const consumers = [consumer({ consumerContent: { sms: '821012345678' } })];
    const expiresAt = new Date((await api.now()) + 600_000).toISOString();
    const answer = await api.launch(smsCampaign({ expiresAt, consumers }));
    await api.travelTo(Date.parse(expiresAt) + 1_000);
    await untilFinished(answer);
    expect((await outcomes(answer)).conversations).toMatchObject([{ status: 'FAILED' }]);
  });

  test('sendRate: messages per second for this campaign', async () => {
    const consumers = Array.from({ length: 3 }, () => consumer());
    const answer = await api.launch(smsCampaign({ sendRate: 0.1, consumers }));
    await api.travelTo((await api.now()) + 60_000);
    await untilFinished(answer);
    const [first = 0, second = 0, third = 0] = await callTimes(answer);
    expect(second - first).toBeGreaterThanOrEqual(9_900);
    expect(third - second).toBeGreaterThanOrEqual(9_900);
    expect((await api.launch(smsCampaign({ sendRate: 11 }))).status).toBe(400);
  });

  test('Idempotency-Key: a repeat gives the first answer and makes nothing; with another body 422', async () => {
    const body = smsCampaign();
    const key = { 'idempotency-key': 'contract-1' };
    const first = await api.launch(body, key);
    const again = await api.launch(body, key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    const count = await api.stack.db
      .selectFrom('campaign')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('request_trace_id', '=', String(first.body.requestTraceId))
      .executeTakeFirst();
    expect(count?.n).toBe(1);
    expect((await api.launch(smsCampaign({ campaignName: 'Another' }), key)).status).toBe(422);
  });

  test.each(['campaignName', 'skill', 'templateId', 'consent', 'consumers'])(
    'a missing %s refuses the whole request: 400 "Fields missing in request: <FIELD>"',
    async (field) => {
      const answer = await api.launch(smsCampaign({ [field]: undefined }));
      expect([answer.status, answer.body.message]).toEqual([400, `Fields missing in request: ${field}`]);
    },
  );
});

describe('contract.md §2 consumer', () => {
  test.each([['%'], ['+%']])('consumerContent {"sms": "%s"}: `+` optional', async (form) => {
    const number = newNumber();
    const answer = await api.launch(
      smsCampaign({ consumers: [consumer({ consumerContent: { sms: form.replace('%', number) } })] }),
    );
    expect(accepted(answer)).toMatchObject([{ phoneNumber: `+${number}` }]);
  });

  test('consumerContent with both channels, for a handoff with both', async () => {
    const number = newNumber();
    const consumers = [consumer({ consumerContent: { wa: number, sms: number } })];
    const answer = await api.launch(smsCampaign({ templateId: DEMO.bothHandoff, consumers }));
    expect(accepted(answer)).toMatchObject([{ consumerContent: { wa: number, sms: number } }]);
  });

  test.each([
    ['strings', '1', (number: string) => number.slice(1)],
    ['numbers', 1, (number: string) => Number(number.slice(1))],
  ] as const)('the old form, as %s', async (_form, consumerCountryCode, phone) => {
    const number = newNumber();
    const old = { consumerCountryCode, consumerPhoneNumber: phone(number), variables: { '1': 'Ann', '2': 'x' } };
    const answer = await api.launch(smsCampaign({ consumers: [old] }));
    expect(accepted(answer)).toEqual([{ id: expect.any(String) as string, phoneNumber: `+${number}` }]);
  });

  test('variables: values of at most 1,550; an empty string counts as given', async () => {
    const stock = (value: string) => ({ consumerContent: { sms: newNumber() }, variables: { '1': value } });
    const answer = await api.launch(
      smsCampaign({ templateId: '1234567890', consumers: [stock('x'.repeat(1550)), stock('x'.repeat(1551))] }),
    );
    expect([accepted(answer).length, failed(answer).length]).toEqual([1, 1]);
    const empty = consumer({ variables: { '1': 'Ann', '2': '' } });
    expect(accepted(await api.launch(smsCampaign({ consumers: [empty] })))).toHaveLength(1);
  });

  test.each([
    ['image', IMAGE],
    ['image', 'https://images.example.com/shoe.jpg'],
    ['video', 'https://cdn.example.org/a.mp4'],
    ['video', 'https://cdn.example.org/a.3gpp'],
    ['document', 'https://cdn.example.org/a.pdf'],
  ])('headerVariables {"%s": "%s"}', async (type, url) => {
    expect(accepted(await api.launch(ofTemplate(type, { headerVariables: { [type]: url } })))).toHaveLength(1);
  });

  test.each(['sdes', 'lpSdes', 'lp_sdes'])('%s: kept and handed to the agent with the conversation', async (name) => {
    const number = newNumber();
    const context = [
      { type: 'ctmrinfo', info: { customerId: '138' } },
      { type: 'personal', personal: { firstname: 'Ann' } },
    ];
    const answer = await api.launch(
      smsCampaign({ consumers: [consumer({ consumerContent: { sms: number }, [name]: context })] }),
    );
    await untilFinished(answer);
    await api.stack.sandbox.reply('sms', `+${number}`, 'Thanks');
    await expect.poll(async () => (await outcomes(answer)).conversations[0]?.conversationId).toBeTruthy();
    const id = String((await outcomes(answer)).conversations[0]?.conversationId);
    const conversation = await api.call('GET', `/api/v2/account/{a}/conversations/${id}`);
    expect(conversation.body).toMatchObject({ skill: 'sales', context });
  });

  test('anything else is ignored, never refused', async () => {
    const extra = { favouriteColour: 'blue', nested: { deep: [1, null] } };
    const answer = await api.launch(smsCampaign({ ...extra, consumers: [consumer(extra)] }));
    expect([answer.status, accepted(answer).length]).toEqual([201, 1]);
  });
});

describe('contract.md §2 answer', () => {
  test('has exactly the fields and forms of the contract', async () => {
    const number = newNumber();
    const bad = { consumerContent: { sms: '1202' }, variables: { '1': 'Ann', '2': 'x' }, note: 'as sent' };
    const consumers = [consumer({ consumerContent: { sms: number } }), bad];
    const answer = await api.launch(smsCampaign({ consumers }));
    const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      proactiveCampaignId: expect.stringMatching(/^[A-Za-z0-9]{9}$/) as string,
      leCampaignId: expect.stringMatching(/^\d{10}$/) as string,
      leEngagementId: expect.stringMatching(/^\d{10}$/) as string,
      requestTraceId: expect.stringMatching(uuid) as string,
      acceptedConsumers: [
        { id: expect.stringMatching(uuid) as string, phoneNumber: `+${number}`, consumerContent: { sms: number } },
      ],
      failedConsumers: [{ ...bad, phone: '+1202', countryCode: 'US', errorMessage: 'INVALID_NUMBER' }],
    });
  });

  test('all bad: 201 with an empty acceptedConsumers, and nothing is started', async () => {
    const consumers = Array.from({ length: 100 }, () => consumer({ consumerContent: { sms: '1' } }));
    const answer = await api.launch(smsCampaign({ consumers }));
    expect([answer.status, accepted(answer), failed(answer).length]).toEqual([201, [], 100]);
    expect(await outcomes(answer)).toEqual({ campaignStatus: 'FINISHED', conversations: [] });
  });

  const header = (headerVariables: unknown) => ofTemplate('image', { headerVariables });
  const withVariables = (variables: unknown) => smsCampaign({ consumers: [consumer({ variables })] });
  test.each([
    ['INVALID_NUMBER', () => smsCampaign({ consumers: [consumer({ consumerContent: { sms: '12' } })] })],
    [
      'DUPLICATE_NUMBER',
      () => {
        const consumerContent = { sms: newNumber() };
        return smsCampaign({ consumers: [consumer({ consumerContent }), consumer({ consumerContent })] });
      },
    ],
    [
      'MISSING_CONSUMER_INFORMATION==SMS',
      () => smsCampaign({ consumers: [consumer({ consumerContent: { wa: newNumber() } })] }),
    ],
    ['TOO_MANY_VARIABLES', () => withVariables({ '1': 'a', '2': 'b', '3': 'c' })],
    ['INSUFFICIENT_VARIABLES', () => withVariables({})],
    ['MISSING_VARIABLE=2', () => withVariables({ '1': 'a' })],
    ['VARIABLE_NOT_STRING=2', () => withVariables({ '1': 'a', '2': 5 })],
    ['INSUFFICIENT_HEADER_VARIABLES', () => header({})],
    ['TOO_MANY_HEADER_VARIABLES', () => header({ image: IMAGE, video: 'https://cdn.example.org/a.mp4' })],
    ['MISSING_HEADER_VARIABLE=image', () => header({ document: 'https://cdn.example.org/a.pdf' })],
    ['HEADER_VARIABLE_NOT_STRING', () => header({ image: 5 })],
    ['HEADER_VARIABLE_INVALID_URL', () => header({ image: 'http://images.example.com/shoe.png' })],
    ['IMAGE_URL_NOT_WHITELISTED', () => header({ image: 'https://elsewhere.example.org/shoe.png' })],
  ] as const)('errorMessage %s', async (errorMessage, body) => {
    expect(failed(await api.launch(body()))).toMatchObject([{ errorMessage }]);
  });

  test('DUPLICATE_NUMBER: within the campaign only', async () => {
    const consumers = [consumer()];
    await api.launch(smsCampaign({ consumers }));
    expect(accepted(await api.launch(smsCampaign({ consumers })))).toHaveLength(1);
  });
});

describe('contract.md §2 GET …/conversations', () => {
  test('campaignStatus and exactly id, status, conversationId, errorMessage; id equals acceptedConsumers[].id', async () => {
    const answer = await api.launch(smsCampaign());
    await untilFinished(answer);
    expect(await outcomes(answer)).toEqual({
      campaignStatus: 'FINISHED',
      conversations: [{ id: accepted(answer)[0]?.id, status: 'DELIVERED', conversationId: null, errorMessage: null }],
    });
  });

  test('PUBLISHED while anyone is still to be sent to, PAUSED, CANCELLED', async () => {
    const consumers = [consumer({ consumerContent: { sms: '821012345679' } }), consumer()];
    const answer = await api.launch(smsCampaign({ consumers }));
    await expect.poll(async () => (await outcomes(answer)).conversations[1]?.status).toBe('DELIVERED');
    expect((await outcomes(answer)).campaignStatus).toBe('PUBLISHED');
    const change = (what: string) =>
      api.call('POST', `/api/v2/account/{a}/campaign/${String(answer.body.proactiveCampaignId)}/${what}`);
    await change('pause');
    expect((await outcomes(answer)).campaignStatus).toBe('PAUSED');
    await change('cancel');
    expect((await outcomes(answer)).campaignStatus).toBe('CANCELLED');
  });

  test('FAILED: the error of the dictionary and a sentence', async () => {
    const number = newNumber();
    await api.stack.sandbox.behave('sms', `+${number}`, '21211');
    const answer = await api.launch(smsCampaign({ consumers: [consumer({ consumerContent: { sms: number } })] }));
    await untilFinished(answer);
    expect((await outcomes(answer)).conversations).toMatchObject([
      { status: 'FAILED', errorMessage: expect.stringMatching(/^outbound_twilio_21211: /) as string },
    ]);
  });

  test('SKIPPED: opted out', async () => {
    const number = newNumber();
    const body = () => smsCampaign({ consumers: [consumer({ consumerContent: { sms: number } })] });
    await untilFinished(await api.launch(body()));
    await api.stack.sandbox.reply('sms', `+${number}`, 'STOP');
    const after = await api.launch(body());
    await untilFinished(after);
    expect((await outcomes(after)).conversations).toMatchObject([{ status: 'SKIPPED' }]);
    expect(await textsTo(number)).toHaveLength(1);
  });
});
