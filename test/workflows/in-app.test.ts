import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { createTimeSkippingEnvironment } from '../support/servers.ts';
import { startStack, type Stack } from '../support/stack.ts';

let env: TestWorkflowEnvironment;
let stack: Stack;

beforeAll(async () => {
  env = await createTimeSkippingEnvironment();
  stack = await startStack({
    client: env.client,
    connection: env.nativeConnection,
    namespace: env.namespace ?? 'default',
    now: () => env.currentTimeMs(),
  });
});
afterAll(async () => {
  await stack.stop();
  await env.teardown();
});

const base = () => `${stack.url}/inapp/v1/${DEMO.accountId}/${DEMO.app}`;

/** A user's device, signed in. */
async function device(userId: string) {
  // Sets the API's clock, too.
  await stack.call('GET', '/apps');
  const token = await new SignJWT({ sub: userId, aud: DEMO.app })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(Math.floor((await env.currentTimeMs()) / 1000) + 3600)
    .sign(new TextEncoder().encode(DEMO.appSecret));
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${base()}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as { id: string; messages: { id: string; text: string }[] };
  };
  await call('POST', '/register');
  const aborted = new AbortController();
  const stream = await fetch(`${base()}/stream?token=${token}`, { signal: aborted.signal });
  let streamed = '';
  const reading = stream.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeTo(new WritableStream({ write: (chunk) => void (streamed += chunk) }))
    .catch(() => undefined);
  return {
    call,
    say: (text: string) => call('POST', '/messages', { id: randomUUID(), text }),
    /** The messages that the stream has brought. */
    messages: () =>
      [...streamed.matchAll(/event: message\ndata: (.*)\n/g)].map(
        (match) => JSON.parse(match[1] ?? '') as { id: string; text: string; from: string },
      ),
    leave: async () => {
      aborted.abort();
      await reading;
    },
  };
}

const launchTo = (inapp: string | number, more: object = {}) =>
  stack.launch({ consumerContent: { inapp }, ...more }, { templateId: DEMO.inAppHandoff });

const expectState = (id: string) => expect.poll(async () => (await stack.recipient(id)).state);

describe('a campaign over In-App', () => {
  it('reaches the stream; delivered and read come back; a reply goes to the campaign’s skill, with its context', async () => {
    const phone = await device('grace');
    const context = [{ type: 'ctmrinfo', info: { customerId: '7' } }];
    const { campaignId, recipientId } = await launchTo('grace', { sdes: context });
    await expect
      .poll(phone.messages)
      .toMatchObject([{ from: 'brand', text: expect.stringContaining('Hi Ann, your order 4711') as string }]);
    await expectState(recipientId).toBe('SENT');
    const [attempt] = await stack.attempts(recipientId);
    expect(attempt).toMatchObject({ channel: 'inapp', from_address: DEMO.app, to_address: 'grace', state: 'ACCEPTED' });
    expect(phone.messages()[0]?.id).toBe(attempt?.id);

    await phone.call('POST', `/messages/${attempt?.id ?? ''}/delivered`);
    await expectState(recipientId).toBe('DELIVERED');
    await phone.call('POST', `/messages/${attempt?.id ?? ''}/read`);
    await expectState(recipientId).toBe('READ');

    await phone.say('Where is it?');
    const path = `/conversations?campaignId=${campaignId}`;
    await expect
      .poll(() => stack.call('GET', path))
      .toMatchObject({
        conversations: [{ channel: 'inapp', consumer: 'grace', skill: 'sales', route: 'campaign', context }],
      });
    await phone.leave();
  });

  it('waits in the inbox of a demo user whose app was never open', async () => {
    const { recipientId } = await launchTo(DEMO.appUser);
    await expectState(recipientId).toBe('SENT');
    const phone = await device(DEMO.appUser);
    expect((await phone.call('GET', '/messages')).messages.map(({ text }) => text)).toEqual([
      'Hi Ann, your order 4711 is on its way. Any question? Just answer.',
    ]);
    await phone.leave();
  });

  it('fails for a user who is not registered, as a failed workflow with the code', async () => {
    const { campaignId, recipientId, workflow } = await launchTo('stranger');
    await expectState(recipientId).toBe('FAILED');
    expect(await stack.recipient(recipientId)).toMatchObject({ error_source: 'proactive', error_code: '28' });
    await expect(workflow.result()).rejects.toMatchObject({ cause: { type: 'proactive_28' } });
    expect(await stack.call('GET', `/campaign/${campaignId}/conversations`)).toMatchObject({
      campaignStatus: 'FINISHED',
      conversations: [{ status: 'FAILED', errorMessage: expect.stringMatching(/^proactive_28: /) as string }],
    });
  });

  it('a STOP in the app opts out of the next one', async () => {
    const phone = await device('stan');
    const first = await launchTo('stan');
    await expect.poll(() => phone.messages().length).toBe(1);
    await phone.say('Stop');
    const next = await launchTo('stan');
    await expectState(next.recipientId).toBe('SKIPPED');
    await expectState(first.recipientId).toBe('SENT');
    expect(phone.messages().map(({ from }) => from)).toEqual(['brand', 'user']);
    await phone.leave();
  });

  it('is sent once when the activity is run twice, and a lost answer is looked up', async () => {
    const phone = await device('twice');
    const { recipientId } = await launchTo('twice');
    await expectState(recipientId).toBe('SENT');
    await stack.activities.sendInApp({ recipientId });
    const [attempt] = await stack.attempts(recipientId);
    // What a worker leaves that died before it heard the answer.
    await stack.db
      .updateTable('attempt')
      .set({ state: 'CALLING' })
      .where('id', '=', attempt?.id ?? '')
      .execute();
    await stack.db
      .updateTable('recipient')
      .set({ state: 'SENDING', sent_at: null })
      .where('id', '=', recipientId)
      .execute();
    expect(await stack.activities.sendInApp({ recipientId })).toMatchObject({ kind: 'stop', state: 'SENT' });
    expect(await stack.attempts(recipientId)).toHaveLength(1);
    expect((await phone.call('GET', '/messages')).messages).toHaveLength(1);
    await phone.leave();
  });
});
