import { buildApp } from '../../api/app.ts';
import type { AppDeps } from '../../api/deps.ts';
import { connect } from '../../db/connect.ts';
import { DEMO, seedDemo } from '../../dev/seed.ts';
import { createTestDatabase } from './servers.ts';

const TEMPORAL = { TEMPORAL_NAMESPACE: 'default', TEMPORAL_UI_URL: 'http://127.0.0.1:8233' };
const SECRETS = { TWILIO_AUTH_TOKEN: 'twilio', WHATSAPP_APP_SECRET: 'secret', WHATSAPP_VERIFY_TOKEN: 'verify' };

export type DemoApi = Awaited<ReturnType<typeof startDemoApi>>;

/** The API alone, listening, on a database of its own with the demo account: what documents and clients are tried on. */
export async function startDemoApi(options: Partial<AppDeps> = {}) {
  const database = await createTestDatabase();
  await seedDemo(database.url);
  const db = connect(database.url, 5);
  // Tests call faster than clients may.
  await db.updateTable('account').set({ api_calls_per_second: 1000 }).execute();
  const outbox = { kick: () => undefined, close: () => Promise.resolve() };
  const config = { PUBLIC_URL: 'https://daybreak.example', ...TEMPORAL, ...SECRETS };
  const app = buildApp({ db, outbox, config, ...options });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    app,
    db,
    url,
    config,
    credentials: {
      baseUrl: url,
      accountId: DEMO.accountId,
      clientId: DEMO.clientId,
      clientSecret: DEMO.clientSecret,
    },
    stop: async () => {
      await app.close();
      await db.destroy();
      await database.drop();
    },
  };
}
