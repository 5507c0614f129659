import { createListener } from './listener.ts';

/** What is told to whoever has an account's inbox open. */
export type ConversationListener = {
  accountId: string;
  onChange(conversationId: string): void;
  /** Changes may have been missed. */
  onMissed(): void;
};

export type ConversationFeed = {
  /** Settles once changes are heard, with what ends it. Rejects where the database can't be reached. */
  subscribe(listener: ConversationListener): Promise<() => void>;
  /** Ends the connection. */
  close(): Promise<void>;
};

/**
 * Which conversations change, whichever process changed them: Postgres tells (LISTEN), as db/migrations/0025-inbox.ts writes it. One connection,
 * opened for the first subscriber and made again when it breaks. `onError` hears of each break.
 */
export function createConversationFeed(databaseUrl: string, onError: (error: unknown) => void): ConversationFeed {
  const listeners = new Set<ConversationListener>();
  const connection = createListener(databaseUrl, 'conversations', {
    onNotification(payload) {
      const { accountId, conversationId } = JSON.parse(payload) as { accountId: string; conversationId: string };
      for (const listener of [...listeners]) if (listener.accountId === accountId) listener.onChange(conversationId);
    },
    onBack() {
      for (const listener of [...listeners]) listener.onMissed();
    },
    onError,
    isWanted: () => listeners.size > 0,
  });
  return {
    async subscribe(listener) {
      listeners.add(listener);
      const unsubscribe = () => void listeners.delete(listener);
      try {
        await connection.listen();
        return unsubscribe;
      } catch (error) {
        unsubscribe();
        throw error;
      }
    },
    close: () => connection.close(),
  };
}
