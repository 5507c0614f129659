import pg from 'pg';
import type { InAppReader } from './in-app-messages.ts';

/** What is told to whoever has an inbox open. */
export type InboxListener = {
  /** There may be something new: to be looked up. */
  onNews(): void;
  /** The user is no longer registered, or their token no longer counts. */
  onGone(): void;
};

export type InAppFeed = {
  /** Settles once news are heard, with what ends it. Rejects where the database can't be reached. */
  subscribe(reader: InAppReader, listener: InboxListener): Promise<() => void>;
  /** Ends the connection. */
  close(): Promise<void>;
};

const RETRY_FIRST_MS = 250;
const RETRY_MOST_MS = 5_000;
/** A connection that only listens is silent for hours: a network that drops it has to be noticed. */
const KEEP_ALIVE_MS = 10_000;

/** As db/migrations/0003-in-app.ts writes it. */
type News =
  | { kind: 'message'; accountId: string; userId: string }
  | { kind: 'gone'; accountId: string; app: string; userId?: string };

type Subscription = { reader: InAppReader; listener: InboxListener };

/**
 * What changes in inboxes, whichever process changed it: Postgres tells (LISTEN), over one connection that is opened for the first subscriber.
 * A connection that breaks is made again, and everybody then looks for what was missed. `onError` hears of each break.
 */
export function createInAppFeed(databaseUrl: string, onError: (error: unknown) => void): InAppFeed {
  const subscriptions = new Map<string, Set<Subscription>>();
  const state = {
    closed: false,
    /** It was lost, and is not back: what came meanwhile was missed. */
    broken: false,
    failures: 0,
    listening: undefined as Promise<pg.Client> | undefined,
  };
  let retry: NodeJS.Timeout | undefined;

  function listen(): Promise<pg.Client> {
    state.listening ??= openConnection(databaseUrl, { onNotification, onLost }).then(onListening, (error: unknown) => {
      state.listening = undefined;
      throw error;
    });
    return state.listening;
  }

  function onListening(client: pg.Client): pg.Client {
    if (state.broken) for (const { listener } of all()) listener.onNews();
    state.broken = false;
    state.failures = 0;
    return client;
  }

  function onLost(error: unknown): void {
    state.listening = undefined;
    if (state.closed) return;
    state.broken = true;
    onError(error);
    listenAgain();
  }

  function listenAgain(): void {
    if (state.closed || subscriptions.size === 0) return;
    retry = setTimeout(
      () => {
        listen().catch((error: unknown) => {
          onError(error);
          listenAgain();
        });
      },
      Math.min(RETRY_FIRST_MS * 2 ** state.failures++, RETRY_MOST_MS),
    );
    retry.unref();
  }

  function onNotification(payload: string): void {
    const news = JSON.parse(payload) as News;
    if (news.kind === 'message') {
      for (const { listener } of of(news.accountId, news.userId)) listener.onNews();
      return;
    }
    const concerned = news.userId === undefined ? all() : of(news.accountId, news.userId);
    for (const { reader, listener } of concerned) {
      if (reader.accountId === news.accountId && reader.app === news.app) listener.onGone();
    }
  }

  /** Copies: whoever is told may unsubscribe. */
  const all = () => [...subscriptions.values()].flatMap((set) => [...set]);
  const of = (accountId: string, userId: string) => [...(subscriptions.get(keyOf(accountId, userId)) ?? [])];

  return {
    async subscribe(reader, listener) {
      const key = keyOf(reader.accountId, reader.userId);
      const subscription = { reader, listener };
      const set = subscriptions.get(key) ?? new Set();
      subscriptions.set(key, set.add(subscription));
      const unsubscribe = () => {
        set.delete(subscription);
        if (set.size === 0 && subscriptions.get(key) === set) subscriptions.delete(key);
      };
      try {
        await listen();
        return unsubscribe;
      } catch (error) {
        unsubscribe();
        throw error;
      }
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
    await client.query('LISTEN in_app');
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  isListening = true;
  return client;
}

function keyOf(accountId: string, userId: string): string {
  return JSON.stringify([accountId, userId]);
}
