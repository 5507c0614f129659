/** The product in one process but for its workers: the real API, activities and adapters, and the sandbox, over HTTP. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import { sql } from 'kysely';
import { createActivities } from '../../activities/index.ts';
import { buildApp } from '../../api/app.ts';
import type { AppDeps } from '../../api/deps.ts';
import { createApnsAdapter } from '../../channels/apns.ts';
import { createFcmAdapter } from '../../channels/fcm.ts';
import { createInAppAdapter } from '../../channels/inapp.ts';
import { createTwilioAdapter } from '../../channels/twilio.ts';
import { createWhatsAppTemplateAdapter } from '../../channels/whatsapp-templates.ts';
import { createWhatsAppAdapter } from '../../channels/whatsapp.ts';
import { createDaybreakClient } from '../../client/index.ts';
import { createLivePersonAdapter } from '../../conversations/liveperson.ts';
import { createWebhookAdapter } from '../../conversations/webhook.ts';
import { connect } from '../../db/connect.ts';
import { createConversationFeed } from '../../db/conversation-feed.ts';
import { createInAppFeed } from '../../db/in-app-feed.ts';
import { insertInAppMessage, isInAppMessage } from '../../db/in-app-messages.ts';
import type { Recipient } from '../../db/schema.ts';
import { freePort } from '../../dev/ports.ts';
import { DEMO, registerDemoTemplate, seedDemo } from '../../dev/seed.ts';
import { recipientWorkflowId } from '../../domain/workflow-ids.ts';
import { buildSandbox } from '../../sandbox/app.ts';
import type { PushDesk, TakenPush } from '../../sandbox/push.ts';
import { createOutbox } from '../../temporal/outbox.ts';
import { createTestDatabase } from './servers.ts';

const SECRETS = {
  TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000',
  TWILIO_AUTH_TOKEN: 'test-twilio',
  WHATSAPP_ACCESS_TOKEN: 'test-whatsapp',
  WHATSAPP_APP_SECRET: 'test-app-secret',
  WHATSAPP_VERIFY_TOKEN: 'test-verify',
  LIVEPERSON_APP_KEY: 'test-app',
  LIVEPERSON_APP_SECRET: 'test-liveperson',
};

const TEMPORAL_UI = { TEMPORAL_NAMESPACE: 'default', TEMPORAL_UI_URL: 'http://127.0.0.1:8233' };

const PROVIDER_TIMEOUT_MS = 500;
/** The first event of a conversation takes several calls, each with a connection of its own: a busy machine needs more for one. */
const LIVEPERSON_TIMEOUT_MS = 2_000;

export type ProductOptions = {
  client: Client;
  /** The instant, epoch ms. */
  now: () => Promise<number>;
  /** The same without waiting, for the API, the carrier and the adapters; without it the API's clock stands still between calls. */
  clock?: () => number;
  /** What waiting for a turn is; without it nothing waits, and the account's line is as it is after the wait. */
  wait?: (ms: number) => Promise<unknown>;
  /** Where the API listens: a free port without it. */
  publicUrl?: string;
  /** What people sign in by, for the API. */
  oidc?: Partial<AppDeps['config']>;
};

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type AnyCaller = (path: string, call: { body?: object }) => Promise<unknown>;

export type SandboxMessage = {
  channel: string;
  id: string;
  to: string;
  from: string;
  text: string;
  status: string;
  acceptedAt: string;
  validityPeriod?: number;
  reference?: string;
};

export type LivePersonSandbox = {
  conversations: {
    id: string;
    externalConsumerId: string;
    skillId: string;
    campaignInfo?: object;
    attributes: unknown[];
    state: string;
    lines: { role: string; text: string; requestId?: string }[];
  }[];
  calls: { call: string; status: number; requestIds: string[] }[];
};

export type Product = Awaited<ReturnType<typeof startProduct>>;

/** Starts the product on a database of its own with the demo account. Stop it when the file's tests are over. */
export async function startProduct(options: ProductOptions) {
  const { client } = options;
  const database = await createTestDatabase();
  await seedDemo(database.url);
  const db = connect(database.url, 10);
  // Tests call as fast as they can.
  await db
    .updateTable('account')
    // What STOP and HELP are answered with is for the tests that are about it.
    .set({ api_calls_per_second: 1000, opt_out_confirmation: '{}', help_text: '{}' })
    .execute();
  const folder = await mkdtemp(path.join(tmpdir(), 'daybreak-sandbox-'));
  const PUBLIC_URL = options.publicUrl ?? `http://127.0.0.1:${await freePort()}`;

  const sandbox = await buildSandbox(
    {
      SANDBOX_HOST: '127.0.0.1',
      SANDBOX_PORT: 0,
      SANDBOX_APNS_PORT: 0,
      SANDBOX_DATA: folder,
      PUBLIC_URL,
      LOG_LEVEL: 'silent',
      ...SECRETS,
    },
    { stepMs: 1, lateMs: 100, holdMs: 1_000, ...(options.clock && { now: options.clock }) },
  );
  const sandboxUrl = await sandbox.listen({ host: '127.0.0.1', port: 0 });
  await registerDemoTemplate(sandboxUrl, SECRETS.WHATSAPP_ACCESS_TOKEN);

  // The API's clock is read without waiting: it is set whenever a test looks at the time.
  const clock = { ms: await options.now() };
  const errors: unknown[] = [];
  const outbox = createOutbox(db, client, (error) => errors.push(error));
  const api = buildApp({
    db,
    outbox,
    config: { PUBLIC_URL, ...SECRETS, ...TEMPORAL_UI, ...options.oidc, ALLOW_PRIVATE_WEBHOOKS: true },
    now: () => new Date(options.clock?.() ?? clock.ms),
    inAppFeed: createInAppFeed(database.url, (error) => errors.push(error)),
    conversationFeed: createConversationFeed(database.url, (error) => errors.push(error)),
  });
  await api.listen({ host: '127.0.0.1', port: Number(new URL(PUBLIC_URL).port) });

  const adapters = {
    sms: createTwilioAdapter({
      baseUrl: sandboxUrl,
      lookupsBaseUrl: sandboxUrl,
      accountSid: SECRETS.TWILIO_ACCOUNT_SID,
      authToken: SECRETS.TWILIO_AUTH_TOKEN,
      publicUrl: PUBLIC_URL,
      timeoutMs: PROVIDER_TIMEOUT_MS,
      ...(options.clock && { now: options.clock }),
    }),
    wa: createWhatsAppAdapter({
      baseUrl: sandboxUrl,
      accessToken: SECRETS.WHATSAPP_ACCESS_TOKEN,
      timeoutMs: PROVIDER_TIMEOUT_MS,
    }),
    inapp: createInAppAdapter({
      insertMessage: async (message) =>
        insertInAppMessage(db, message, new Date(await options.now()), () => outbox.kick()),
      findMessage: (id) => isInAppMessage(db, id),
    }),
  };
  const templates = createWhatsAppTemplateAdapter({
    baseUrl: sandboxUrl,
    accessToken: SECRETS.WHATSAPP_ACCESS_TOKEN,
    timeoutMs: PROVIDER_TIMEOUT_MS,
    download: () => Promise.resolve({ outcome: 'ok', name: 'a.png', type: 'image/png', bytes: new Uint8Array(1) }),
  });
  const conversations = {
    webhook: createWebhookAdapter({ timeoutMs: PROVIDER_TIMEOUT_MS, allowPrivate: true, now: Date.now }),
    liveperson: createLivePersonAdapter({ domainsUrl: sandboxUrl, timeoutMs: LIVEPERSON_TIMEOUT_MS }),
  };
  const request = async (method: string, url: string, body?: object) => {
    const response = await fetch(url, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text}`);
    return JSON.parse(text) as unknown;
  };
  const { port: apnsPort } = (await request('GET', `${sandboxUrl}/sandbox/push/apns`)) as { port: number };
  const push = {
    fcm: createFcmAdapter({
      baseUrl: sandboxUrl,
      tokenUrl: `${sandboxUrl}/google/token`,
      timeoutMs: PROVIDER_TIMEOUT_MS,
    }),
    apns: createApnsAdapter({
      host: '127.0.0.1',
      port: apnsPort,
      ca: readFileSync(new URL('../../sandbox/tls/cert.pem', import.meta.url), 'utf8'),
      timeoutMs: PROVIDER_TIMEOUT_MS,
    }),
  };
  const wait = options.wait ?? (() => db.deleteFrom('pace').execute());
  const activities = createActivities({
    db,
    client,
    outbox,
    now: options.now,
    wait,
    adapters,
    templates,
    conversations,
    push,
  });
  const daybreak = createDaybreakClient({
    baseUrl: PUBLIC_URL,
    accountId: DEMO.accountId,
    clientId: DEMO.clientId,
    clientSecret: DEMO.clientSecret,
    fetch: async (sent) => {
      clock.ms = await options.now();
      return fetch(sent);
    },
  });
  /** A call under /api/v2/account/{account} whose answer the test knows the form of. */
  const call = async (method: Method, path: string, body?: object): Promise<unknown> => {
    const caller = daybreak[method.toLowerCase() as Lowercase<Method>] as unknown as AnyCaller;
    return caller(`/api/v2/account/{accountId}${path}`, { body });
  };

  return {
    /** Where the API listens. */
    host: PUBLIC_URL,
    /** Sets the API's clock to the test's. */
    tick: async () => void (clock.ms = await options.now()),
    db,
    activities,
    adapters,
    templates,
    conversations,
    push,
    wait,
    errors,
    sandbox: {
      messages: async (to: string) =>
        (await request('GET', `${sandboxUrl}/sandbox/messages?to=${to}`)) as SandboxMessage[],
      /** What the sandbox's Twilio does with keywords by itself. */
      optOutHandling: (handling: 'off' | 'default' | 'advanced') =>
        request('POST', `${sandboxUrl}/sandbox/opt-out-handling`, { handling }),
      /** Everything that the carrier took. */
      log: async () => (await request('GET', `${sandboxUrl}/sandbox/messages?limit=10000`)) as SandboxMessage[],
      /** How the carrier tells of a message: to sign and post a receipt that comes late. */
      config: { PUBLIC_URL, ...SECRETS },
      behave: (channel: string, to: string, outcome: string, times?: number) =>
        request('POST', `${sandboxUrl}/sandbox/behaviours`, { channel, to, outcome, times }),
      templates: async () =>
        (await request('GET', `${sandboxUrl}/sandbox/templates`)) as { id: string; name: string; status: string }[],
      /** What WhatsApp's reviewers make of the next templates of a name. */
      review: (name: string, outcome: string, times?: number) =>
        request('POST', `${sandboxUrl}/sandbox/reviews`, { name, outcome, times }),
      setTemplateStatus: (name: string, status: string, reason?: string) =>
        request('POST', `${sandboxUrl}/sandbox/templates`, { name, language: 'en_US', status, reason }),
      /** What Twilio Lookup says of a number, and how often it was asked. */
      lineType: (number: string, type: string) => request('POST', `${sandboxUrl}/sandbox/line-types`, { number, type }),
      lookUps: async (number: string) =>
        ((await request('GET', `${sandboxUrl}/sandbox/line-types?number=${number}`)) as { asked: number }).asked,
      /** What the push platforms took for a device. */
      pushes: async (token: string) =>
        (await request('GET', `${sandboxUrl}/sandbox/pushes?token=${encodeURIComponent(token)}`)) as TakenPush[],
      pushCredentials: async () =>
        (await request('GET', `${sandboxUrl}/sandbox/push/credentials`)) as PushDesk['credentials'],
      pushBehave: (platform: 'fcm' | 'apns', token: string, outcome: string, more: object = {}) =>
        request('POST', `${sandboxUrl}/sandbox/push/behaviours`, { platform, token, outcome, ...more }),
      reply: async (channel: 'sms' | 'wa', from: string, text: string, brand?: string) => {
        clock.ms = await options.now();
        const to = brand ?? (channel === 'sms' ? DEMO.smsNumber : DEMO.whatsAppNumber);
        return request('POST', `${sandboxUrl}/sandbox/replies`, { channel, from, to, text });
      },
    },
    livePerson: {
      list: async () => (await request('GET', `${sandboxUrl}/sandbox/liveperson`)) as LivePersonSandbox,
      behave: (outcome: string, times?: number, call?: string) =>
        request('POST', `${sandboxUrl}/sandbox/liveperson/behaviours`, { outcome, times, call }),
      answer: (id: string, text: string, contentType?: string) =>
        request('POST', `${sandboxUrl}/sandbox/liveperson/conversations/${id}/messages`, { text, contentType }),
      close: (id: string, csat?: number) =>
        request('POST', `${sandboxUrl}/sandbox/liveperson/conversations/${id}/close`, { csat }),
      repeat: (id: string) => request('POST', `${sandboxUrl}/sandbox/liveperson/conversations/${id}/repeat`),
      settings: (more: object = {}) => ({
        adapter: 'liveperson',
        accountId: '12345678',
        appKey: SECRETS.LIVEPERSON_APP_KEY,
        appSecret: SECRETS.LIVEPERSON_APP_SECRET,
        skills: [{ name: 'sales', skillId: '2736637412', campaignId: '99999', engagementId: '888888' }],
        ...more,
      }),
    },
    daybreak,
    call,
    /** Where the API is. */
    url: PUBLIC_URL,
    /** Posts a campaign to one consumer and returns the ids. */
    launch: async (consumer: object, more: object = {}) => {
      const answer = await daybreak.post('/api/v2/account/{accountId}/campaign', {
        body: {
          campaignName: 'Order updates',
          skill: 'sales',
          templateId: DEMO.smsHandoff,
          consent: true,
          consumers: [{ variables: { '1': 'Ann', '2': '4711' }, ...consumer }],
          ...more,
        },
      });
      const [accepted] = answer.acceptedConsumers;
      if (!accepted) throw new Error(`Nobody was accepted: ${JSON.stringify(answer.failedConsumers)}`);
      const campaignId = answer.proactiveCampaignId;
      const workflowId = recipientWorkflowId(DEMO.accountId, campaignId, accepted.id);
      return { campaignId, recipientId: accepted.id, workflowId, workflow: client.workflow.getHandle(workflowId) };
    },
    recipient: (id: string): Promise<Recipient> =>
      db.selectFrom('recipient').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    attempts: (id: string) =>
      db.selectFrom('attempt').selectAll().where('recipient_id', '=', id).orderBy('number').execute(),
    /** How many statements on this database stand before a lock. */
    waitingForLocks: async () => {
      const { rows } = await sql<{ count: number }>`
        SELECT count(*) AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(
        db,
      );
      return rows[0]?.count ?? 0;
    },
    stop: async () => {
      await Promise.all([push.fcm.close(), push.apns.close()]);
      await sandbox.close();
      await api.close();
      await db.destroy();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
