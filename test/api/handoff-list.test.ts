import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCOUNT, createFixture, NOW, OTHER_ACCOUNT, SMS_NUMBER, WA_NUMBER } from './fixture.ts';
import type { Fixture } from './fixture.ts';

let api: Fixture;
beforeAll(async () => {
  api = await createFixture();
  await api.db.deleteFrom('handoff').execute();
  const sms = { type: 'sms', text: 'Hi ${{1}}.', optOutText: 'Reply STOP.' };
  const wa = { type: 'wa', templateId: 'order_update' };
  const inapp = { type: 'inapp', text: 'Hello', appNames: ['shop'] };
  const handoffs = [
    { name: 'Text', lookbackMinutes: 60, channels: [sms] },
    { name: 'Both', lookbackMinutes: 43_200, channels: [wa, sms] },
    { name: 'App', lookbackMinutes: 1500, channels: [inapp] },
  ];
  await api.call('POST', '/apps', { name: 'shop' });
  for (const [index, handoff] of handoffs.entries()) {
    api.setNow(new Date(NOW.getTime() + index * 1000));
    expect((await api.call('POST', '/handoffs', handoff)).status).toBe(201);
  }
  await api.db
    .insertInto('handoff')
    .values({ id: 'H999999999', account_id: OTHER_ACCOUNT, name: 'Secret', lookback_minutes: 60, channels: '[]' })
    .execute();
});
afterAll(() => api.close());

const PATHS = [`/api/account/${ACCOUNT}/app/prmsg/handoffs/list`, `/account/${ACCOUNT}/app/prmsg/handoffs/list`];
const names = async (path: string) => {
  const answer = await api.callAt('GET', path);
  expect(answer.status).toBe(200);
  return (answer.body as unknown as { name: string }[]).map(({ name }) => name);
};

describe.each(PATHS)('contract section 4: GET %s', (path) => {
  test('lists the profiles, oldest first, in exactly the fields of the contract', async () => {
    const answer = await api.callAt('GET', `${path}?v=1&limit=30&offset=0`);
    expect(answer.status).toBe(200);
    const body = {
      type: 'body',
      content: 'Hi ${{1}}.',
      variables: ['1'],
      optOut: 'Reply STOP.',
    };
    const profile = { id: expect.stringMatching(/^H\d{9}$/) as string, routeAllWithinLookback: false };
    const at = (seconds: number) => {
      const instant = new Date(NOW.getTime() + seconds * 1000).toISOString();
      return { createdAt: instant, updatedAt: instant };
    };
    const sms = { type: 'sms-twilio', language: 'en_US', outboundnumber: SMS_NUMBER, messageComponents: [body] };
    expect(answer.body).toEqual([
      { ...profile, name: 'Text', lookbackPeriodDay: 0, lookbackPeriodHour: 1, ...at(0), channels: [sms] },
      {
        ...profile,
        name: 'Both',
        lookbackPeriodDay: 30,
        lookbackPeriodHour: 0,
        ...at(1),
        channels: [
          {
            type: 'wa',
            language: 'en_US',
            outboundnumber: WA_NUMBER,
            namespace: '',
            templatename: 'order_update',
            messageComponents: [{ type: 'body', content: 'Hello ${{1}}, order ${{2}}.', variables: ['1', '2'] }],
          },
          sms,
        ],
      },
      {
        ...profile,
        name: 'App',
        lookbackPeriodDay: 1,
        lookbackPeriodHour: 1,
        ...at(2),
        channels: [
          {
            type: 'inapp',
            language: 'en_US',
            appNames: ['shop'],
            messageComponents: [{ type: 'body', content: 'Hello', variables: [] }],
          },
        ],
      },
    ]);
  });

  test.each([
    ['/channel/sms-twilio?v=1', ['Text', 'Both']],
    ['/channel/wa?v=1', ['Both']],
    ['/channel/inapp?v=1', ['App']],
    ['/channel/googlercs?v=1', []],
    ['/channel/apple-twilio', []],
    ['/channel/sms-twilio?limit=1&offset=1', ['Both']],
    ['?limit=1', ['Text']],
    ['?offset=2&limit=5', ['App']],
    ['', ['Text', 'Both', 'App']],
    ['/?colour=red&v=2', ['Text', 'Both', 'App']],
  ])('%s', async (rest, expected) => expect(await names(`${path}${rest}`)).toEqual(expected));

  test('answers errors in the one shape', async () => {
    const error = (message: string) => ({
      code: 0,
      message: expect.stringContaining(message) as string,
      requestTraceId: expect.any(String) as string,
    });
    expect(await api.callAt('GET', `${path}/channel/fax`)).toMatchObject({ status: 400, body: error('channel:') });
    expect(await api.callAt('GET', `${path}?limit=many`)).toMatchObject({ status: 400, body: error('limit:') });
    const anonymous = await api.callAt('GET', path, undefined, { authorization: '' });
    expect(anonymous).toMatchObject({ status: 401, body: error('Authorization') });
    const theirs = await api.callAt('GET', path.replace(ACCOUNT, OTHER_ACCOUNT));
    expect(theirs).toMatchObject({ status: 403, body: error('another account') });
  });
});
