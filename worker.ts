import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { sql } from 'kysely';
import { pino, type Logger } from 'pino';
import { createActivities } from './activities/index.ts';
import { createApnsAdapter } from './channels/apns.ts';
import { createFcmAdapter } from './channels/fcm.ts';
import { createInAppAdapter } from './channels/inapp.ts';
import { createTwilioAdapter } from './channels/twilio.ts';
import { downloadExample } from './channels/example-media.ts';
import { createWhatsAppTemplateAdapter } from './channels/whatsapp-templates.ts';
import { createWhatsAppAdapter } from './channels/whatsapp.ts';
import { loadConfig, type Config } from './config.ts';
import { createLivePersonAdapter } from './conversations/liveperson.ts';
import { createWebhookAdapter } from './conversations/webhook.ts';
import { connect } from './db/connect.ts';
import { insertInAppMessage, isInAppMessage } from './db/in-app-messages.ts';
import { describeError } from './describe-error.ts';
import { createClient } from './temporal/client.ts';
import { createOutbox } from './temporal/outbox.ts';
import { setUpTemporal } from './temporal/setup.ts';
import { bundleWorkflows, createWorkers } from './temporal/workers.ts';
import { untilAnswers } from './until-answers.ts';

/** Runs the product's workers on the workflows of a bundle, until it is told to end. */
export async function runWorker(bundle: () => Promise<{ code: string }>): Promise<void> {
  const config = loadConfig();
  const apnsCa = config.APNS_CA_FILE === undefined ? undefined : readFileSync(config.APNS_CA_FILE, 'utf8');
  // The SDK says `error` where ours says `err`.
  const serializers = { err: describeError, error: describeError };
  const log = pino({ level: config.LOG_LEVEL, base: { process: 'worker' }, serializers });
  Runtime.install({ logger: sdkLogger(log), shutdownSignals: [] });
  const health = serveHealth(config);

  const db = connect(config.DATABASE_URL, 20, { keepPlans: true });
  const client = createClient(config.TEMPORAL_ADDRESS, config.TEMPORAL_NAMESPACE);
  const workflowBundle = bundle();
  const waitingFor = (what: string) => (error: unknown) => log.warn({ err: error }, `Waiting for ${what}.`);
  await untilAnswers(() => sql`SELECT 1`.execute(db), waitingFor('the database'));
  await untilAnswers(
    () => setUpTemporal(client, config.TEMPORAL_NAMESPACE),
    waitingFor(`Temporal at ${config.TEMPORAL_ADDRESS}`),
  );
  const connection = await NativeConnection.connect({ address: config.TEMPORAL_ADDRESS });

  const outbox = createOutbox(db, client, (error) =>
    log.warn({ err: error }, 'Temporal could not be told; trying again.'),
  );
  const timeoutMs = config.PROVIDER_TIMEOUT_MS;
  const push = {
    fcm: createFcmAdapter({ baseUrl: config.FCM_BASE_URL, tokenUrl: config.GOOGLE_TOKEN_URL, timeoutMs }),
    apns: createApnsAdapter({
      host: config.APNS_HOST,
      port: config.APNS_PORT,
      ca: apnsCa,
      timeoutMs,
    }),
  };
  const activities = createActivities({
    db,
    push,
    client,
    outbox,
    now: () => Promise.resolve(Date.now()),
    wait: delay,
    adapters: {
      sms: createTwilioAdapter({
        baseUrl: config.TWILIO_BASE_URL,
        lookupsBaseUrl: config.TWILIO_LOOKUPS_BASE_URL,
        accountSid: config.TWILIO_ACCOUNT_SID,
        authToken: config.TWILIO_AUTH_TOKEN,
        publicUrl: config.PUBLIC_URL,
        timeoutMs,
      }),
      wa: createWhatsAppAdapter({
        baseUrl: config.WHATSAPP_BASE_URL,
        accessToken: config.WHATSAPP_ACCESS_TOKEN,
        timeoutMs,
      }),
      inapp: createInAppAdapter({
        insertMessage: (message) => insertInAppMessage(db, message, new Date(), () => outbox.kick()),
        findMessage: (id) => isInAppMessage(db, id),
      }),
    },
    templates: createWhatsAppTemplateAdapter({
      baseUrl: config.WHATSAPP_BASE_URL,
      accessToken: config.WHATSAPP_ACCESS_TOKEN,
      timeoutMs,
      download: (link) => downloadExample(link, { timeoutMs }),
    }),
    conversations: {
      webhook: createWebhookAdapter({ timeoutMs, allowPrivate: config.ALLOW_PRIVATE_WEBHOOKS, now: Date.now }),
      liveperson: createLivePersonAdapter({ domainsUrl: config.LIVEPERSON_DOMAINS_URL, timeoutMs }),
    },
  });
  const workers = await createWorkers(connection, config.TEMPORAL_NAMESPACE, activities, await workflowBundle);
  const stop = () => workers.forEach((worker) => worker.getState() === 'RUNNING' && worker.shutdown());
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, stop);
  outbox.kick();
  const runs = workers.map((worker) => worker.run());
  health.ready();
  process.send?.('ready');
  log.info('The worker is ready.');
  try {
    await Promise.all(runs);
  } finally {
    stop();
    await Promise.allSettled(runs);
    await outbox.close();
    await Promise.all([push.fcm.close(), push.apns.close()]);
    await Promise.all([connection.close(), client.connection.close(), db.destroy()]);
    health.close();
    if (process.connected) process.disconnect();
  }
}

function sdkLogger(log: Logger): DefaultLogger {
  const level = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  return new DefaultLogger('INFO', ({ level: name, message, meta }) => {
    // The channels' workers have no workflows, and should not: the SDK warns of it all the same.
    const expected = message.startsWith('No workflows registered');
    log[expected ? 'debug' : level[name]]({ ...meta }, message);
  });
}

function serveHealth(config: Config) {
  let ready = false;
  if (config.WORKER_HEALTH_PORT === undefined) return { ready: () => undefined, close: () => undefined };
  const server = createServer((request, response) => {
    const ok = request.url === '/health/live' || (request.url === '/health/ready' && ready);
    response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify({ ready }));
  });
  server.listen(config.WORKER_HEALTH_PORT, config.API_HOST);
  return { ready: () => void (ready = true), close: () => void server.close() };
}

if (import.meta.main) {
  try {
    await runWorker(() => bundleWorkflows());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
