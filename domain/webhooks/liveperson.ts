import { createHmac, timingSafeEqual } from 'node:crypto';

/** A line in a conversation, of whoever wrote it. */
export type LivePersonMessage = {
  kind: 'message';
  conversationId: string;
  dialogId: string;
  /** Its place in its dialog: with the dialog's id it names the line. */
  sequence: number;
  /** The consumer's own, which we told it. */
  isConsumer: boolean;
  contentType: string;
  /** Undefined for what is no plain text. */
  text: string | undefined;
};

/** The state of a conversation as a whole. */
export type LivePersonChange = {
  kind: 'change';
  conversationId: string;
  state: 'OPEN' | 'CLOSE';
  /** What LivePerson calls its consumer. */
  consumerId: string | undefined;
  /** The dialog that is open: a survey after the conversation is a dialog of its own. */
  dialogId: string | undefined;
  /** 1 to 5. */
  csat: number | undefined;
  /** Epoch ms. */
  endedAt: number | undefined;
};

const DIGEST = /^(sha1|sha256)=(.+)$/;

/**
 * Whether LivePerson signed the body: HMAC with the app's secret, SHA-1 unless the account is set to SHA-256, in base64 or hexadecimal.
 * https://developers.liveperson.com/connector-api-webhooks-notification-protocol.html
 */
export function isLivePersonSignature(secret: string, signature: string, body: Buffer): boolean {
  const [, algorithm, given] = DIGEST.exec(signature) ?? [];
  if (algorithm === undefined || given === undefined) return false;
  const digest = createHmac(algorithm, secret).update(body).digest();
  return (['base64', 'hex'] as const).some((encoding) => {
    const bytes = Buffer.from(given, encoding);
    return bytes.length === digest.length && timingSafeEqual(bytes, digest);
  });
}

/**
 * What a notification says, in its order: https://developers.liveperson.com/connector-api-webhooks-events.html. What is of no interest (who types, who
 * has read, what agents write among themselves) is left out.
 */
export function parseLivePersonNotification(body: unknown): (LivePersonMessage | LivePersonChange)[] {
  const { type, body: content } = object(body) ?? {};
  const changes = objects(object(content)?.changes);
  if (type === 'ms.MessagingEventNotification') return changes.map(messageOf).filter((each) => each !== undefined);
  if (type === 'cqm.ExConversationChangeNotification')
    return changes.map(changeOf).filter((each) => each !== undefined);
  return [];
}

function messageOf(change: Fields): LivePersonMessage | undefined {
  const event = object(change.event) ?? {};
  const dialogId = text(change.dialogId);
  const conversationId = text(change.conversationId) ?? dialogId;
  const { sequence } = change;
  const isContent = event.type === 'ContentEvent' || event.type === 'RichContentEvent';
  const isForAll = change.messageAudience === undefined || change.messageAudience === 'ALL';
  if (!isContent || !isForAll || conversationId === undefined || typeof sequence !== 'number') return undefined;
  const contentType = event.type === 'RichContentEvent' ? 'rich content' : (text(event.contentType) ?? 'text/plain');
  const line = contentType === 'text/plain' ? text(event.message) : undefined;
  return {
    kind: 'message',
    conversationId,
    dialogId: dialogId ?? conversationId,
    sequence,
    isConsumer: object(change.originatorMetadata)?.role === 'CONSUMER',
    contentType,
    text: line?.trim() === '' ? undefined : line,
  };
}

function changeOf(change: Fields): LivePersonChange | undefined {
  const result = object(change.result) ?? {};
  const details = object(result.conversationDetails) ?? {};
  const conversationId = text(result.convId);
  if (conversationId === undefined || (details.state !== 'OPEN' && details.state !== 'CLOSE')) return undefined;
  const consumer = objects(details.participants).find(({ role }) => role === 'CONSUMER');
  const open = objects(details.dialogs).filter(({ state }) => state === 'OPEN');
  const csat = object(details.csat)?.csatRate;
  return {
    kind: 'change',
    conversationId,
    state: details.state,
    consumerId: text(consumer?.id),
    dialogId: text(open.at(-1)?.dialogId),
    csat: typeof csat === 'number' && Number.isInteger(csat) && csat >= 1 && csat <= 5 ? csat : undefined,
    endedAt: typeof details.endTs === 'number' && details.endTs > 0 ? details.endTs : undefined,
  };
}

type Fields = Record<string, unknown>;

function object(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function objects(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(object).filter((each) => each !== undefined) : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
