import type { Channel } from './channel.ts';

/**
 * How far a message has come: the furthest of these. The first six are contract.md section 5, `messagestatus`; SCHEDULED and NOT_SENT, for who
 * is still to be sent to, are the words of section 2.
 */
export const MESSAGE_STATUSES = [
  'RESPONDED',
  'READ',
  'DELIVERED',
  'SENT',
  'SKIPPED',
  'FAILED',
  'SCHEDULED',
  'NOT_SENT',
] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/** Who launched a campaign. Theirs has a third, LPWF, that no campaign of ours comes from: clients name it all the same. */
export const SOURCES = ['API', 'UI', 'LPWF'] as const;
export type Source = (typeof SOURCES)[number];

const CHANNEL_WORDS: Record<string, Channel> = {
  wa: 'wa',
  whatsapp: 'wa',
  sms: 'sms',
  smstwilio: 'sms',
  twilio: 'sms',
  inapp: 'inapp',
};

/** The channel that a client's word means, in any case and with any punctuation: `SMS`, `WhatsApp`, `in-app`; undefined for none. */
export function channelOf(word: string): Channel | undefined {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  return Object.hasOwn(CHANNEL_WORDS, letters) ? CHANNEL_WORDS[letters] : undefined;
}

/** The message status that a client's word means, in any case; undefined for none. */
export function messageStatusOf(word: string): MessageStatus | undefined {
  return MESSAGE_STATUSES.find((status) => status === word.toUpperCase());
}

/** The source that a client's word means, in any case; undefined for none. */
export function sourceOf(word: string): Source | undefined {
  return SOURCES.find((source) => source === word.toUpperCase());
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** contract.md section 3: the longest interval of attempted times that a report takes. */
export const LONGEST_INTERVAL = {
  analytics: { ms: 60 * DAY_MS, words: '60 days' },
  transactions: { ms: DAY_MS, words: '24 hours' },
} as const;

/** Why an interval of attempted times, [start, end) in epoch ms, can't be reported on, naming the field; undefined: it can. */
export function intervalProblem(
  report: keyof typeof LONGEST_INTERVAL,
  startMs: number,
  endMs: number,
): string | undefined {
  if (endMs < startMs) return 'attemptedEndTime: is before attemptedStartTime';
  const longest = LONGEST_INTERVAL[report];
  if (endMs - startMs <= longest.ms) return undefined;
  return `attemptedEndTime: is more than ${longest.words} after attemptedStartTime, the longest interval for ${report}`;
}

/** The offsets around a page of `count` in all; -1 where there is no such page. */
export function neighbourOffsets(
  count: number,
  offset: number,
  limit: number,
): { previousOffset: number; currentOffset: number; nextOffset: number } {
  return {
    previousOffset: offset === 0 ? -1 : Math.max(0, offset - limit),
    currentOffset: offset,
    nextOffset: offset + limit < count ? offset + limit : -1,
  };
}

const TOKEN = /^offset-(\d{1,10})$/;

/** What a page is called where clients are not to count offsets themselves: the first version of the transactions. */
export function pageName(offset: number): string {
  return Buffer.from(`offset-${offset}`).toString('base64url');
}

/** The offset of a page by its name; undefined where no page is called so. */
export function offsetOfPage(name: string): number | undefined {
  const offset = TOKEN.exec(Buffer.from(name, 'base64url').toString())?.[1];
  return offset === undefined ? undefined : Number(offset);
}
