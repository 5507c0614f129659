import type { Channel } from '../domain/channel.ts';

/** What every event says of its conversation: nothing in it changes while it lasts, so that an event is the same each time it is told. */
export type ConversationFacts = {
  id: string;
  accountId: string;
  channel: Channel;
  /** E.164, or the user id of In-App. */
  consumer: string;
  /** The number that the consumer wrote to, E.164, or the app. */
  brandNumber: string;
  skill: string;
  route: 'campaign' | 'after-lookback' | 'after-close' | 'inbound';
  campaignId: string | null;
  campaignName: string | null;
  handoffId: string | null;
  recipientId: string | null;
  /** ISO 8601. */
  openedAt: string;
};

/** What the consumer answers, as they got it. */
export type Origin = { text: string; media: { type: string; link: string } | null; sentAt: string | null };

/** Something to tell of a conversation. Its id is the same each time that it is told: who has seen it drops it. */
export type ConversationEvent = {
  id: string;
  /** When it happened, ISO 8601. */
  at: string;
  conversation: ConversationFacts;
  /** What the other side calls the conversation, and the dialog of it that is open; null until it has said so. */
  external: { id: string; dialogId: string } | null;
} & (
  | { kind: 'opened'; context: unknown[] | null; origin: Origin | null }
  | { kind: 'origin'; origin: Origin }
  | { kind: 'message'; message: { id: string; text: string } }
  | { kind: 'closed'; csat: number | null }
);

/** What came of telling it. */
export type Delivery =
  | {
      outcome: 'taken';
      /** What the other side calls the conversation from now on. */
      externalId?: string;
    }
  /** It was not taken, and will be told again. `code` names no person; `message` may be in the other side's words. */
  | { outcome: 'refused'; code: string; message: string; retryAfterMs?: number | undefined }
  /** No answer, or none that tells: it may have been taken. */
  | { outcome: 'unknown'; code: string; message: string };

/** The secret that counts, and the one before it while that counts too. */
export type Secrets = { current: string; previous: string | undefined };

/**
 * The port behind which agents work elsewhere than in our inbox. Our own tables are the record of every conversation; an adapter is told what
 * happens in it, one event at a time and in order, until it takes each. Adapters never throw for what the other side says.
 */
export interface ConversationAdapter<Settings> {
  /** `onConsumer` hears what the other side calls the consumer before a conversation is opened there: it is how it can be found again. */
  deliver(
    event: ConversationEvent,
    account: { settings: Settings; secrets: Secrets },
    onConsumer: (externalConsumerId: string) => Promise<void>,
  ): Promise<Delivery>;
}
