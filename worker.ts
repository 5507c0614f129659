import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { pino, type Logger } from 'pino';
import { createActivities } from './activities/index.ts';
import { createApnsAdapter } from './channels/apns.ts';
import { createFcmAdapter } from './channels/fcm.ts';
import { createInAppAdapter } from './channels/inapp.ts';
import { createTwilioAdapter } from './channels/twilio.ts';
import { downloadExample } from './channels/example-media.ts';
import { createWhatsAppTemplateAdapter } from './channels/whatsapp-templates.ts';
import { createWhatsAppAdapter } from './channels/whatsapp.ts';
import { loadConfig } from './config.ts';
import { createLivePersonAdapter } from './conversations/liveperson.ts';
import { createWebhookAdapter } from './conversations/webhook.ts';
import { connect, WORKER_CONNECTIONS } from './db/connect.ts';
import { insertInAppMessage, isInAppMessage } from './db/in-app-messages.ts';
import { assertMigrated } from './db/missing-migration.ts';
import { describeError } from './describe-error.ts';
import { listenForEnd } from './end-signals.ts';
import { createClient } from './temporal/client.ts';
import { createOutbox } from './temporal/outbox.ts';
import { setUpTemporal } from './temporal/setup.ts';
import { bundleWorkflows, createWorkers } from './temporal/workers.ts';
import { untilAnswers } from './until-answers.ts';
import { serveHealth } from './worker-health.ts';

/**
 * What is under way gets so long to end: the longest call to a provider, 20 s, with what it needs of the database before and after
 * (activities/send.ts). What is cut off is found out and made up for as after a kill.
 */
const END_WITHIN_MS = 35_000;
/** A Temporal that takes a connection and answers nothing counts as away. */
const SET_UP_WITHIN_MS = 10_000;

/** Runs the product's workers on the workflows of a bundle, until it is told to end. */
export async function runWorker(bundle: () => Promise<{ code: string }>): Promise<void> {
  const signals = listenForEnd(['SIGTERM', 'SIGINT']);
  const launcherGone = new Promise((resolve) => process.once('disconnect', resolve));
  const config = loadConfig();
  const apnsCa = config.APNS_CA_FILE === undefined ? undefined : readFileSync(config.APNS_CA_FILE, 'utf8');
  // The SDK says `error` where ours says `err`.
  const serializers = { err: describeError, error: describeError };
  const log = pino({ level: config.LOG_LEVEL, base: { process: 'worker' }, serializers });
  Runtime.install({ logger: sdkLogger(log), shutdownSignals: [] });
  const health = await serveHealth(config.API_HOST, config.WORKER_HEALTH_PORT);

  // Until there are workers nothing has begun that would have to end.
  let end: () => void = () => process.exit(0);
  void Promise.race([signals.asked, launcherGone]).then(() => end());
  signals.hurry.addEventListener('abort', () => process.exit(1));

  const db = connect(config.DATABASE_URL, WORKER_CONNECTIONS, { keepPlans: true });
  const client = createClient(config.TEMPORAL_ADDRESS, config.TEMPORAL_NAMESPACE);
  const workflowBundle = bundle();
  const until = <T>(what: string, attempt: () => Promise<T>) => {
    health.waits(what);
    return untilAnswers(attempt, (error) => log.warn({ err: error }, `Waiting for ${what}.`));
  };
  await until('the database', () => assertMigrated(db));
  const connection = await until(`Temporal at ${config.TEMPORAL_ADDRESS}`, async () => {
    const deadline = Date.now() + SET_UP_WITHIN_MS;
    await client.connection.withDeadline(deadline, () => setUpTemporal(client, config.TEMPORAL_NAMESPACE));
    return NativeConnection.connect({ address: config.TEMPORAL_ADDRESS });
  });

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
    retention: { months: config.RETENTION_MONTHS, consentMonths: config.CONSENT_MONTHS },
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
  const runs = workers.map((worker) => worker.run());
  end = () => {
    health.ending();
    log.info('Asked to end: takes no more work, and finishes what is under way.');
    setTimeout(() => {
      log.error(`Activities were still under way ${END_WITHIN_MS / 1000} s after the end had begun: they are cut off.`);
      process.exit(1);
    }, END_WITHIN_MS).unref();
    stop();
  };
  outbox.kick();
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

if (import.meta.main) {
  try {
    await runWorker(() => bundleWorkflows());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
