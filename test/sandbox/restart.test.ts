import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTwilioAdapter } from '../../channels/twilio.ts';
import { outbound } from '../channels/support.ts';
import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  Receiver,
  type Sandbox,
  createTemplate,
  sandboxConfig,
  startSandbox,
  temporaryFolder,
} from './harness.ts';

let folder: string;
let removeFolder: () => Promise<void>;
let receiver: Receiver;

beforeEach(async () => {
  ({ folder, remove: removeFolder } = await temporaryFolder());
  receiver = new Receiver();
  await receiver.start();
});

afterEach(async () => {
  await receiver.close();
  await removeFolder();
});

async function send(sandbox: Sandbox, to: string, attemptId = 'attempt-1'): Promise<void> {
  const adapter = createTwilioAdapter({
    baseUrl: sandbox.url,
    lookupsBaseUrl: sandbox.url,
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    publicUrl: receiver.url,
    timeoutMs: 5_000,
  });
  expect(await adapter.send(outbound({ to, attemptId }))).toMatchObject({ outcome: 'accepted' });
}

async function messages(sandbox: Sandbox): Promise<unknown> {
  return (await sandbox.ask('/sandbox/messages')).body;
}

function delivered(attempt: string) {
  return receiver.next((webhook) =>
    webhook.path.endsWith(`/${attempt}`) && webhook.form.MessageStatus === 'delivered' ? true : undefined,
  );
}

describe('after a restart', () => {
  test('the phones show what they showed, and templates are still approved', async () => {
    const first = await startSandbox(sandboxConfig(folder, receiver.url));
    await createTemplate(first);
    await send(first, '+14155550501');
    await delivered('attempt-1');
    await first.ask('/sandbox/replies', { channel: 'sms', from: '14155550501', to: '12025550100', text: 'Thanks' });
    const before = await first.ask('/sandbox/phones');
    await first.close();

    const second = await startSandbox(sandboxConfig(folder, receiver.url));
    expect(await second.ask('/sandbox/phones')).toEqual(before);
    expect(await messages(second)).toMatchObject([{ to: '+14155550501', status: 'delivered' }]);
    expect((await second.ask('/sandbox/templates')).body).toMatchObject([{ name: 'order_update', status: 'APPROVED' }]);
    await second.close();
  });

  test('receipts that were still to come come', async () => {
    const first = await startSandbox(sandboxConfig(folder, receiver.url), { stepMs: 3_600_000 });
    await send(first, '+14155550502', 'unfinished');
    await first.close();
    expect(receiver.received).toEqual([]);

    const second = await startSandbox(sandboxConfig(folder, receiver.url));
    await delivered('unfinished');
    await second.close();
  });

  test('a reply that had not reached the API reaches it', async () => {
    receiver.statusCode = 503;
    const first = await startSandbox(sandboxConfig(folder, receiver.url), { outbox: { firstDelayMs: 3_600_000 } });
    await first.ask('/sandbox/replies', { channel: 'sms', from: '14155550503', to: '12025550100', text: 'Anyone?' });
    await first.close();
    receiver.statusCode = 200;
    receiver.received.length = 0;

    const second = await startSandbox(sandboxConfig(folder, receiver.url));
    await receiver.next((webhook) => (webhook.form.Body === 'Anyone?' ? true : undefined));
    await second.close();
  });

  test('a last line cut short costs that line alone', async () => {
    const path = join(folder, 'log.jsonl');
    const first = await startSandbox(sandboxConfig(folder, receiver.url));
    await send(first, '+14155550504');
    await delivered('attempt-1');
    await first.close();
    await appendFile(path, '{"message":{"id":"SM');

    const second = await startSandbox(sandboxConfig(folder, receiver.url));
    await send(second, '+14155550505', 'attempt-2');
    await delivered('attempt-2');
    await second.close();

    const third = await startSandbox(sandboxConfig(folder, receiver.url));
    expect(await messages(third)).toMatchObject([{ to: '+14155550504' }, { to: '+14155550505' }]);
    await third.close();
  });
});

test('a folder that is none is said so before anything listens', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  await expect(startSandbox(sandboxConfig(join(file, 'data'), receiver.url))).rejects.toThrow('ENOTDIR');
});

test('only the newest messages are kept in memory', async () => {
  const sandbox = await startSandbox(sandboxConfig(folder, receiver.url), { maxMessages: 2 });
  for (const to of ['+14155550506', '+14155550507', '+14155550508']) await send(sandbox, to);
  expect(await messages(sandbox)).toMatchObject([{ to: '+14155550507' }, { to: '+14155550508' }]);
  expect((await sandbox.ask('/sandbox/phones')).body).toMatchObject({ total: 2 });
  await sandbox.close();
  expect((await readFile(join(folder, 'log.jsonl'), 'utf8')).split('"message":').length).toBe(4);
});

test('closing while an answer is held back does not wait for it', async () => {
  const sandbox = await startSandbox(sandboxConfig(folder, receiver.url));
  await sandbox.ask('/sandbox/behaviours', { channel: 'sms', to: '14155550509', outcome: 'timeout-after-accept' });
  const adapter = createTwilioAdapter({
    baseUrl: sandbox.url,
    lookupsBaseUrl: sandbox.url,
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    publicUrl: receiver.url,
    timeoutMs: 60_000,
  });
  const sending = adapter.send(outbound({ to: '+14155550509', attemptId: 'held' }));
  await delivered('held');
  await sandbox.close();
  expect(await sending).toMatchObject({ outcome: 'unknown' });
});
