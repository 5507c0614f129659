/** Our adapter against `emulate`, which plays Twilio and was written by others. */
import { createEmulator, type Emulator } from 'emulate';
import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChannelAdapter } from '../../channels/port.ts';
import { createTwilioAdapter } from '../../channels/twilio.ts';
import { freePort } from '../../dev/ports.ts';
import { isTwilioSignature, parseTwilioInbound, parseTwilioStatus } from '../../domain/webhooks/twilio.ts';
import { Receiver, type Received } from '../sandbox/harness.ts';
import { outbound } from './support.ts';

const ACCOUNT_SID = 'AC00000000000000000000000000000007';
const AUTH_TOKEN = 'emulated-token';
const SMS_NUMBER = '+12025550100';

const receiver = new Receiver();
let emulator: Emulator;
let adapter: ChannelAdapter;

beforeAll(async () => {
  await receiver.start();
  emulator = await createEmulator({
    service: 'twilio',
    port: await freePort(),
    seed: {
      twilio: {
        account: { sid: ACCOUNT_SID, auth_token: AUTH_TOKEN },
        phone_numbers: [{ phone_number: SMS_NUMBER, sms_url: `${receiver.url}/webhooks/twilio/inbound` }],
      },
    },
  });
  const { url: baseUrl } = emulator;
  adapter = createTwilioAdapter({
    baseUrl,
    lookupsBaseUrl: baseUrl,
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    publicUrl: receiver.url,
    timeoutMs: 5_000,
  });
});

afterAll(async () => {
  await emulator.close();
  await receiver.close();
});

async function simulate(what: string, form: Record<string, string>): Promise<void> {
  const response = await fetch(`${emulator.url}/_twilio/simulate/${what}`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}` },
    body: new URLSearchParams(form),
  });
  expect(response.ok).toBe(true);
}

function isSigned({ headers, path, form }: Received): boolean {
  return isTwilioSignature(AUTH_TOKEN, String(headers['x-twilio-signature']), receiver.url + path, form);
}

const from = { from: SMS_NUMBER };

describe('emulate', () => {
  test('takes a message, and its receipts come back to the attempt, signed as we check it', async () => {
    const sent = await adapter.send(outbound({ ...from, attemptId: 'attempt-7', to: '+14155550171' }));
    if (sent.outcome !== 'accepted') throw new Error(JSON.stringify(sent));
    for (const status of ['sent', 'delivered']) {
      await simulate('message-status', { MessageSid: sent.providerMessageId, Status: status });
      const told = await receiver.next((each) => (each.form.MessageStatus === status ? each : undefined));
      expect(told.path).toBe('/webhooks/twilio/status/attempt-7');
      expect(isSigned(told)).toBe(true);
      expect(parseTwilioStatus(told.form)).toEqual({
        providerMessageId: sent.providerMessageId,
        status,
        errorCode: undefined,
        to: '+14155550171',
        from: SMS_NUMBER,
      });
    }
  });

  test('is asked for a message whose answer was lost, over several pages', async () => {
    const lost = outbound({ ...from, to: '+14155550172' });
    const since = new Date().toISOString();
    expect(await adapter.find(lost, since, [])).toEqual({ outcome: 'absent' });
    const sent = await adapter.send(lost);
    for (let others = 0; others < 210; others++) {
      await adapter.send({ ...lost, content: { kind: 'text', text: `Another, number ${others}.` } });
    }
    expect(await adapter.find(lost, since, [])).toEqual(sent);
    expect(await adapter.find(lost, since, sent.outcome === 'accepted' ? [sent.providerMessageId] : [])).toEqual({
      outcome: 'absent',
    });
  });

  test('refuses what Twilio refuses, with its code', async () => {
    const stranger = createTwilioAdapter({
      baseUrl: emulator.url,
      lookupsBaseUrl: emulator.url,
      accountSid: ACCOUNT_SID,
      authToken: 'wrong',
      publicUrl: receiver.url,
      timeoutMs: 5_000,
    });
    expect(await stranger.send(outbound(from))).toMatchObject({ outcome: 'refused', code: '20003' });
    expect(await adapter.send(outbound({ ...from, to: 'nobody' }))).toMatchObject({ outcome: 'refused' });
  });

  test("brings a consumer's message, signed as we check it", async () => {
    await simulate('inbound-message', { From: '+14155550173', To: SMS_NUMBER, Body: 'Grüße & STOP' });
    const told = await receiver.next((each) => (each.path === '/webhooks/twilio/inbound' ? each : undefined));
    expect(isSigned(told)).toBe(true);
    const url = `${receiver.url}${told.path}`;
    expect(twilio.validateRequest(AUTH_TOKEN, String(told.headers['x-twilio-signature']), url, told.form)).toBe(true);
    expect(parseTwilioInbound(told.form)).toMatchObject({
      from: '+14155550173',
      to: SMS_NUMBER,
      text: 'Grüße & STOP',
      mediaCount: 0,
    });
  });

  test('has no Lookup: a number is then of no known type', async () => {
    expect(await adapter.lineType?.('+14155550174')).toMatchObject({ outcome: 'unknown' });
  });
});
