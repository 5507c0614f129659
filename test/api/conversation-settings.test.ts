import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordInbound } from '../../db/inbound.ts';
import { CONFIG, createFixture, NOW, SMS_NUMBER, type Fixture } from './fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());
beforeEach(() => api.setNow(NOW));

const URL_ = '/settings/conversations';
const put = (body: object) => api.call('PUT', URL_, body);
const get = async () => (await api.call('GET', URL_)).body;

const NOTHING = { events: 0, since: null, lastError: null };
const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const HOOK = { adapter: 'webhook', url: 'https://agents.example.com/hook' };
const LIVEPERSON = { adapter: 'liveperson', accountId: '12345678', appKey: 'app', appSecret: 'hush', skills: [] };

describe('…/settings/conversations', () => {
  test('is our own inbox until another is chosen', async () => {
    expect(await get()).toEqual({ adapter: 'inbox', waiting: NOTHING });
  });

  test('takes a webhook with a secret that is made and shown once', async () => {
    const { status, body, headers } = await put(HOOK);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    const shown = { ...HOOK, secretSetAt: NOW.toISOString(), previousSecretUntil: null, waiting: NOTHING };
    expect(body).toEqual({ ...shown, secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/) as string });
    expect(await get()).toEqual(shown);
    expect((await put({ ...HOOK, url: 'https://agents.example.com/other' })).body).not.toHaveProperty('secret');
  });

  test('changes a secret, and lets the old one count for a while', async () => {
    await put(HOOK);
    const later = new Date(NOW.getTime() + 60_000);
    api.setNow(later);
    const changed = await put({ ...HOOK, secret: SECRET, graceHours: 2 });
    expect(changed.body).toMatchObject({
      secretSetAt: later.toISOString(),
      previousSecretUntil: new Date(later.getTime() + 2 * 3_600_000).toISOString(),
    });
    expect(JSON.stringify(changed.body)).not.toContain(SECRET);
    expect((await put({ ...HOOK, secret: SECRET })).body).toMatchObject({ secretSetAt: later.toISOString() });
  });

  test('takes LivePerson, says where its webhooks go, and keeps the secret to itself', async () => {
    const skills = [{ name: 'sales', skillId: '2736637412', campaignId: '99999', engagementId: '888888' }];
    const { body } = await put({ ...LIVEPERSON, skills });
    expect(body).toEqual({
      adapter: 'liveperson',
      accountId: '12345678',
      appKey: 'app',
      skills,
      webhookUrl: `${CONFIG.PUBLIC_URL}/webhooks/liveperson`,
      secretSetAt: NOW.toISOString(),
      previousSecretUntil: null,
      waiting: NOTHING,
    });
    expect((await put({ ...LIVEPERSON, appSecret: undefined })).status).toBe(200);
    expect((await put({ adapter: 'inbox' })).body).toEqual({ adapter: 'inbox', waiting: NOTHING });
    expect((await put({ ...LIVEPERSON, appSecret: undefined })).status).toBe(200);
  });

  test('wants a secret of LivePerson’s at first', async () => {
    await api.db.deleteFrom('conversation_adapter').execute();
    const answer = await put({ ...LIVEPERSON, appSecret: undefined });
    expect(answer).toMatchObject({ status: 400, body: { message: 'Fields missing in request: appSecret' } });
  });

  test.each<[object, string]>([
    [{}, 'adapter'],
    [{ adapter: 'other' }, 'adapter: must be inbox, webhook or liveperson'],
    [{ adapter: 'webhook' }, 'Fields missing in request: url'],
    [{ ...HOOK, url: 'agents' }, 'url: must be an address'],
    [{ ...HOOK, url: 'ftp://example.com' }, 'url: must be an address'],
    [{ ...HOOK, url: 'https://u:p@example.com' }, 'url: must not have a name or password in it'],
    [{ ...HOOK, url: 'http://example.com' }, 'url: must be an https address'],
    [{ ...HOOK, url: 'https://10.0.0.1/x' }, 'url: its host is not on the public internet'],
    [{ ...HOOK, url: 'https://[::1]/x' }, 'url: its host is not on the public internet'],
    [{ ...HOOK, secret: 'short' }, 'secret: must be whsec_ and base64 after it'],
    [{ ...HOOK, graceHours: 169 }, 'graceHours: must be at most 168'],
    [{ ...LIVEPERSON, accountId: '../7' }, 'accountId: must be the number of the LivePerson account'],
    [{ ...LIVEPERSON, appKey: '' }, 'appKey: must have at least 1 character'],
    [{ ...LIVEPERSON, skills: [{ name: 'sales' }] }, 'Fields missing in request: skills[0].skillId'],
    [{ ...LIVEPERSON, skills: [{ name: 'sales', skillId: 'sales' }] }, 'skills[0].skillId: must be the number'],
  ])('refuses %j with 400, and changes nothing', async (body, message) => {
    const before = await get();
    const answer = await put(body);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(message);
    expect(await get()).toEqual(before);
  });

  test('says what waits to be told, and so does the conversation', async () => {
    await put(HOOK);
    const message = { channel: 'sms', from: '+12025550188', to: SMS_NUMBER, text: 'Hello?' } as const;
    await recordInbound(api.db, { ...message, providerMessageId: 'SM-waits' }, NOW);
    const { id } = await api.db
      .selectFrom('conversation')
      .select('id')
      .where('consumer', '=', message.from)
      .executeTakeFirstOrThrow();
    expect(await get()).toMatchObject({ waiting: { events: 2, since: NOW.toISOString(), lastError: null } });
    expect((await api.call('GET', `/conversations/${id}`)).body).toMatchObject({
      delivery: { adapter: 'webhook', state: 'PENDING', waiting: 2, waitingSince: NOW.toISOString(), externalId: null },
    });
    const kicks = api.kicks();
    await api.call('POST', `/conversations/${id}/close`);
    expect(api.kicks()).toBe(kicks + 1);
    expect(await get()).toMatchObject({ waiting: { events: 3 } });
    const told = await api.db.selectFrom('outbox').select('message').execute();
    expect(told.map((row) => row.message)).toContainEqual({
      kind: 'conversation',
      accountId: '17728909',
      conversationId: id,
    });
  });

  test('is each account’s own', async () => {
    const token = await api.token('99999999');
    const answer = await api.callAt('GET', '/api/v2/account/99999999/settings/conversations', undefined, {
      authorization: `Bearer ${token}`,
    });
    expect(answer.body).toEqual({ adapter: 'inbox', waiting: NOTHING });
  });
});
