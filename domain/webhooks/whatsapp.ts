import { createHmac, timingSafeEqual } from 'node:crypto';

export type WhatsAppStatusEvent = {
  kind: 'status';
  phoneNumberId: string | undefined;
  providerMessageId: string;
  /** What was sent as `biz_opaque_callback_data`: the attempt's id. */
  reference: string | undefined;
  status: 'sent' | 'delivered' | 'read' | 'failed';
  errors: { code: string; title: string }[];
  /** ISO 8601. */
  timestamp: string | undefined;
  /** The consumer's number, digits only; absent for a consumer known by user id alone. */
  recipient: string | undefined;
  recipientUserId: string | undefined;
};

export type WhatsAppMessageEvent = {
  kind: 'message';
  phoneNumberId: string | undefined;
  providerMessageId: string;
  /** The consumer's number, digits only. Since 2026 a consumer may be known by `userId` alone. */
  from: string | undefined;
  userId: string | undefined;
  /** WhatsApp's own word: text, button, interactive, image, reaction… */
  type: string;
  /** What the consumer wrote, or the title of the button that was pressed; undefined for other types. */
  text: string | undefined;
  timestamp: string | undefined;
  /** The message that this one answers. */
  contextId: string | undefined;
};

/** The consumer stops or resumes marketing messages in WhatsApp's own settings. */
export type WhatsAppPreferenceEvent = {
  kind: 'preference';
  phoneNumberId: string | undefined;
  waId: string | undefined;
  userId: string | undefined;
  preference: 'stop' | 'resume';
  timestamp: string | undefined;
};

export type WhatsAppTemplateEvent = {
  kind: 'template-status';
  accountId: string | undefined;
  templateId: string | undefined;
  name: string;
  language: string | undefined;
  /** APPROVED, REJECTED, PENDING, PAUSED, DISABLED… */
  status: string;
  /** Why, in WhatsApp's words. */
  reason: string | undefined;
  timestamp: string | undefined;
};

/** WhatsApp has put a template in another category. */
export type WhatsAppCategoryEvent = {
  kind: 'template-category';
  accountId: string | undefined;
  templateId: string | undefined;
  name: string;
  language: string | undefined;
  category: string;
  timestamp: string | undefined;
};

export type WhatsAppEvent =
  WhatsAppStatusEvent | WhatsAppMessageEvent | WhatsAppPreferenceEvent | WhatsAppTemplateEvent | WhatsAppCategoryEvent;

type Json = Readonly<Record<string, unknown>>;

/**
 * Whether a webhook comes from WhatsApp: `X-Hub-Signature-256` is the HMAC-SHA256 of the raw body, byte for byte as it came, under
 * the app secret. https://developers.facebook.com/docs/graph-api/webhooks/getting-started#event-notifications
 */
export function isWhatsAppSignature(
  appSecret: string,
  signature: string | undefined,
  rawBody: Buffer | string,
): boolean {
  const given = Buffer.from(signature ?? '');
  const expected = Buffer.from(`sha256=${createHmac('sha256', appSecret).update(rawBody).digest('hex')}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Told of each part that is passed over: where it stands, and nothing of what it says of a person. */
export type PassOver = (what: string) => void;

/**
 * The events of one webhook body, in its order. WhatsApp batches them, doubles them and sends them out of order: whoever applies
 * them merges by rank. What is not known here is passed over, and told to `passOver`; nothing throws.
 */
export function parseWhatsAppWebhook(body: unknown, passOver: PassOver = () => undefined): WhatsAppEvent[] {
  return list(object(body), 'entry').flatMap((entry) =>
    list(entry, 'changes').flatMap((change): WhatsAppEvent[] => {
      const value = object(change.value);
      const field = text(change, 'field') ?? 'no field';
      const each = <T>(where: string, event: T | undefined): T[] => {
        if (event === undefined) passOver(`${field}${where}`);
        return present(event);
      };
      switch (change.field) {
        case 'message_template_status_update':
          return each('', templateStatus(value, text(entry, 'id'), instant(entry, 'time')));
        case 'template_category_update':
          return each('', templateCategory(value, text(entry, 'id'), instant(entry, 'time')));
        default:
          return messagesChange(value, each);
      }
    }),
  );
}

/** What a change of messages may say besides, and is of no event. */
const BESIDES = ['messaging_product', 'metadata', 'contacts'];

/** `each`: passes an event on, or says where one would be. */
function messagesChange(
  value: Json,
  each: <T>(where: string, event: T | undefined) => T[],
): (WhatsAppStatusEvent | WhatsAppMessageEvent | WhatsAppPreferenceEvent)[] {
  const phoneNumberId = text(object(value.metadata), 'phone_number_id');
  const contacts = list(value, 'contacts');
  const readers = {
    statuses: (item: Json) => statusEvent(item, phoneNumberId, contacts),
    messages: (item: Json) => messageEvent(item, phoneNumberId, contacts),
    user_preferences: (item: Json) => preferenceEvent(item, phoneNumberId, contacts),
  };
  const events = Object.entries(readers).flatMap(([name, read]) =>
    list(value, name).flatMap((item) => each(`.${name}${wordOf(item)}`, read(item))),
  );
  const isKnown = (name: string) => BESIDES.includes(name) || (name in readers && Array.isArray(value[name]));
  const unknown = Object.keys(value).filter((name) => !isKnown(name));
  for (const name of unknown) each(`.${name.slice(0, 60)}`, undefined);
  if (unknown.length === 0 && Object.keys(readers).every((name) => !(name in value))) each('', undefined);
  return events;
}

/** The word by which a part is known or not, where it is one. */
function wordOf(item: Json): string {
  const word = item.status ?? item.type ?? item.value;
  return typeof word === 'string' && /^\w{1,30}$/.test(word) ? ` (${word})` : '';
}

function statusEvent(
  item: Json,
  phoneNumberId: string | undefined,
  contacts: readonly Json[],
): WhatsAppStatusEvent | undefined {
  const providerMessageId = text(item, 'id');
  const status = item.status;
  if (providerMessageId === undefined) return undefined;
  if (status !== 'sent' && status !== 'delivered' && status !== 'read' && status !== 'failed') return undefined;
  return {
    kind: 'status',
    phoneNumberId,
    providerMessageId,
    reference: text(item, 'biz_opaque_callback_data'),
    status,
    errors: list(item, 'errors').flatMap((error) => {
      const code = text(error, 'code');
      return code === undefined ? [] : [{ code, title: text(error, 'title') ?? text(error, 'message') ?? '' }];
    }),
    timestamp: instant(item, 'timestamp'),
    recipient: text(item, 'recipient_id'),
    recipientUserId: text(item, 'recipient_user_id') ?? userIdOf(text(item, 'recipient_id'), contacts),
  };
}

function messageEvent(
  item: Json,
  phoneNumberId: string | undefined,
  contacts: readonly Json[],
): WhatsAppMessageEvent | undefined {
  const providerMessageId = text(item, 'id');
  const type = text(item, 'type');
  if (providerMessageId === undefined || type === undefined) return undefined;
  const from = text(item, 'from');
  return {
    kind: 'message',
    phoneNumberId,
    providerMessageId,
    from,
    userId: text(item, 'from_user_id') ?? userIdOf(from, contacts),
    type,
    text: messageText(item, type),
    timestamp: instant(item, 'timestamp'),
    contextId: text(object(item.context), 'id'),
  };
}

function messageText(item: Json, type: string): string | undefined {
  if (type === 'text') return text(object(item.text), 'body');
  if (type === 'button') return text(object(item.button), 'text');
  if (type !== 'interactive') return undefined;
  const interactive = object(item.interactive);
  return text(object(interactive.button_reply), 'title') ?? text(object(interactive.list_reply), 'title');
}

function preferenceEvent(
  item: Json,
  phoneNumberId: string | undefined,
  contacts: readonly Json[],
): WhatsAppPreferenceEvent | undefined {
  const preference = item.value;
  if (preference !== 'stop' && preference !== 'resume') return undefined;
  const waId = text(item, 'wa_id');
  const userId = text(item, 'user_id') ?? userIdOf(waId, contacts);
  if (waId === undefined && userId === undefined) return undefined;
  return { kind: 'preference', phoneNumberId, waId, userId, preference, timestamp: instant(item, 'timestamp') };
}

function templateStatus(
  value: Json,
  accountId: string | undefined,
  timestamp: string | undefined,
): WhatsAppTemplateEvent | undefined {
  const name = text(value, 'message_template_name');
  const status = text(value, 'event');
  if (name === undefined || status === undefined) return undefined;
  const reason = text(value, 'reason');
  const said = [
    reason === 'NONE' ? undefined : reason,
    text(object(value.rejection_info), 'reason'),
    text(object(value.other_info), 'description'),
  ].filter((part) => part !== undefined);
  return {
    kind: 'template-status',
    accountId,
    templateId: text(value, 'message_template_id'),
    name,
    language: text(value, 'message_template_language'),
    status,
    reason: said.length === 0 ? undefined : said.join(': '),
    timestamp,
  };
}

/** A change that is only announced (`correct_category`) is none yet: another webhook comes when it is made. */
function templateCategory(
  value: Json,
  accountId: string | undefined,
  timestamp: string | undefined,
): WhatsAppCategoryEvent | undefined {
  const name = text(value, 'message_template_name');
  const category = text(value, 'new_category');
  if (name === undefined || category === undefined || text(value, 'correct_category') !== undefined) return undefined;
  return {
    kind: 'template-category',
    accountId,
    templateId: text(value, 'message_template_id'),
    name,
    language: text(value, 'message_template_language'),
    category,
    timestamp,
  };
}

/** The user id that the contacts give for a number; or that of the only contact, when there is no number. */
function userIdOf(waId: string | undefined, contacts: readonly Json[]): string | undefined {
  const contact =
    waId === undefined
      ? contacts.length === 1
        ? contacts[0]
        : undefined
      : contacts.find((each) => text(each, 'wa_id') === waId);
  return contact && text(contact, 'user_id');
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function list(parent: Json, name: string): Json[] {
  const value = Object.hasOwn(parent, name) ? parent[name] : undefined;
  return Array.isArray(value) ? value.map(object) : [];
}

/** A string that is not empty; numbers as strings, for WhatsApp writes ids and codes both ways. */
function text(parent: Json, name: string): string | undefined {
  const value = Object.hasOwn(parent, name) ? parent[name] : undefined;
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Unix seconds, as WhatsApp writes them, to ISO 8601. */
function instant(parent: Json, name: string): string | undefined {
  const seconds = Number(text(parent, name) ?? Number.NaN);
  return seconds > 0 && seconds < 8.64e12 ? new Date(seconds * 1_000).toISOString() : undefined;
}

function present<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}
