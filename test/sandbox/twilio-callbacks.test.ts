import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Receiver, type Sandbox, sandboxConfig, sendSms, startSandbox, temporaryFolder } from './harness.ts';

const LATE_MS = 300;

const receiver = new Receiver();
let sandbox: Sandbox;
let removeFolder: () => Promise<void>;

beforeAll(async () => {
  const { folder, remove } = await temporaryFolder();
  removeFolder = remove;
  await receiver.start();
  sandbox = await startSandbox(sandboxConfig(folder, receiver.url), { lateMs: LATE_MS });
});

afterAll(async () => {
  await sandbox.close();
  await receiver.close();
  await removeFolder();
});

const behave = (to: string, outcome: string) => sandbox.ask('/sandbox/behaviours', { channel: 'sms', to, outcome });
const send = (to: string) => sendSms(sandbox, to, 'Hello', `${receiver.url}/webhooks/twilio/status/${to}`);
const told = (to: string) =>
  receiver.received.filter(({ form }) => form.To === to).map(({ form }) => form.MessageStatus);

async function statusOf(to: string): Promise<string | undefined> {
  const { body } = await sandbox.ask(`/sandbox/messages?to=${to.slice(1)}`);
  return (body as { status: string }[]).at(-1)?.status;
}

describe('status callbacks', () => {
  test.each([
    ['doubled', '+14155550501', ['sent', 'sent', 'delivered', 'delivered']],
    ['shuffled', '+14155550502', ['delivered', 'sent']],
    ['late', '+14155550503', ['sent', 'delivered']],
    ['failed:30003+doubled', '+14155550508', ['sent', 'sent', 'undelivered', 'undelivered']],
    ['failed:30003+shuffled', '+14155550509', ['undelivered', 'sent']],
    ['timeout-after-accept+doubled', '+14155550510', ['sent', 'sent', 'delivered', 'delivered']],
  ])('come %s where that is asked for', async (outcome, to, expected) => {
    await behave(to, outcome);
    const startedMs = Date.now();
    // Of an answer that never comes nobody waits for the end.
    const sent = send(to).catch(() => undefined);
    if (!outcome.startsWith('timeout')) await sent;
    await expect.poll(() => told(to)).toEqual(expected);
    if (outcome === 'late') expect(Date.now() - startedMs).toBeGreaterThanOrEqual(2 * LATE_MS);
  });
});

describe('a phone that is off', () => {
  test('gets its messages once it is on, and only then are they delivered', async () => {
    const to = '+14155550504';
    await behave(to, 'phone-off');
    await send(to);
    await expect.poll(() => told(to)).toEqual(['sent']);
    expect(await statusOf(to)).toBe('sent');
    await behave(to, 'ok');
    await expect.poll(() => told(to)).toEqual(['sent', 'delivered']);
    await send(to);
    await expect.poll(() => statusOf(to)).toBe('delivered');
  });

  test('is one number’s, unless all are meant', async () => {
    const [one, other] = ['+14155550505', '+14155550506'];
    await behave('*', 'phone-off');
    for (const to of [one, other]) await send(to);
    await expect.poll(() => statusOf(other)).toBe('sent');
    await behave('*', 'ok');
    for (const to of [one, other]) await expect.poll(() => statusOf(to)).toBe('delivered');
  });
});

test.each(['doubled+shuffled', '30003+doubled', 'ok+doubled', 'no-receipt+late', 'failed:30003+twice'])(
  '%s is no outcome',
  async (outcome) => {
    const { status, body } = await behave('+14155550511', outcome);
    expect(status).toBe(400);
    expect(body).toMatchObject({ field: 'outcome' });
  },
);

test('what a Lookup is to say must be one of its words', async () => {
  const { status, body } = await sandbox.ask('/sandbox/line-types', { number: '+14155550507', type: 'mobil' });
  expect(status).toBe(400);
  expect(body).toMatchObject({ field: 'type', message: expect.stringContaining('mobile, landline') as string });
});
