import type { Socket } from 'node:net';
import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChannelAdapter, OutboundMessage } from '../../channels/port.ts';
import { createTwilioAdapter } from '../../channels/twilio.ts';
import { isTwilioSignature, parseTwilioStatus } from '../../domain/webhooks/twilio.ts';
import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  Receiver,
  SMS_NUMBER,
  type Sandbox,
  sandboxConfig,
  startSandbox,
  temporaryFolder,
} from '../sandbox/harness.ts';
import { deadUrl, http, outbound, wire } from './support.ts';

const receiver = new Receiver();
let sandbox: Sandbox;
let adapter: ChannelAdapter;
let removeFolder: () => Promise<void>;

function adapterAt(
  baseUrl: string,
  more: { authToken?: string; timeoutMs?: number; now?: () => number } = {},
): ChannelAdapter {
  const publicUrl = receiver.url;
  return createTwilioAdapter({
    baseUrl,
    lookupsBaseUrl: baseUrl,
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    publicUrl,
    timeoutMs: 5_000,
    ...more,
  });
}

beforeAll(async () => {
  const { folder, remove } = await temporaryFolder();
  removeFolder = remove;
  await receiver.start();
  sandbox = await startSandbox(sandboxConfig(folder, receiver.url));
  adapter = adapterAt(sandbox.url);
});

afterAll(async () => {
  await sandbox.close();
  await receiver.close();
  await removeFolder();
});

async function sentTo(number: string): Promise<Record<string, unknown>[]> {
  return (await sandbox.ask(`/sandbox/messages?to=${number}`)).body as Record<string, unknown>[];
}

describe('sending', () => {
  test('a message reaches the carrier whole, and its receipts come back to its attempt', async () => {
    const message = outbound({ attemptId: 'attempt/with space', to: '+14155550101' });
    const sent = await adapter.send(message);

    expect(sent.outcome).toBe('accepted');
    const [logged, ...others] = await sentTo('14155550101');
    expect(others).toEqual([]);
    expect(logged).toMatchObject({
      provider: 'twilio',
      channel: 'sms',
      from: SMS_NUMBER,
      to: '+14155550101',
      text: 'Your order is on its way.',
      reference: 'attempt/with space',
    });
    expect(sent).toEqual({ outcome: 'accepted', providerMessageId: logged?.id });

    const delivered = await receiver.next((webhook) =>
      webhook.form.MessageStatus === 'delivered' && webhook.form.MessageSid === logged?.id ? webhook : undefined,
    );
    expect(delivered.path).toBe('/webhooks/twilio/status/attempt%2Fwith%20space');
    const url = receiver.url + delivered.path;
    const signature = String(delivered.headers['x-twilio-signature']);
    expect(twilio.validateRequest(AUTH_TOKEN, signature, url, delivered.form)).toBe(true);
    expect(isTwilioSignature(AUTH_TOKEN, signature, url, delivered.form)).toBe(true);
    expect(parseTwilioStatus(delivered.form)).toEqual({
      providerMessageId: logged?.id,
      status: 'delivered',
      errorCode: undefined,
      to: '+14155550101',
      from: SMS_NUMBER,
    });
    const order = receiver.received
      .filter((webhook) => webhook.form.MessageSid === logged?.id)
      .map((webhook) => webhook.form.MessageStatus);
    expect(order).toEqual(['sent', 'delivered']);
  });

  test.each([
    ['a window that closes in two hours', 7_200_000, 7_200],
    ['one that closes a moment before that', 7_199_999, 7_199],
    ['one that closes in a minute', 60_000, 60],
    ['one that closes within the minute', 59_999, 59],
    ['one that closes in a second and a half', 1_500, 1],
    ['one that closes in a second', 1_000, 1],
    ['one that closes in ten hours', 36_000_000, 36_000],
    ['one that closes a second later than Twilio keeps a message', 36_001_000, 36_000],
    ['one that closes in forty hours', 40 * 3_600_000, 36_000],
    ['one that has closed: Twilio takes no less than a second', -60_000, 1],
  ])('Twilio may keep a message for %s to the second', async (_name, ms, seconds) => {
    const nowMs = Date.parse('2026-03-08T01:00:00Z');
    const to = `+1415556${String(Math.abs(ms) % 10_000).padStart(4, '0')}`;
    const before = (await sentTo(to)).length;
    const clocked = adapterAt(sandbox.url, { now: () => nowMs });
    await clocked.send(outbound({ to, validUntil: new Date(nowMs + ms).toISOString() }));
    const sent = await sentTo(to);
    expect(sent).toHaveLength(before + 1);
    expect(sent.at(-1)?.validityPeriod).toBe(seconds);
  });

  test('a message without an end has no validity period', async () => {
    await adapter.send(outbound({ to: '+14155550102' }));
    expect((await sentTo('14155550102'))[0]).not.toHaveProperty('validityPeriod');
  });
});

describe('refusals', () => {
  test.each<[string, Partial<OutboundMessage>, string]>([
    ['no receiver', { to: '' }, '21604'],
    ['a receiver that is no number', { to: '+1999' }, '21211'],
    ['no sender', { from: '' }, '21603'],
    ['no text', { content: { kind: 'text', text: '' } }, '21602'],
    ['a text too long', { content: { kind: 'text', text: 'x'.repeat(1_601) } }, '21617'],
  ])('%s: %s', async (_name, more, code) => {
    expect(await adapter.send(outbound(more))).toMatchObject({ outcome: 'refused', code });
  });

  test('wrong credentials', async () => {
    const stranger = adapterAt(sandbox.url, { authToken: 'wrong' });
    expect(await stranger.send(outbound())).toMatchObject({
      outcome: 'refused',
      code: '20003',
      message: 'Authenticate',
    });
    expect(await stranger.find(outbound(), new Date().toISOString(), [])).toMatchObject({ outcome: 'unknown' });
  });

  test.each(['21610', '20429', '30007'])('the carrier refuses with %s', async (code) => {
    await sandbox.ask('/sandbox/behaviours', { channel: 'sms', to: '14155550103', outcome: code, times: 1 });
    expect(await adapter.send(outbound({ to: '+14155550103' }))).toMatchObject({ outcome: 'refused', code });
  });

  test('HTTP 429 without a code says when to come back', async () => {
    const provider = await wire((socket) => socket.end(http('429 Too Many Requests', '', 'retry-after: 3\r\n')));
    expect(await adapterAt(provider.url).send(outbound())).toMatchObject({
      outcome: 'refused',
      code: 'http_429',
      retryAfterMs: 3_000,
    });
    await provider.close();
  });

  test('a template is not for SMS', async () => {
    const result = await adapter.send(
      outbound({ content: { kind: 'template', name: 'a', language: 'en', bodyParameters: [], buttonParameters: [] } }),
    );
    expect(result).toMatchObject({ outcome: 'refused', code: 'template_on_sms' });
  });
});

describe('when the outcome is open', () => {
  test('a provider that nobody reaches has taken nothing', async () => {
    const nobody = adapterAt(await deadUrl());
    expect(await nobody.send(outbound())).toMatchObject({ outcome: 'refused', code: 'unreachable' });
    expect(await nobody.find(outbound(), new Date().toISOString(), [])).toMatchObject({ outcome: 'unknown' });
  });

  test.each<[string, (socket: Socket) => void]>([
    ['a connection that breaks after the request', (socket) => socket.destroy()],
    ['an answer that can not be read', (socket) => socket.end(http('201 Created', '<html>'))],
    ['an answer without an id', (socket) => socket.end(http('201 Created', '{}'))],
    ['a gateway that gave up', (socket) => socket.end(http('504 Gateway Timeout', '<html>'))],
    ['an error inside of Twilio', (socket) => socket.end(http('500 Error', '{"code":20500,"message":"Oops"}'))],
    ['no answer in time', () => undefined],
    ['half an answer', (socket) => socket.write('HTTP/1.1 201 Created\r\ncontent-length: 100\r\n\r\n{"sid":')],
  ])('%s', async (_name, answer) => {
    const provider = await wire(answer);
    const result = await adapterAt(provider.url, { timeoutMs: 300 }).send(outbound());
    expect(result.outcome).toBe('unknown');
    await provider.close();
  });

  test('a message taken without an answer is found, and its receipts come all the same', async () => {
    const message = outbound({ attemptId: 'lost-answer', to: '+14155550104' });
    const since = new Date().toISOString();
    await sandbox.ask('/sandbox/behaviours', { channel: 'sms', to: message.to, outcome: 'timeout-after-accept' });

    expect(await adapterAt(sandbox.url, { timeoutMs: 300 }).send(message)).toMatchObject({ outcome: 'unknown' });

    const [logged] = await sentTo('14155550104');
    expect(await adapter.find(message, since, [])).toEqual({ outcome: 'accepted', providerMessageId: logged?.id });
    await receiver.next((webhook) => (webhook.path.endsWith('/lost-answer') ? webhook : undefined));
  });
});

describe('looking a message up', () => {
  const message = outbound({ to: '+14155550105', content: { kind: 'text', text: 'The third of four.' } });

  test('what was never sent is absent; what was sent is found', async () => {
    const since = new Date().toISOString();
    expect(await adapter.find(message, since, [])).toEqual({ outcome: 'absent' });
    await adapter.send({ ...message, content: { kind: 'text', text: 'The third of five.' } });
    await adapter.send({ ...message, to: '+14155550106' });
    await adapter.send({ ...message, from: '+12025550177' });
    expect(await adapter.find(message, since, [])).toEqual({ outcome: 'absent' });
    const sent = await adapter.send(message);
    expect(await adapter.find(message, since, [])).toEqual(sent);
  });

  test('the same words sent long before the attempt are another message', async () => {
    await adapter.send(message);
    const later = new Date(Date.now() + 60_000).toISOString();
    expect(await adapter.find(message, later, [])).toEqual({ outcome: 'absent' });
  });

  test("a consumer's own words are not the brand's", async () => {
    const echo = { ...message, to: SMS_NUMBER, from: '+14155550105' };
    await sandbox.ask('/sandbox/replies', {
      channel: 'sms',
      from: echo.from,
      to: echo.to,
      text: 'The third of four.',
    });
    expect(await adapter.find(echo, new Date().toISOString(), [])).toEqual({ outcome: 'absent' });
  });

  test("a trial account's messages are found, whatever Twilio puts before them", async () => {
    const trial = { ...message, to: '+14155550107' };
    await sandbox.ask('/sandbox/behaviours', { channel: 'sms', to: trial.to, outcome: 'trial' });
    const sent = await adapter.send(trial);
    expect((await sentTo(trial.to))[0]?.text).toBe('Sent from your Twilio trial account - The third of four.');
    expect(await adapter.find(trial, new Date().toISOString(), [])).toEqual(sent);
  });

  test('a message is found behind hundreds of others to the same number, page by page', async () => {
    const busy = { ...message, to: '+14155550108' };
    const since = new Date().toISOString();
    const sent = await adapter.send(busy);
    for (let others = 0; others < 410; others++) {
      await adapter.send({ ...busy, content: { kind: 'text', text: `Another, number ${others}.` } });
    }
    expect(await adapter.find(busy, since, [])).toEqual(sent);
    expect(await adapter.find({ ...busy, content: { kind: 'text', text: 'Never sent.' } }, since, [])).toEqual({
      outcome: 'absent',
    });
  });

  test('of two with the same text the one that is held is not taken', async () => {
    const twice = { ...message, to: '+14155550109' };
    const since = new Date().toISOString();
    const first = await adapter.send(twice);
    const held = first.outcome === 'accepted' ? [first.providerMessageId] : [];
    expect(await adapter.find(twice, since, held)).toEqual({ outcome: 'absent' });
    const second = await adapter.send(twice);
    expect(await adapter.find(twice, since, held)).toEqual(second);
  });

  test('with another call open, one message is nobody’s for sure, and two are both', async () => {
    const rival = { ...message, to: '+14155550110' };
    const since = new Date().toISOString();
    expect(await adapter.find(rival, since, [], 1)).toEqual({ outcome: 'absent' });
    await adapter.send(rival);
    expect(await adapter.find(rival, since, [], 1)).toMatchObject({ outcome: 'unknown' });
    await adapter.send(rival);
    expect(await adapter.find(rival, since, [], 1)).toMatchObject({ outcome: 'accepted' });
  });

  /** Twilio's list as bytes: what the sandbox does not make. */
  async function listing(body: string, { ageMs = 0, clockMs = 0 } = {}) {
    const at = new Date(Date.now() + clockMs);
    const created = new Date(at.getTime() - ageMs).toUTCString().replace('GMT', '+0000');
    const listed = { sid: 'SM1', body, direction: 'outbound-api', status: 'sent', date_created: created };
    const answer = JSON.stringify({ messages: [listed], page: 0, page_size: 200, next_page_uri: null });
    const provider = await wire((socket) => socket.end(http('200 OK', answer, `date: ${at.toUTCString()}\r\n`)));
    const found = await adapterAt(provider.url).find(message, new Date().toISOString(), []);
    await provider.close();
    return found.outcome;
  }

  const TEXT = 'The third of four.';

  test.each([
    ['the text with other blanks', ' The third  of four.\n', 'accepted'],
    ['another text', 'The third of five.', 'absent'],
    ['a text that goes on', 'The third of four. And more.', 'absent'],
    ['something unknown before the text', 'Acme: The third of four.', 'unknown'],
    ['no text, which is kept from everyone by redaction', '', 'unknown'],
  ])('%s: %s', async (_name, body, outcome) => {
    expect(await listing(body)).toBe(outcome);
  });

  test.each([
    ['a clock ten minutes ahead', { clockMs: 600_000 }, 'accepted'],
    ['a clock ten minutes behind', { clockMs: -600_000 }, 'accepted'],
    [
      'a clock ten minutes ahead, and a message that is older than the call',
      { clockMs: 600_000, ageMs: 60_000 },
      'absent',
    ],
  ])('%s does not mislead it', async (_name, clock, outcome) => {
    expect(await listing(TEXT, clock)).toBe(outcome);
  });
});
