import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { loadConfig, type Config } from '../config.ts';
import { API_CONNECTIONS, connect } from '../db/connect.ts';
import { createConversationFeed } from '../db/conversation-feed.ts';
import { createInAppFeed } from '../db/in-app-feed.ts';
import { assertMigrated } from '../db/missing-migration.ts';
import { listenForEnd } from '../end-signals.ts';
import { createClient } from '../temporal/client.ts';
import { createOutbox } from '../temporal/outbox.ts';
import { untilAnswers } from '../until-answers.ts';
import { buildApp } from './app.ts';
import type { App } from './deps.ts';
import { createLogger } from './logger.ts';
import type { Phase } from './phase.ts';

/**
 * Requests under way get so long to end. With the default of SHUTDOWN_DELAY_MS before it, that is within the 30 s after which Kubernetes kills, and
 * longer than any request that a client still waits for.
 */
const DRAIN_MS = 20_000;
/** A health check must not wait longer for Temporal. */
const TEMPORAL_CHECK_MS = 1_000;

async function main(): Promise<void> {
  const signals = listenForEnd(['SIGTERM', 'SIGINT']);
  const config = loadConfig();
  const logger = createLogger(config.LOG_LEVEL);
  let phase: Phase = 'starting';
  const db = connect(config.DATABASE_URL, API_CONNECTIONS);
  const client = createClient(config.TEMPORAL_ADDRESS, config.TEMPORAL_NAMESPACE);
  const outbox = createOutbox(db, client, (error) => logger.warn({ err: error }, 'Temporal was not told; it will be'));
  const isTemporalUp = () =>
    client.connection
      .withDeadline(Date.now() + TEMPORAL_CHECK_MS, () => client.connection.workflowService.getSystemInfo({}))
      .then(
        () => true,
        () => false,
      );
  const inAppFeed = createInAppFeed(config.DATABASE_URL, (error) =>
    logger.warn({ err: error }, 'The feed of In-App inboxes broke; connecting again'),
  );
  const conversationFeed = createConversationFeed(config.DATABASE_URL, (error) =>
    logger.warn({ err: error }, 'The feed of conversations broke; connecting again'),
  );
  const app = buildApp({ db, outbox, config, isTemporalUp, logger, inAppFeed, conversationFeed, phase: () => phase });

  signals.hurry.addEventListener('abort', () => process.exit(1));
  const ended = signals.asked.then(async (signal) => {
    phase = 'ending';
    logger.info(`Asked to end (${signal}).`);
    // A platform's signal: what sends requests here has to see first that nothing more is wanted. A person at a terminal does not wait.
    if (signal === 'SIGTERM') await delay(config.SHUTDOWN_DELAY_MS);
    await drain(app, logger);
    await client.connection.close();
    await db.destroy();
    process.exit(0);
  });
  ended.catch(fail);

  await listen(app, config);
  const { host } = new URL(config.DATABASE_URL);
  await untilAnswers(
    () => assertMigrated(db),
    (error) => logger.warn(`Waiting for the database at ${host} (DATABASE_URL): ${reasonOf(error)}`),
  );
  if (!isStarting(phase)) return;
  phase = 'serving';
  // What was written before this process started, and never told.
  outbox.kick();
  process.send?.('ready');
}

/** Signals change it between two awaits. */
function isStarting(phase: Phase): boolean {
  return phase === 'starting';
}

/** Takes no more connections, ends the streams, and waits for the requests under way and for what the outbox is telling. */
async function drain(app: App, logger: FastifyBaseLogger): Promise<void> {
  setTimeout(() => {
    logger.error(`Requests were still under way ${DRAIN_MS / 1000} s after the end had begun: they are cut off.`);
    process.exit(1);
  }, DRAIN_MS).unref();
  await app.close();
}

async function listen(app: App, { API_HOST: host, API_PORT: port }: Config): Promise<void> {
  await app.listen({ host, port }).catch((error: unknown) => {
    const isBusy = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    const reason = isBusy ? 'the port is in use; set API_PORT to a free one' : reasonOf(error);
    throw new Error(`The API cannot listen on ${host}:${port}: ${reason}`);
  });
}

function fail(error: unknown): never {
  console.error(reasonOf(error));
  process.exit(1);
}

/** Where a host has two addresses, Node's error has no message but those of both. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}

main().catch(fail);
