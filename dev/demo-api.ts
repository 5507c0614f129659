import { buildApp } from '../api/app.ts';
import type { AppDeps } from '../api/deps.ts';
import { createDaybreakClient } from '../client/index.ts';
import { loadConfig, type Config } from '../config.ts';
import { createConversationFeed } from '../db/conversation-feed.ts';
import { connect, type Db } from '../db/connect.ts';
import { recordInbound } from '../db/inbound.ts';
import { DEMO, seedDemo } from './seed.ts';

/** More than any test, fuzz or person makes. */
const CALLS_PER_SECOND = 1_000;

export type DemoApi = Awaited<ReturnType<typeof startDemoApi>>;

/** The configuration of an API that stands alone: no provider is behind it, and no Temporal. */
export function configAlone(publicUrl: string, databaseUrl = 'postgres://nobody@127.0.0.1/none'): Config {
  return loadConfig({
    DATABASE_URL: databaseUrl,
    PUBLIC_URL: publicUrl,
    TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000',
    TWILIO_AUTH_TOKEN: 'twilio',
    WHATSAPP_ACCESS_TOKEN: 'whatsapp',
    WHATSAPP_APP_SECRET: 'secret',
    WHATSAPP_VERIFY_TOKEN: 'verify',
  });
}

/** The outbox of an API that stands alone: what is started waits for a worker that is not there. */
export const NO_OUTBOX: AppDeps['outbox'] = { kick: () => undefined, close: () => Promise.resolve() };

/** The API alone, listening, on a migrated database, with the demo account: what documents, clients and the fuzz are tried on. */
export async function startDemoApi(databaseUrl: string, options: Partial<AppDeps> = {}) {
  await seedDemo(databaseUrl);
  const db = connect(databaseUrl, 5);
  await db.updateTable('account').set({ api_calls_per_second: CALLS_PER_SECOND }).execute();
  const config = configAlone('https://daybreak.example', databaseUrl);
  const conversationFeed = createConversationFeed(databaseUrl, () => undefined);
  const app = buildApp({ db, outbox: NO_OUTBOX, config, conversationFeed, ...options });
  const baseUrl = await app.listen({ host: '127.0.0.1', port: 0 });
  const { accountId, clientId, clientSecret } = DEMO;
  return {
    app,
    db,
    config,
    url: baseUrl,
    credentials: { baseUrl, accountId, clientId, clientSecret },
    stop: async () => {
      await app.close();
      await db.destroy();
    },
  };
}

/** Puts a campaign and a conversation there, and returns a token and the path parameters of what is there: with made-up ids most calls end at a 404. */
export async function fillDemo({ db, credentials }: DemoApi, now: Date) {
  const client = createDaybreakClient(credentials);
  const { accountId, clientId, clientSecret } = credentials;
  const { access_token: token } = await client.post('/sentinel/api/account/{accountId}/app/token', {
    body: { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
  });
  const campaign = await client.post('/api/v2/account/{accountId}/campaign', {
    body: {
      campaignName: 'Fuzzed',
      skill: 'sales',
      templateId: DEMO.smsHandoff,
      consent: true,
      consumers: [{ consumerContent: { sms: '12025550173' }, variables: { '1': 'Ada', '2': 'A-1' } }],
    },
  });
  const another = await client.post('/api/v2/account/{accountId}/api-clients', { body: { name: 'Another' } });
  const conversationId = await openConversation(db, now);
  const known = {
    accountId,
    campaignId: campaign.proactiveCampaignId,
    recipientId: campaign.acceptedConsumers[0]?.id ?? '',
    conversationId,
    channel: 'sms',
    handoffId: DEMO.smsHandoff,
    phone: '12025550173',
    app: DEMO.app,
    // Not the one that calls: it is revoked on the way.
    clientId: another.clientId,
  };
  return { token, known };
}

async function openConversation(db: Db, now: Date): Promise<string> {
  const message = { providerMessageId: 'SM1', from: '+12025550174', to: DEMO.smsNumber, text: 'Hello?' };
  await recordInbound(db, { channel: 'sms', ...message }, now);
  const { id } = await db.selectFrom('conversation').select('id').executeTakeFirstOrThrow();
  return id;
}
