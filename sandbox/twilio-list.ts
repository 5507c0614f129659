import type { Carrier } from './carrier.ts';
import { type Message, digits } from './message.ts';
import { messageResource } from './twilio-resource.ts';
import { TWILIO_API_VERSION } from './twilio-webhooks.ts';

export type ListQuery = Partial<
  Record<'To' | 'From' | 'DateSent' | 'DateSent<' | 'DateSent>' | 'PageSize' | 'Page', string>
>;

const MAX_PAGE_SIZE = 1_000;

/** One page of messages, newest first, as Twilio lists them. */
export function listMessages(carrier: Carrier, query: ListQuery): Record<string, unknown> {
  const size = Math.min(Math.max(Number(query.PageSize ?? 50) || 50, 1), MAX_PAGE_SIZE);
  const page = Math.max(Number(query.Page ?? 0) || 0, 0);
  const found = candidates(carrier, query).filter((message) => matches(message, query));
  const start = page * size;
  const shown = found.slice(start, start + size);
  const uri = (number: number) => {
    const path = `/${TWILIO_API_VERSION}/Accounts/${carrier.config.TWILIO_ACCOUNT_SID}/Messages.json`;
    return `${path}?${new URLSearchParams({ ...query, PageSize: String(size), Page: String(number) }).toString()}`;
  };
  return {
    messages: shown.map((message) => messageResource(carrier.config, message)),
    page,
    page_size: size,
    start,
    end: Math.max(start + shown.length - 1, 0),
    uri: uri(page),
    first_page_uri: uri(0),
    next_page_uri: start + size < found.length ? uri(page + 1) : null,
    previous_page_uri: page > 0 ? uri(page - 1) : null,
  };
}

/** Newest first. The phone of either side narrows it down; only a listing of everything goes over everything. */
function candidates({ store }: Carrier, query: ListQuery): Message[] {
  for (const number of [query.To, query.From]) {
    const shown = number === undefined ? [] : store.ofPhone(number);
    if (shown.length > 0) return shown.toReversed();
  }
  return [...store.all()].reverse();
}

function matches(message: Message, query: ListQuery): boolean {
  if (message.channel !== 'sms') return false;
  if (query.To !== undefined && digits(query.To) !== digits(message.to)) return false;
  if (query.From !== undefined && digits(query.From) !== digits(message.from)) return false;
  if (query.DateSent !== undefined && !message.acceptedAt.startsWith(query.DateSent.slice(0, 10))) return false;
  const sent = Date.parse(message.acceptedAt);
  return !(sent > bound(query['DateSent<'], true)) && !(sent < bound(query['DateSent>'], false));
}

/** An instant, or a whole day: before a day means up to its end. NaN compares to nothing, so that a missing bound bounds nothing. */
function bound(text: string | undefined, endOfDay: boolean): number {
  if (text === undefined) return Number.NaN;
  const wholeDay = /^\d{4}-\d\d-\d\d$/.test(text) && endOfDay;
  return Date.parse(text) + (wholeDay ? 24 * 3_600_000 - 1 : 999 * Number(endOfDay));
}
