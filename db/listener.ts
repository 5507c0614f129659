import pg from 'pg';

const RETRY_FIRST_MS = 250;
const RETRY_MOST_MS = 5_000;
/** A connection that only listens is silent for hours: a network that drops it has to be noticed. */
const KEEP_ALIVE_MS = 10_000;

/** What triggers of db/migrations notify. */
type Channel = 'in_app' | 'conversations';

export type Listener = {
  /** Settles once it is heard. Rejects where the database can't be reached. */
  listen(): Promise<void>;
  close(): Promise<void>;
};

/** What is told in the database on a channel (LISTEN), over one connection, which is opened by the first `listen()`. */
export type Ears = {
  onNotification(payload: string): void;
  /** It is heard again after a break: what came meanwhile was missed. */
  onBack(): void;
  /** Of each break, and of each time that it could not be mended. */
  onError(error: unknown): void;
  /** Whether anybody still wants to hear. */
  isWanted(): boolean;
};

/** Keeps a connection that listens; one that breaks is made again. */
export function createListener(databaseUrl: string, channel: Channel, ears: Ears): Listener {
  const state = {
    closed: false,
    /** It was lost, and is not back: what came meanwhile was missed. */
    broken: false,
    failures: 0,
    listening: undefined as Promise<pg.Client> | undefined,
  };
  let retry: NodeJS.Timeout | undefined;

  function listen(): Promise<pg.Client> {
    const told = { onNotification: (payload: string) => ears.onNotification(payload), onLost };
    state.listening ??= openConnection(databaseUrl, channel, told).then(onListening, (error: unknown) => {
      state.listening = undefined;
      throw error;
    });
    return state.listening;
  }

  function onListening(client: pg.Client): pg.Client {
    if (state.broken) ears.onBack();
    state.broken = false;
    state.failures = 0;
    return client;
  }

  function onLost(error: unknown): void {
    state.listening = undefined;
    if (state.closed) return;
    state.broken = true;
    ears.onError(error);
    listenAgain();
  }

  function listenAgain(): void {
    if (state.closed || !ears.isWanted()) return;
    retry = setTimeout(
      () => {
        listen().catch((error: unknown) => {
          ears.onError(error);
          listenAgain();
        });
      },
      Math.min(RETRY_FIRST_MS * 2 ** state.failures++, RETRY_MOST_MS),
    );
    retry.unref();
  }

  return {
    async listen() {
      await listen();
    },
    async close() {
      state.closed = true;
      clearTimeout(retry);
      const client = await state.listening?.catch(() => undefined);
      await client?.end();
    },
  };
}

async function openConnection(
  connectionString: string,
  channel: Channel,
  told: { onNotification(payload: string): void; onLost(error: unknown): void },
): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  });
  let isListening = false;
  let reason: unknown = new Error('The database ended the connection');
  client.on('error', (error) => (reason = error));
  client.on('end', () => {
    if (isListening) told.onLost(reason);
  });
  client.on('notification', ({ payload }) => told.onNotification(payload ?? ''));
  try {
    await client.connect();
    await client.query(`LISTEN ${channel}`);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  isListening = true;
  return client;
}
