const CHANNELS = ['wa', 'sms', 'inapp'] as const;
const SOURCES = ['API', 'UI'] as const;
export const GROUPINGS = ['day', 'channel', 'skill'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What a report is of. `from` and `to` are days of the account's timezone, YYYY-MM-DD, both of them counted. */
export type ReportSearch = {
  from?: string;
  to?: string;
  channel?: (typeof CHANNELS)[number];
  skill?: string;
  handoff?: string;
  source?: (typeof SOURCES)[number];
  by?: Grouping;
};

function oneOf<T extends string>(values: readonly T[], value: unknown): T | undefined {
  return values.find((each) => each === value);
}

function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function dayOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
}

/** Reads an address; what makes no sense there is left out. */
export function readReportSearch(search: Record<string, unknown>): ReportSearch {
  const fields = {
    from: dayOf(search.from),
    to: dayOf(search.to),
    channel: oneOf(CHANNELS, search.channel),
    skill: textOf(search.skill),
    handoff: textOf(search.handoff),
    source: oneOf(SOURCES, search.source),
    by: oneOf(GROUPINGS, search.by),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
