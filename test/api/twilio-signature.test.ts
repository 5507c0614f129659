import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONFIG, createFixture, SMS_NUMBER, type Fixture } from './fixture.ts';

/** How the API is reached from outside. The proxy before it takes the prefix away, and may change the host, the port and the scheme. */
const PUBLIC_URLS = [
  'https://daybreak.example',
  'https://daybreak.example:8443',
  'http://daybreak.example:8080',
  'https://example.com/messaging/daybreak',
];

let lastMessage = 0;

describe.each(PUBLIC_URLS)('Twilio calls an API behind a proxy at %s', (PUBLIC_URL) => {
  let api: Fixture;
  beforeAll(async () => (api = await createFixture({ config: { ...CONFIG, PUBLIC_URL } })));
  afterAll(() => api.close());

  function post(path: string, signedUrl: string, headers: Record<string, string> = {}) {
    const form = { MessageSid: `SM${++lastMessage}`, From: '+14155550134', To: SMS_NUMBER, Body: 'Grüße & mehr' };
    const signature = twilio.getExpectedTwilioSignature(CONFIG.TWILIO_AUTH_TOKEN, signedUrl, form);
    return api.app.inject({
      method: 'POST',
      url: path,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signature,
        ...headers,
      },
      payload: new URLSearchParams(form).toString(),
    });
  }

  test.each([
    ['its own host', {}],
    ['the host of a machine behind', { host: '10.0.0.7:8080' }],
    ["a stranger's host", { host: 'evil.example' }],
    [
      'what proxies add',
      {
        host: 'api:8080',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'http',
        'x-forwarded-port': '81',
        'x-forwarded-prefix': '/other',
        forwarded: 'host=evil.example;proto=http',
      },
    ],
  ])('with %s in the headers: the configured URL counts', async (_name, headers) => {
    const path = '/webhooks/twilio/inbound';
    expect((await post(path, `${PUBLIC_URL}${path}`, headers)).statusCode).toBe(200);
  });

  test('with a query in the URL, which is part of what is signed', async () => {
    const path = '/webhooks/twilio/inbound?tag=caf%C3%A9&b=a+b&empty=';
    expect((await post(path, `${PUBLIC_URL}${path}`)).statusCode).toBe(200);
    expect((await post(path, `${PUBLIC_URL}/webhooks/twilio/inbound`)).statusCode).toBe(403);
    expect((await post('/webhooks/twilio/inbound', `${PUBLIC_URL}${path}`)).statusCode).toBe(403);
  });

  test('a status callback, at the address that goes out with the message', async () => {
    const path = '/webhooks/twilio/status/0b2b4b3e-6f0c-4c60-9b1e-0f5e4a1f3a11';
    expect((await post(path, `${PUBLIC_URL}${path}`)).statusCode).toBe(200);
  });

  test('a signature over another host is refused, though the headers name it', async () => {
    const path = '/webhooks/twilio/inbound';
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    expect((await post(path, `https://evil.example${path}`, headers)).statusCode).toBe(403);
  });
});
