/** An API on a database of its own, with one account that has everything and one that is only there to be kept out. */
import { hashSecret } from '../../db/api-clients.ts';
import { createConversationFeed } from '../../db/conversation-feed.ts';
import { createInAppFeed } from '../../db/in-app-feed.ts';
import { connect, type Db } from '../../db/connect.ts';
import type { App, AppDeps } from '../../api/deps.ts';
import { buildApp } from '../../api/app.ts';
import { cookieSettings, makeSessionToken } from '../../api/sessions.ts';
import { insertSession } from '../../db/sessions.ts';
import type { HandoffChannel, MessageComponent } from '../../domain/handoff.ts';
import type { Role } from '../../domain/roles.ts';
import { createTestDatabase } from '../support/servers.ts';

export const ACCOUNT = '17728909';
export const OTHER_ACCOUNT = '99999999';
export const SMS_NUMBER = '+12025550100';
export const WA_NUMBER = '+12025550101';
export const WA_REF = '100000000000001';
/** A Wednesday in standard time, 15:00 UTC. */
export const NOW = new Date('2026-01-14T15:00:00.000Z');

export const CONFIG: AppDeps['config'] = {
  PUBLIC_URL: 'https://daybreak.example',
  TEMPORAL_NAMESPACE: 'default',
  TEMPORAL_UI_URL: 'https://temporal.example',
  TWILIO_AUTH_TOKEN: 'twilio-token',
  WHATSAPP_APP_SECRET: 'app-secret',
  WHATSAPP_VERIFY_TOKEN: 'verify-token',
};

export type Fixture = {
  app: App;
  db: Db;
  databaseUrl: string;
  /** How often the outbox was told that there is something. */
  kicks: () => number;
  /** The app's clock. */
  setNow: (now: Date) => void;
  token: (accountId?: string) => Promise<string>;
  /** A call under /api/v2/account/{account}, with a token of the account. */
  call: Call;
  /** The same with the whole address, for what is elsewhere. */
  callAt: Call;
  close: () => Promise<void>;
};

export type Call = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object | string,
  headers?: Record<string, string>,
) => Promise<Answer>;

export type Answer = { status: number; body: Record<string, unknown>; headers: Record<string, unknown> };

export async function createFixture(options: Partial<AppDeps> = {}): Promise<Fixture> {
  const database = await createTestDatabase();
  const db = connect(database.url);
  await seed(db);
  let now = NOW;
  let kicks = 0;
  const outbox = { kick: () => void (kicks += 1), close: () => Promise.resolve() };
  const inAppFeed = createInAppFeed(database.url, () => undefined);
  const conversationFeed = createConversationFeed(database.url, () => undefined);
  const app = buildApp({ db, outbox, config: CONFIG, now: () => now, inAppFeed, conversationFeed, ...options });
  await app.ready();
  const tokens = new Map<string, string>();
  const token = async (accountId = ACCOUNT) => {
    const kept = `${accountId} ${now.toISOString()}`;
    const known = tokens.get(kept) ?? (await requestToken(app, accountId));
    tokens.set(kept, known);
    return known;
  };
  const callAt: Call = async (method, url, body, headers = {}) => {
    const response = await app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${await token()}`, ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
    const isJson = String(response.headers['content-type']).startsWith('application/json');
    return {
      status: response.statusCode,
      body: isJson ? response.json() : { text: response.body },
      headers: response.headers,
    };
  };
  return {
    app,
    db,
    databaseUrl: database.url,
    kicks: () => kicks,
    setNow: (to) => void (now = to),
    token,
    call: (method, path, ...more) => callAt(method, `/api/v2/account/${ACCOUNT}${path}`, ...more),
    callAt,
    async close() {
      await app.close();
      await db.destroy();
      await database.drop();
    },
  };
}

/** A session of a user with the role, as the headers of the calls that the web tool makes in it. */
export async function signIn({ db }: Fixture, role: Role, name: string = role): Promise<Record<string, string>> {
  const { token, tokenHash } = makeSessionToken();
  const claimed = { accountId: ACCOUNT, subject: name, name, email: null, role, skills: ['sales'] };
  await insertSession(db, { issuer: 'https://issuer.example', claimed, tokenHash, sealedIdToken: '' }, NOW);
  return { cookie: `${cookieSettings(CONFIG.PUBLIC_URL).sessionCookie}=${token}`, 'sec-fetch-site': 'same-origin' };
}

async function requestToken(app: App, accountId: string): Promise<string> {
  const response = await app.inject({
    method: 'POST',
    url: `/sentinel/api/account/${accountId}/app/token?v=1.0&grant_type=client_credentials`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: `client_id=client-${accountId}&client_secret=secret-${accountId}`,
  });
  return response.json<{ access_token: string }>().access_token;
}

const optOut = 'Reply STOP to opt out.';
const sms = (content: string): HandoffChannel => ({
  type: 'sms',
  language: 'en_US',
  outboundnumber: SMS_NUMBER,
  messageComponents: [{ type: 'body', content, variables: [], optOut }],
});
const wa = (templatename: string): HandoffChannel => ({
  type: 'wa',
  language: 'en_US',
  outboundnumber: WA_NUMBER,
  namespace: '',
  templatename,
  messageComponents: [],
});

const HANDOFFS: Record<string, HandoffChannel[]> = {
  H100000001: [sms('Hello ${{1}}, your order ${{2}} is on its way.')],
  H100000002: [wa('order_update'), sms('Hello ${{1}}, your order ${{2}} is on its way.')],
  H100000003: [sms('We are open again.')],
  H100000004: [wa('waiting')],
  H100000005: [{ type: 'inapp', language: 'en_US', appNames: ['shop'], messageComponents: [] }],
};

const media = (type: 'image' | 'video' | 'document'): MessageComponent[] => [
  { type: 'header', sub_type: type },
  { type: 'body', content: 'Look.' },
];

const TEMPLATES: Record<string, { status: 'APPROVED' | 'PENDING'; components: MessageComponent[] }> = {
  order_update: { status: 'APPROVED', components: [{ type: 'body', content: 'Hello {{1}}, order {{2}}.' }] },
  waiting: { status: 'PENDING', components: [{ type: 'body', content: 'Soon.' }] },
  image: { status: 'APPROVED', components: media('image') },
  video: { status: 'APPROVED', components: media('video') },
  document: { status: 'APPROVED', components: media('document') },
};

async function seed(db: Db): Promise<void> {
  for (const id of [ACCOUNT, OTHER_ACCOUNT]) {
    await db
      .insertInto('account')
      // So many that no test meets the limit by chance.
      .values({ id, name: id, timezone: 'America/New_York', default_skill: 'general', api_calls_per_second: 1000 })
      .execute();
    const secret_hash = await hashSecret(`secret-${id}`);
    await db
      .insertInto('api_client')
      .values({ client_id: `client-${id}`, account_id: id, secret_hash })
      .execute();
  }
  const mine = { account_id: ACCOUNT };
  await db
    .insertInto('channel_setting')
    .values(['sms', 'wa'].map((channel) => ({ ...mine, channel: channel as 'sms' })))
    .execute();
  await db
    .insertInto('skill')
    .values(['sales', 'general'].map((name) => ({ ...mine, name })))
    .execute();
  await db
    .insertInto('media_host')
    .values({ ...mine, host: 'Images.example.com' })
    .execute();
  await db
    .insertInto('outbound_number')
    .values([
      { ...mine, channel: 'sms', number: SMS_NUMBER },
      { ...mine, channel: 'wa', number: WA_NUMBER, provider_ref: WA_REF },
      { account_id: OTHER_ACCOUNT, channel: 'sms', number: '+12025550199' },
    ])
    .execute();
  for (const [id, { status, components }] of Object.entries(TEMPLATES)) {
    const columns = { ...mine, id, name: id, language: 'en_US', category: 'UTILITY' as const, status };
    await db
      .insertInto('template')
      .values({ ...columns, components: JSON.stringify(components) })
      .execute();
  }
  for (const [id, channels] of Object.entries(HANDOFFS)) {
    const columns = { ...mine, id, name: id, lookback_minutes: 1440 };
    await db
      .insertInto('handoff')
      .values({ ...columns, channels: JSON.stringify(channels) })
      .execute();
  }
}

/** A campaign that is accepted as it is. */
export function campaignBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    campaignName: 'Orders',
    skill: 'sales',
    templateId: 'H100000001',
    consent: true,
    consumers: [consumer(1)],
    ...changes,
  };
}

/** The n-th consumer, in Washington, D.C. */
export function consumer(n: number, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const sms = `1202${5_550_000 + n}`;
  return { consumerContent: { sms }, variables: { 1: 'Ada', 2: 'A-1' }, ...changes };
}

type Accepted = { id: string; phoneNumber: string; consumerContent?: unknown };

export function acceptedOf(answer: Answer): Accepted[] {
  return answer.body.acceptedConsumers as Accepted[];
}

export function failedOf(answer: Answer): Record<string, unknown>[] {
  return answer.body.failedConsumers as Record<string, unknown>[];
}
