import type { InAppReader } from './in-app-messages.ts';
import { createListener } from './listener.ts';

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
  const listener = createListener(databaseUrl, 'in_app', {
    onNotification,
    onBack: () => {
      for (const subscription of all()) subscription.listener.onNews();
    },
    onError,
    isWanted: () => subscriptions.size > 0,
  });

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
    async subscribe(reader, inbox) {
      const key = keyOf(reader.accountId, reader.userId);
      const subscription = { reader, listener: inbox };
      const set = subscriptions.get(key) ?? new Set();
      subscriptions.set(key, set.add(subscription));
      const unsubscribe = () => {
        set.delete(subscription);
        if (set.size === 0 && subscriptions.get(key) === set) subscriptions.delete(key);
      };
      try {
        await listener.listen();
        return unsubscribe;
      } catch (error) {
        unsubscribe();
        throw error;
      }
    },
    close: () => listener.close(),
  };
}

function keyOf(accountId: string, userId: string): string {
  return JSON.stringify([accountId, userId]);
}
