import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { newNumber, smsCampaign, startContract, type Contract } from './client.ts';

let api: Contract;
beforeAll(async () => (api = await startContract()));
afterAll(() => api.stop());

type Handoff = { id: string; channels: { type: string; messageComponents: Record<string, unknown>[] }[] };
const LIST = '/api/account/{a}/app/prmsg/handoffs/list';
/** Whatever the list is wrapped in. */
const handoffsOf = (body: unknown): Handoff[] =>
  Array.isArray(body) ? (body as Handoff[]) : (Object.values(body as object).find(Array.isArray) as Handoff[]);

describe('contract.md §4 handoffs', () => {
  test('GET …/handoffs/list?v=1&limit=30&offset=0: each profile has its ten fields', async () => {
    const answer = await api.call('GET', `${LIST}?v=1&limit=30&offset=0`);
    expect(answer.status).toBe(200);
    const handoff = handoffsOf(JSON.parse(answer.text)).find(({ id }) => id === DEMO.bothHandoff);
    expect(handoff).toMatchObject({
      id: DEMO.bothHandoff,
      name: 'Order update by WhatsApp then SMS',
      lookbackPeriodDay: 30,
      lookbackPeriodHour: 0,
      routeAllWithinLookback: expect.any(Boolean) as boolean,
    });
    expect(Object.keys(handoff ?? {})).toEqual(expect.arrayContaining(['createdAt', 'updatedAt', 'channels']));
    const [wa, sms] = handoff?.channels ?? [];
    expect(wa).toMatchObject({
      type: 'wa',
      language: 'en_US',
      outboundnumber: expect.stringMatching(/^\+?12025550101$/) as string,
      namespace: 'demo-waba',
      templatename: DEMO.template,
    });
    expect(sms?.messageComponents[0]).toMatchObject({
      type: 'body',
      content: expect.stringContaining('${{1}}') as string,
      variables: ['1', '2'],
      optOut: 'Reply STOP to opt out.',
    });
  });

  test.each([
    ['wa', [DEMO.bothHandoff]],
    ['sms-twilio', [DEMO.smsHandoff, DEMO.bothHandoff]],
  ])('…/handoffs/list/channel/%s?v=1', async (channel, ids) => {
    const answer = await api.call('GET', `${LIST}/channel/${channel}?v=1`);
    const found = handoffsOf(JSON.parse(answer.text)).map(({ id }) => id);
    expect(found.sort()).toEqual([...ids].sort());
  });

  test('…/handoffs/list/channel/inapp: only In-App', async () => {
    const answer = await api.call('GET', `${LIST}/channel/inapp?v=1`);
    for (const { channels } of handoffsOf(JSON.parse(answer.text))) {
      expect(channels).toMatchObject([{ type: 'inapp', appNames: expect.any(Array) as string[] }]);
    }
  });
});

describe('contract.md §4 eligibility', () => {
  const ask = (changes: Record<string, unknown> = {}) =>
    api.call('POST', '/api/account/{a}/eligibility?v=2.0', {
      skill: 'sales',
      consumerPhoneNumber: `+${newNumber()}`,
      handoffId: DEMO.bothHandoff,
      sdes: [],
      templateVariables: { '1': 'Ann', '2': '4711' },
      ...changes,
    });

  test('200 {availableChannels, recommendedChannelName, eligible, callId}, and it sends nothing', async () => {
    const number = newNumber();
    const answer = await ask({ consumerPhoneNumber: `+${number}` });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      availableChannels: expect.arrayContaining(['sms', 'wa']) as string[],
      recommendedChannelName: 'wa',
      eligible: true,
      callId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect(await api.stack.sandbox.messages(number)).toEqual([]);
  });

  test.each([
    ['1001', 'invalid number', { consumerPhoneNumber: '+1202' }],
    ['1300', 'no engagement for the skill', { skill: 'nobody' }],
    ['1500', 'no such handoff', { handoffId: 'H999999999' }],
  ])('errorCode %s: %s', async (code, _meaning, changes) => {
    const answer = await ask(changes);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      errorMessage: expect.any(String) as string,
      errorCode: expect.toSatisfy((given) => String(given) === code) as unknown,
    });
  });

  test('errorCode 1400: an open conversation exists', async () => {
    const number = newNumber();
    await api.stack.sandbox.reply('sms', `+${number}`, 'Hello, is anybody there?');
    const answer = await ask({ consumerPhoneNumber: `+${number}` });
    expect(answer.status).toBe(400);
    expect(String(answer.body.errorCode)).toBe('1400');
  });

  test('an open conversation keeps a campaign from sending too: proactive 1400', async () => {
    const number = newNumber();
    await api.stack.sandbox.reply('sms', `+${number}`, 'Hello?');
    const consumers = [{ consumerContent: { sms: number }, variables: { '1': 'Ann', '2': 'x' } }];
    const { body } = await api.launch(smsCampaign({ consumers }));
    const path = `/api/v2/account/{a}/campaign/${String(body.proactiveCampaignId)}/conversations`;
    await expect
      .poll(async () => (await api.call('GET', path)).body.conversations, { interval: 100 })
      .toMatchObject([{ status: 'FAILED', errorMessage: expect.stringMatching(/^proactive_1400/) as string }]);
  });
});
