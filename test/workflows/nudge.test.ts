import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { insertOptOut } from '../../db/opt-outs.ts';
import { DEMO } from '../../dev/seed.ts';
import { NUDGE_AFTER_MS } from '../../domain/nudge.ts';
import { nudgeWorkflowId } from '../../domain/workflow-ids.ts';
import { createTimeSkippingEnvironment } from '../support/servers.ts';
import { record } from '../support/history.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { travel } from '../support/travel.ts';

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
  const { fcm, apns } = await stack.sandbox.pushCredentials();
  await stack.call('PATCH', `/apps/${DEMO.app}/push`, { fcm, apns });
});
afterAll(async () => {
  await stack.stop();
  await env.teardown();
});

type Nudge = {
  state: string;
  reason: string | null;
  devices: { platform: string; state: string; reason: string | null; tries: number }[];
};

/** A user with the app on a phone, which is in their pocket. */
async function user(userId: string, ...platforms: ('fcm' | 'apns')[]) {
  await stack.tick();
  const token = await new SignJWT({ sub: userId, aud: DEMO.app })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(Math.floor((await env.currentTimeMs()) / 1000) + 3600)
    .sign(new TextEncoder().encode(DEMO.appSecret));
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${stack.url}/inapp/v1/${DEMO.accountId}/${DEMO.app}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response.status === 204 ? null : ((await response.json()) as { id: string });
  };
  await call('POST', '/register');
  const tokens = {
    fcm: `${userId}-0123456789abcdef:APA91b`,
    apns: Buffer.from(userId.padEnd(32, '.')).toString('hex'),
  };
  for (const platform of platforms) await call('PUT', '/devices', { platform, token: tokens[platform] });
  return {
    call,
    tokens,
    pushes: async () => [...(await stack.sandbox.pushes(tokens.fcm)), ...(await stack.sandbox.pushes(tokens.apns))],
  };
}

/** Sends a message to the user and returns when it is in the inbox, before anybody is nudged. */
async function send(userId: string, more: object = {}) {
  const { campaignId, recipientId } = await stack.launch(
    { consumerContent: { inapp: userId } },
    { templateId: DEMO.inAppHandoff, ...more },
  );
  await expect.poll(async () => (await stack.recipient(recipientId)).state).toBe('SENT');
  const [attempt] = await stack.attempts(recipientId);
  const messageId = attempt?.id ?? '';
  const nudge = async () =>
    ((await stack.call('GET', `/campaign/${campaignId}/recipients/${recipientId}`)) as { nudge: Nudge | null }).nudge;
  /** Sees the nudge to its end, which comes within the time. */
  const over = async (withinMs = NUDGE_AFTER_MS) => {
    // Its start is an outbox message, delivered after the message was sent.
    const handle = env.client.workflow.getHandle(nudgeWorkflowId(DEMO.accountId, messageId));
    await vi.waitFor(() => handle.describe(), { timeout: 5_000 });
    await travel(env, withinMs + 500, stack.isBusy);
    return handle.result() as Promise<{ state: string; reason: string | null }>;
  };
  return { campaignId, recipientId, messageId, nudge, over };
}

describe('a message that waits in the inbox', () => {
  it('is told to every device of the user, once, with the message’s id to collapse by', async () => {
    const grace = await user('grace', 'fcm', 'apns');
    const { messageId, nudge, over, recipientId } = await send('grace');
    expect(await nudge()).toMatchObject({ state: 'WAITING', devices: [] });
    expect(await over()).toEqual({ state: 'PUSHED', reason: null });
    const told = {
      title: 'Daybreak demo',
      text: 'Hi Ann, your order 4711 is on its way. Any question? Just answer.',
      data: { messageId, app: DEMO.app },
      collapseId: messageId,
    };
    expect(await grace.pushes()).toMatchObject([
      { platform: 'fcm', ...told },
      { platform: 'apns', ...told },
    ]);
    await record('nudge', env.client.workflow.getHandle(nudgeWorkflowId(DEMO.accountId, messageId)));
    await stack.activities.pushNudge({ messageId });
    expect(await grace.pushes()).toHaveLength(2);
    expect(await nudge()).toMatchObject({
      state: 'PUSHED',
      reason: null,
      devices: [
        { platform: 'apns', state: 'PUSHED', tries: 1 },
        { platform: 'fcm', state: 'PUSHED', tries: 1 },
      ],
    });
    // A nudge is no delivery.
    expect(await stack.recipient(recipientId)).toMatchObject({ state: 'SENT', delivered_at: null });
  });

  it('is told in the brand’s own words where it says so', async () => {
    const lock = await user('lock', 'fcm');
    await stack.call('PATCH', `/apps/${DEMO.app}/push`, { title: 'Shop', text: 'You have a message.' });
    const { over } = await send('lock');
    await over();
    await stack.call('PATCH', `/apps/${DEMO.app}/push`, { title: null, text: 'message' });
    expect(await lock.pushes()).toMatchObject([{ title: 'Shop', text: 'You have a message.' }]);
  });

  it('of a user without a device starts nothing', async () => {
    await user('bare');
    const { nudge, messageId } = await send('bare');
    expect(await nudge()).toBeNull();
    await expect(env.client.workflow.getHandle(nudgeWorkflowId(DEMO.accountId, messageId)).describe()).rejects.toThrow(
      /not found/i,
    );
  });
});

describe('nobody is nudged', () => {
  it('once the app has the message', async () => {
    const open = await user('open', 'fcm');
    const { messageId, over } = await send('open');
    await open.call('POST', `/messages/${messageId}/delivered`);
    expect(await over()).toEqual({ state: 'NOT_PUSHED', reason: 'The app had the message by itself.' });
    expect(await open.pushes()).toEqual([]);
  });

  it('after a STOP', async () => {
    const stan = await user('stan', 'fcm');
    const { over } = await send('stan');
    await stan.call('POST', '/messages', { id: randomUUID(), text: 'STOP' });
    expect(await over()).toEqual({ state: 'NOT_PUSHED', reason: 'The consumer has opted out.' });
    expect(await stan.pushes()).toEqual([]);
  });

  it('after an opt-out that came another way', async () => {
    const olga = await user('olga', 'apns');
    const { over } = await send('olga');
    await insertOptOut(
      stack.db,
      { accountId: DEMO.accountId, kind: 'user', consumer: 'olga', channel: null, source: 'api' },
      await env.currentTimeMs(),
    );
    expect(await over()).toMatchObject({ reason: 'The consumer has opted out.' });
    expect(await olga.pushes()).toEqual([]);
  });

  it('once the campaign is called off, or paused', async () => {
    for (const [change, reason] of [
      ['cancel', 'The campaign was called off.'],
      ['pause', 'The campaign was paused.'],
    ] as const) {
      const name = `held-${change}`;
      const held = await user(name, 'fcm');
      const { campaignId, over } = await send(name);
      await stack.db
        .updateTable('campaign')
        .set({ status: change === 'cancel' ? 'CANCELLED' : 'PAUSED' })
        .where('id', '=', campaignId)
        .execute();
      expect(await over()).toMatchObject({ state: 'NOT_PUSHED', reason });
      expect(await held.pushes()).toEqual([]);
    }
  });

  it('once the window is over, however little', async () => {
    const late = await user('late', 'fcm', 'apns');
    const { messageId, over } = await send('late');
    const closesAt = new Date((await env.currentTimeMs()) + NUDGE_AFTER_MS - 1_000);
    await stack.db.updateTable('inapp_message').set({ valid_until: closesAt }).where('id', '=', messageId).execute();
    expect(await over()).toEqual({ state: 'NOT_PUSHED', reason: 'The send window of its message had closed.' });
    expect(await late.pushes()).toEqual([]);
  });

  it('who has signed out', async () => {
    const gone = await user('gone', 'fcm');
    const { over } = await send('gone');
    await stack.call('DELETE', `/apps/${DEMO.app}/users/gone`);
    expect(await over()).toEqual({ state: 'NOT_PUSHED', reason: 'No device could be reached.' });
    expect(await gone.pushes()).toEqual([]);
  });
});

describe('a platform that does not take it', () => {
  it('is asked again after its Retry-After, and never after the window', async () => {
    const wait = await user('wait', 'fcm');
    await stack.sandbox.pushBehave('fcm', wait.tokens.fcm, 'UNAVAILABLE', { times: 1, retryAfterSeconds: 60 });
    const { nudge, over } = await send('wait');
    const from = await env.currentTimeMs();
    expect(await over(70_000)).toEqual({ state: 'PUSHED', reason: null });
    expect((await env.currentTimeMs()) - from).toBeGreaterThan(60_000);
    expect(await wait.pushes()).toHaveLength(1);
    expect(await nudge()).toMatchObject({ devices: [{ state: 'PUSHED', tries: 2 }] });

    const close = await user('close', 'fcm');
    await stack.sandbox.pushBehave('fcm', close.tokens.fcm, 'QUOTA_EXCEEDED', { times: 1, retryAfterSeconds: 600 });
    const next = await send('close');
    const closesAt = new Date((await env.currentTimeMs()) + 120_000);
    await stack.db
      .updateTable('inapp_message')
      .set({ valid_until: closesAt })
      .where('id', '=', next.messageId)
      .execute();
    expect(await next.over()).toMatchObject({
      state: 'NOT_PUSHED',
      reason: expect.stringMatching(/QUOTA_EXCEEDED.*It was too late to try again/) as string,
    });
    await travel(env, 700_000, stack.isBusy);
    expect(await close.pushes()).toEqual([]);
  });

  it('and whose device is gone: it is forgotten, the other is told', async () => {
    const moved = await user('moved', 'fcm', 'apns');
    await stack.sandbox.pushBehave('apns', moved.tokens.apns, 'Unregistered');
    const { nudge, over } = await send('moved');
    expect(await over()).toMatchObject({ state: 'PUSHED' });
    expect(await nudge()).toMatchObject({
      devices: [
        { platform: 'apns', state: 'REFUSED', reason: 'APNs answered 410: Unregistered' },
        { platform: 'fcm', state: 'PUSHED' },
      ],
    });
    const devices = await stack.db
      .selectFrom('inapp_device')
      .select('platform')
      .where('user_id', '=', 'moved')
      .execute();
    expect(devices).toEqual([{ platform: 'fcm' }]);
  });

  it('and whose answer is lost: nobody is told twice', async () => {
    const lost = await user('lost', 'fcm', 'apns');
    await stack.sandbox.pushBehave('fcm', lost.tokens.fcm, 'timeout-after-accept');
    await stack.sandbox.pushBehave('apns', lost.tokens.apns, 'timeout-after-accept');
    const { nudge, over, messageId } = await send('lost');
    expect(await over()).toEqual({ state: 'UNKNOWN', reason: null });
    await stack.activities.pushNudge({ messageId });
    expect(await lost.pushes()).toHaveLength(2);
    expect(await nudge()).toMatchObject({ state: 'UNKNOWN', devices: [{ state: 'UNKNOWN' }, { state: 'UNKNOWN' }] });
  });

  it('because the credential is wrong: the app says so, and the next message does not ask again until it is replaced', async () => {
    const keyed = await user('keyed', 'apns');
    const { apns: good } = await stack.sandbox.pushCredentials();
    await stack.call('PATCH', `/apps/${DEMO.app}/push`, { apns: { ...good, topic: 'com.example.other' } });
    const pushState = async () => {
      const { apps } = (await stack.call('GET', '/apps')) as { apps: { push: { apns: { error: object | null } } }[] };
      return apps[0]?.push.apns;
    };
    expect(await pushState()).toMatchObject({ error: null });
    await (await send('keyed')).over();
    expect(await pushState()).toMatchObject({ error: { reason: 'APNs answered 400: TopicDisallowed' } });
    // The test's clock may have jumped meanwhile.
    const jumped = new Date((await env.currentTimeMs()) + 365 * 86_400_000);
    await stack.db
      .updateTable('inapp_push_credential')
      .set({ error_at: jumped })
      .where('platform', '=', 'apns')
      .execute();
    const second = await send('keyed');
    await second.over();
    expect(await second.nudge()).toMatchObject({
      state: 'NOT_PUSHED',
      devices: [
        { state: 'REFUSED', tries: 0, reason: expect.stringContaining('credential for APNs was refused') as string },
      ],
    });
    await stack.call('PATCH', `/apps/${DEMO.app}/push`, { apns: good });
    expect(await pushState()).toMatchObject({ error: null });
    expect(await (await send('keyed')).over()).toEqual({ state: 'PUSHED', reason: null });
    expect(await keyed.pushes()).toHaveLength(1);
  });
});

/** The same activities by a clock of the test's own. */
const activitiesAt = (now: () => Promise<number>) =>
  createActivities({
    ...{ db: stack.db, client: env.client, outbox: { kick: () => undefined }, now, wait: stack.wait },
    ...{ adapters: stack.adapters, templates: stack.templates, conversations: stack.conversations, push: stack.push },
  });

/** As it was before its workflow looked. */
const asNew = (messageId: string) =>
  stack.db.transaction().execute(async (trx) => {
    await trx.deleteFrom('inapp_nudge_device').where('message_id', '=', messageId).execute();
    await trx
      .updateTable('inapp_nudge')
      .set({ state: 'WAITING', reason: null, ended_at: null })
      .where('message_id', '=', messageId)
      .execute();
  });

/** A little after the message came: the server's own clock may have run on for hours by the time that a result is here. */
async function soonAfter(messageId: string): Promise<number> {
  const { created_at: createdAt } = await stack.db
    .selectFrom('inapp_message')
    .select('created_at')
    .where('id', '=', messageId)
    .executeTakeFirstOrThrow();
  return createdAt.getTime() + 10_000;
}

describe('at the last moment', () => {
  it('a STOP that is answered after the facts were read still holds', async () => {
    const eve = await user('eve', 'fcm');
    const { messageId, over, nudge } = await send('eve');
    await over();
    await asNew(messageId);
    const at = await soonAfter(messageId);
    let looks = 0;
    const activities = activitiesAt(async () => {
      // The second look at the clock is after the intent is written, before the call.
      if (++looks === 2) {
        await insertOptOut(
          stack.db,
          { accountId: DEMO.accountId, kind: 'user', consumer: 'eve', channel: 'inapp', source: 'consumer:inapp' },
          at,
        );
      }
      return at;
    });
    expect(await activities.pushNudge({ messageId })).toEqual({
      state: 'NOT_PUSHED',
      reason: 'The consumer has opted out.',
    });
    expect(await eve.pushes()).toHaveLength(1);
    expect(await nudge()).toMatchObject({ devices: [{ state: 'REFUSED', reason: 'The consumer has opted out.' }] });
  });

  it('so does a window that closes meanwhile, and a call that comes too late is not made', async () => {
    const edge = await user('edge', 'fcm');
    const { messageId, over } = await send('edge');
    await over();
    const at = await soonAfter(messageId);
    const setUntil = (ms: number) =>
      stack.db
        .updateTable('inapp_message')
        .set({ valid_until: new Date(ms) })
        .where('id', '=', messageId)
        .execute();
    const runs = (...clock: number[]) =>
      activitiesAt(() => Promise.resolve(clock.length > 1 ? (clock.shift() ?? at) : (clock[0] ?? at)));
    await asNew(messageId);
    await setUntil(at + 1);
    expect(await runs(at, at + 1).pushNudge({ messageId })).toMatchObject({
      reason: 'The send window of its message had closed.',
    });
    await asNew(messageId);
    await setUntil(at + 60_000);
    await expect(runs(at, at, at + 5_001).pushNudge({ messageId })).rejects.toThrow('The call was not made in time.');
    expect(await edge.pushes()).toHaveLength(1);
  });
});

describe('a worker that dies', () => {
  it('between the call and its record leaves it open: the device is not called again', async () => {
    const crash = await user('crash', 'fcm');
    const { messageId, over, nudge } = await send('crash');
    await over();
    const died = (called: number) =>
      stack.db.transaction().execute(async (trx) => {
        const at = new Date(called);
        await trx
          .updateTable('inapp_nudge')
          .set({ state: 'WAITING', ended_at: null })
          .where('message_id', '=', messageId)
          .execute();
        await trx
          .updateTable('inapp_nudge_device')
          .set({ state: 'CALLING', called_at: at, ended_at: null })
          .where('message_id', '=', messageId)
          .execute();
      });
    await died(await env.currentTimeMs());
    await expect(stack.activities.pushNudge({ messageId })).rejects.toThrow('Another call for it may be under way');
    await died((await env.currentTimeMs()) - 60_000);
    expect(await stack.activities.pushNudge({ messageId })).toEqual({ state: 'UNKNOWN', reason: null });
    expect(await crash.pushes()).toHaveLength(1);
    expect(await nudge()).toMatchObject({
      devices: [{ state: 'UNKNOWN', reason: 'FCM was called, and the answer was lost.' }],
    });
  });

  it('before the call: the device is called then', async () => {
    const early = await user('early', 'fcm');
    await stack.sandbox.pushBehave('fcm', early.tokens.fcm, 'INTERNAL', { times: 1 });
    const { over } = await send('early');
    expect(await over(20_000)).toEqual({ state: 'PUSHED', reason: null });
    expect(await early.pushes()).toHaveLength(1);
  });
});

it('an agent’s answer is told too', async () => {
  const ann = await user('ann', 'fcm');
  await ann.call('POST', '/messages', { id: randomUUID(), text: 'Where is it?' });
  const open = async () =>
    (
      (await stack.call('GET', '/conversations')) as { conversations: { id: string; consumer: string }[] }
    ).conversations.find(({ consumer }) => consumer === 'ann');
  await expect.poll(open).toBeDefined();
  await stack.call('POST', `/conversations/${(await open())?.id ?? ''}/messages`, { text: 'It comes tomorrow.' });
  await expect.poll(() => ann.pushes(), { timeout: 10_000 }).toMatchObject([{ text: 'It comes tomorrow.' }]);
});
