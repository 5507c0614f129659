import { readListSearch, type ListSearch } from '../../components/list-table.tsx';

/** What the list's address keeps. `status` and `channel` are words with commas; `from` and `to` are days, both within. */
export type CampaignsSearch = ListSearch & {
  name?: string;
  status?: string;
  channel?: string;
  from?: string;
  to?: string;
};

export const RECIPIENT_TABS = [
  'scheduled',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'skipped',
  'all',
] as const;
export type RecipientTab = (typeof RECIPIENT_TABS)[number];

/** What a campaign's address keeps; a recipient's drawer has its own by `recipient`. */
export type CampaignSearch = ListSearch & {
  tab?: RecipientTab;
  /** The timezone group that is open: its zones with commas, or `none`. */
  zones?: string;
  /** Only those of one error: `source_code`. */
  error?: string;
  /** A number or a user id that is looked for. */
  find?: string;
  recipient?: string;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function readCampaignsSearch(search: Record<string, unknown>): CampaignsSearch {
  return {
    ...readListSearch(search),
    ...text('name', search.name),
    ...text('status', search.status),
    ...text('channel', search.channel),
    ...(DAY.test(String(search.from)) && { from: String(search.from) }),
    ...(DAY.test(String(search.to)) && { to: String(search.to) }),
  };
}

export function readCampaignSearch(search: Record<string, unknown>): CampaignSearch {
  const tab = RECIPIENT_TABS.find((known) => known === search.tab);
  return {
    ...readListSearch(search),
    ...(tab && { tab }),
    ...text('zones', search.zones),
    ...text('error', search.error),
    ...text('find', search.find),
    ...text('recipient', search.recipient),
  };
}

/** A word of an address that looks like a number is read as one. */
function text<K extends string>(name: K, value: unknown): Partial<Record<K, string>> {
  if (typeof value !== 'string' && typeof value !== 'number') return {};
  const trimmed = String(value).trim();
  return trimmed === '' ? {} : ({ [name]: trimmed } as Record<K, string>);
}
