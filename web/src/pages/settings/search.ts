import { readListSearch, type ListSearch } from '../../components/list-search.ts';

const STATES = ['ACTIVE', 'REVOKED'] as const;
const CHANNELS = ['wa', 'sms', 'inapp'] as const;
export const OPT_OUT_SOURCES = ['consumer', 'whatsapp', 'provider', 'api', 'import'] as const;

export type OptOutSearch = ListSearch & {
  tab?: 'answers';
  consumer?: string;
  state?: (typeof STATES)[number];
  channel?: (typeof CHANNELS)[number];
  source?: (typeof OPT_OUT_SOURCES)[number];
};

function oneOf<T extends string>(values: readonly T[], value: unknown): T | undefined {
  return values.find((each) => each === value);
}

/** A text that an address may also have read as a number. */
function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function present<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

export function readOptOutSearch(search: Record<string, unknown>): OptOutSearch {
  return {
    ...readListSearch(search),
    ...present<OptOutSearch>({
      tab: oneOf(['answers'], search.tab),
      consumer: textOf(search.consumer),
      state: oneOf(STATES, search.state),
      channel: oneOf(CHANNELS, search.channel),
      source: oneOf(OPT_OUT_SOURCES, search.source),
    }),
  };
}

/** `from` and `to` are days of the reader's own clock, YYYY-MM-DD, both of them shown. */
export type AuditSearch = ListSearch & { actor?: string; operation?: string; from?: string; to?: string };

export function readDay(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
}

export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  return {
    ...readListSearch(search),
    ...present<AuditSearch>({
      actor: textOf(search.actor),
      operation: textOf(search.operation),
      from: readDay(search.from),
      to: readDay(search.to),
    }),
  };
}

/** A search with another filter, null or empty for none: on its first page. */
export function withFilter<T extends ListSearch>(search: T, field: keyof T, value: string | null): T {
  const rest = Object.entries(search).filter(([name]) => name !== field && name !== 'page');
  return Object.fromEntries(value === null || value === '' ? rest : [...rest, [field, value]]) as T;
}

/** The version of a rule set; none: the latest. */
export function readVersion({ version }: Record<string, unknown>): { version?: number } {
  return Number.isInteger(version) && Number(version) > 0 ? { version: Number(version) } : {};
}

/** The name of a rule set to begin with. */
export function readFrom(search: Record<string, unknown>): { from?: string } {
  const from = textOf(search.from);
  return from === undefined ? {} : { from };
}
