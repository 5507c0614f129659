import type { Channel } from '../domain/channel.ts';

/** A WhatsApp template with its parameters, in the order in which the template names them. */
export type TemplateContent = {
  kind: 'template';
  name: string;
  language: string;
  header?: { type: 'image' | 'video' | 'document'; link: string } | { type: 'text'; text: string };
  bodyParameters: string[];
  /** Parameters of dynamic buttons, by the button's index. */
  buttonParameters: { index: number; subType: 'url' | 'quick_reply'; text: string }[];
};

export type MessageContent = { kind: 'text'; text: string } | TemplateContent;

/** One message to one consumer, complete: an adapter adds nothing but the provider's wire format. */
export type OutboundMessage = {
  /** Goes to the provider where it takes a reference, and comes back in its webhooks. */
  attemptId: string;
  /** The brand's number, E.164, or the app of In-App. */
  from: string;
  /** What the provider calls the brand's number: WhatsApp's phone-number-id. Absent for SMS. */
  fromRef: string | undefined;
  /** In-App: all apps in whose inboxes it goes; absent: in that of `from` alone. */
  apps?: string[] | undefined;
  /** E.164, or the user id of In-App. */
  to: string;
  content: MessageContent;
  /** The instant (ISO 8601) after which the provider must not deliver it from its own queue. */
  validUntil: string | undefined;
};

/** What came of a call, as far as this side can tell. */
export type SendResult =
  | {
      outcome: 'accepted';
      providerMessageId: string;
      /** What the provider calls the consumer, E.164, where it says so: its webhooks will name them by it. */
      toAlias?: string;
    }
  /** The provider answered, and did not take it. `retryAfterMs` where it said so. */
  | { outcome: 'refused'; code: string; message: string; retryAfterMs?: number }
  /** No answer, or none that can be read: the provider may have taken it. */
  | { outcome: 'unknown'; message: string };

/** What a look-up of an earlier attempt says. */
export type FindResult =
  | { outcome: 'accepted'; providerMessageId: string }
  | { outcome: 'absent' }
  /** The provider has no look-up, or did not answer: only its webhook can tell. */
  | { outcome: 'unknown'; message: string };

/** What a provider says of a number's line, in its own word: `mobile`, `landline`…; or why it says nothing. */
export type LineTypeResult = { outcome: 'known'; type: string } | { outcome: 'unknown'; message: string };

/** The port that every provider's adapter implements. Adapters never throw for what a provider says. */
export interface ChannelAdapter {
  readonly channel: Channel;
  /** Whether `find` can tell. If not, only the provider's webhook can, and the outcome is awaited. */
  readonly canFind: boolean;
  send(message: OutboundMessage): Promise<SendResult>;
  /**
   * Finds out whether an attempt that began at `since` (ISO 8601) was taken. `held` are the provider's ids of messages that other attempts
   * have: none of them is this one. `rivals` is how many other calls from this number to this consumer, of about the same time, have an
   * outcome that is not known either: a message that is found may be theirs.
   */
  find(message: OutboundMessage, since: string, held: readonly string[], rivals?: number): Promise<FindResult>;
  /** Asks what kind of line a number is, E.164, where the provider can tell. Takes some seconds at the most, and never throws. */
  readonly lineType?: (number: string) => Promise<LineTypeResult>;
}
