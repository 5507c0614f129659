import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TwilioTransport } from '../../channels/twilio-transport.ts';
import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  Receiver,
  SMS_NUMBER,
  type Sandbox,
  sandboxConfig,
  startSandbox,
  temporaryFolder,
} from './harness.ts';

const api = new Receiver();
let sandbox: Sandbox;
let client: twilio.Twilio;
let removeFolder: () => Promise<void>;

beforeAll(async () => {
  const { folder, remove } = await temporaryFolder();
  removeFolder = remove;
  await api.start();
  sandbox = await startSandbox(sandboxConfig(folder, api.url));
  client = twilio(ACCOUNT_SID, AUTH_TOKEN, { httpClient: new TwilioTransport(sandbox.url, 5_000) });
});

afterAll(async () => {
  await sandbox.close();
  await api.close();
  await removeFolder();
});

describe("Twilio's own handling of keywords", () => {
  const handle = (handling: string) => sandbox.ask('/sandbox/opt-out-handling', { handling });
  const say = async (from: string, text: string) => {
    await sandbox.ask('/sandbox/replies', { channel: 'sms', from, to: SMS_NUMBER, text });
    return api.next(({ form }) => (form.From === from && form.Body === text ? form : undefined));
  };
  const answersTo = async (to: string) =>
    (await client.messages.list({ to })).filter(({ direction }) => direction === 'outbound-reply');
  afterAll(() => handle('off'));

  test('being off, it does nothing', async () => {
    const message = { to: '+14155550306', from: SMS_NUMBER, body: 'Hi' };
    expect(await say(message.to, 'STOP')).not.toHaveProperty('OptOutType');
    await client.messages.create(message);
    expect(await answersTo(message.to)).toEqual([]);
  });

  test.each([
    ['default', '+14155550304', undefined],
    ['advanced', '+14155550307', 'STOP'],
  ])('being %s, it answers STOP once, and refuses this sender until START', async (handling, to, told) => {
    await handle(handling);
    const message = { to, from: SMS_NUMBER, body: 'Hi' };
    expect((await say(to, ' Stop ')).OptOutType).toBe(told);
    await expect(client.messages.create(message)).rejects.toMatchObject({ code: '21610' });
    await client.messages.create({ ...message, from: '+12025550198' });
    await say(to, 'STOP');
    await say(to, 'HELP');
    expect(await answersTo(to)).toHaveLength(1);
    await say(to, 'start');
    await client.messages.create(message);
    await say(to, 'info');
    expect(await answersTo(to)).toHaveLength(3);
  });

  test('takes whole words alone', async () => {
    await handle('advanced');
    expect(await say('+14155550308', 'Please stop')).not.toHaveProperty('OptOutType');
    await client.messages.create({ to: '+14155550308', from: SMS_NUMBER, body: 'Hi' });
  });

  test('is one of three', async () => {
    expect((await handle('on')).status).toBe(400);
  });
});
