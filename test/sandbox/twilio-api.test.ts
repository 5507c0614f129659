import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TwilioTransport } from '../../channels/twilio-transport.ts';
import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  SMS_NUMBER,
  type Sandbox,
  sandboxConfig,
  startSandbox,
  temporaryFolder,
} from './harness.ts';

let sandbox: Sandbox;
let client: twilio.Twilio;
let removeFolder: () => Promise<void>;

beforeAll(async () => {
  const { folder, remove } = await temporaryFolder();
  removeFolder = remove;
  sandbox = await startSandbox(sandboxConfig(folder, 'http://127.0.0.1:9'));
  client = twilio(ACCOUNT_SID, AUTH_TOKEN, { httpClient: new TwilioTransport(sandbox.url, 5_000) });
});

afterAll(async () => {
  await sandbox.close();
  await removeFolder();
});

describe("Twilio's library", () => {
  test('creates and fetches a message', async () => {
    const created = await client.messages.create({
      to: '(415) 555-0301'.replace('(', '+1 ('),
      from: SMS_NUMBER,
      body: 'Hi',
    });
    expect(created).toMatchObject({ status: 'queued', to: '+14155550301', from: SMS_NUMBER, errorCode: null });
    const fetched = await client.messages(created.sid).fetch();
    expect(fetched).toMatchObject({ sid: created.sid, body: 'Hi', direction: 'outbound-api', numSegments: '1' });
    expect(Math.abs(fetched.dateCreated.getTime() - Date.now())).toBeLessThan(10_000);
    await expect(client.messages('SM0').fetch()).rejects.toMatchObject({ code: '20404' });
  });

  test('counts the segments of what is not in the GSM alphabet by their shorter length', async () => {
    const plain = await client.messages.create({ to: '+14155550302', from: SMS_NUMBER, body: 'x'.repeat(161) });
    const emoji = await client.messages.create({ to: '+14155550302', from: SMS_NUMBER, body: `${'x'.repeat(69)}☕` });
    const long = await client.messages.create({ to: '+14155550302', from: SMS_NUMBER, body: `${'x'.repeat(70)}☕` });
    expect([plain.numSegments, emoji.numSegments, long.numSegments]).toEqual(['2', '1', '2']);
  });

  test('lists by receiver, sender and date, newest first, page by page', async () => {
    const to = '+14155550303';
    for (const body of ['one', 'two', 'three']) await client.messages.create({ to, from: SMS_NUMBER, body });
    await client.messages.create({ to, from: '+12025550199', body: 'from another' });
    const bodies = async (more: object) => (await client.messages.list({ to, ...more })).map((each) => each.body);

    expect(await bodies({})).toEqual(['from another', 'three', 'two', 'one']);
    expect(await bodies({ from: SMS_NUMBER })).toEqual(['three', 'two', 'one']);
    expect(await bodies({ pageSize: 1, limit: 3 })).toEqual(['from another', 'three', 'two']);
    const hour = 3_600_000;
    expect(await bodies({ dateSentAfter: new Date(Date.now() - hour) })).toHaveLength(4);
    expect(await bodies({ dateSentAfter: new Date(Date.now() + hour) })).toEqual([]);
    expect(await bodies({ dateSentBefore: new Date(Date.now() - hour) })).toEqual([]);
    expect(await bodies({ dateSent: new Date() })).toHaveLength(4);
  });

  test("shows a consumer's message as inbound", async () => {
    await sandbox.ask('/sandbox/replies', { channel: 'sms', from: '+14155550305', to: SMS_NUMBER, text: 'Hello' });
    expect(await client.messages.list({ from: '+14155550305' })).toMatchObject([
      { direction: 'inbound', status: 'received', body: 'Hello', to: SMS_NUMBER },
    ]);
  });

  test('is not served under the account of another', async () => {
    const stranger = twilio('AC9', AUTH_TOKEN, { httpClient: new TwilioTransport(sandbox.url, 5_000) });
    await expect(stranger.messages.list()).rejects.toMatchObject({ code: '20003' });
  });
});
