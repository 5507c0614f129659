import { loadConfig, type Config } from '../config.ts';
import { connect } from '../db/connect.ts';
import { createInAppFeed } from '../db/in-app-feed.ts';
import { createClient } from '../temporal/client.ts';
import { createOutbox } from '../temporal/outbox.ts';
import { sql } from 'kysely';
import { untilAnswers } from '../until-answers.ts';
import { buildApp } from './app.ts';
import type { App } from './deps.ts';
import { createLogger } from './logger.ts';

/** Requests under way get so long to end after a SIGTERM. */
const DRAIN_MS = 10_000;
/** A health check must not wait longer for Temporal. */
const TEMPORAL_CHECK_MS = 1_000;

async function main(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger(config.LOG_LEVEL);
  const db = connect(config.DATABASE_URL);
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
  const app = buildApp({ db, outbox, config, isTemporalUp, logger, inAppFeed });
  endOnSignals(app, async () => {
    await client.connection.close();
    await db.destroy();
  });
  await listen(app, config);
  const { host } = new URL(config.DATABASE_URL);
  await untilAnswers(
    () => sql`SELECT 1`.execute(db),
    (error) => logger.warn(`Waiting for the database at ${host} (DATABASE_URL): ${reasonOf(error)}`),
  );
  // What was written before this process started, and never told.
  outbox.kick();
  process.send?.('ready');
}

async function listen(app: App, { API_HOST: host, API_PORT: port }: Config): Promise<void> {
  await app.listen({ host, port }).catch((error: unknown) => {
    const isBusy = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    const reason = isBusy ? 'the port is in use; set API_PORT to a free one' : reasonOf(error);
    throw new Error(`The API cannot listen on ${host}:${port}: ${reason}`);
  });
}

/** The first SIGTERM or SIGINT ends it in good order; a second one at once. */
function endOnSignals(app: App, close: () => Promise<void>): void {
  let ending = false;
  const end = () => {
    if (ending) process.exit(1);
    ending = true;
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    app
      .close()
      .then(close)
      .then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
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
