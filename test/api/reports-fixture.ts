/** Campaigns whose recipients are anywhere on their way, for tests of reports. */
import { randomUUID } from 'node:crypto';
import type { Channel } from '../../domain/channel.ts';
import type { NewRecipient } from '../../db/schema.ts';
import { ACCOUNT, NOW, type Answer, type Fixture } from './fixture.ts';

export const START = NOW.getTime();
export const MINUTE = 60_000;
export const DAY = 86_400_000;
export const REPORTS = `/api/account/${ACCOUNT}/app/prmsg`;

export const at = (minutes: number) => new Date(START + minutes * MINUTE);
export const isoAt = (minutes: number) => at(minutes).toISOString();

export type CampaignOptions = {
  account?: string;
  skill?: string;
  channels?: Channel[];
  handoff?: string | null;
  source?: 'API' | 'UI';
  status?: 'RUNNING' | 'PAUSED' | 'CANCELLED' | 'FAILED';
  at?: Date;
  cancelledAt?: Date;
  expiresAt?: Date;
};
export type Fate = Partial<NewRecipient>;

let campaigns = 0;
/** Each value is a parameter, and there are at most 65,535. */
const ROWS_A_STATEMENT = 1_000;

/** A campaign with these recipients, in this order; returns its id and theirs. */
export async function insertCampaignWith(
  api: Pick<Fixture, 'db'>,
  options: CampaignOptions,
  fates: Fate[],
): Promise<{ id: string; recipients: string[] }> {
  const id = `c${String((campaigns += 1)).padStart(8, '0')}`;
  const account_id = options.account ?? ACCOUNT;
  const created_at = options.at ?? NOW;
  const plan = (options.channels ?? ['wa', 'sms']).map((channel) => ({ channel }));
  await api.db
    .insertInto('campaign')
    .values({
      id,
      account_id,
      name: id,
      skill: options.skill ?? 'sales',
      template_id: 't',
      handoff_id: options.handoff ?? null,
      plan: JSON.stringify(plan),
      lookback_minutes: 60,
      status: options.status ?? 'RUNNING',
      cancelled_at: options.cancelledAt ?? null,
      expires_at: options.expiresAt ?? null,
      le_campaign_id: '1',
      le_engagement_id: '1',
      request_trace_id: randomUUID(),
      consented_by: 'c',
      source: options.source ?? 'API',
      created_at,
    })
    .execute();
  const rows = fates.map((fate, seq) => ({
    id: randomUUID(),
    account_id,
    campaign_id: id,
    seq,
    wa: '+12025550001',
    sms: '+12025550002',
    zones: [],
    zone_source: 'none',
    zone_version: 'v',
    zone_ordinal: 0,
    variables: '{}',
    header_variables: '{}',
    accepted_at: created_at,
    ...fate,
  }));
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    const some = rows.slice(from, from + ROWS_A_STATEMENT);
    await api.db.insertInto('recipient').values(some).execute();
  }
  return { id, recipients: rows.map((row) => row.id) };
}

/** The query of an interval. */
export function interval(from = START, to = from + DAY): string {
  return `attemptedStartTime=${from}&attemptedEndTime=${to}`;
}

export type Row = Record<string, unknown>;
export const analyticsOf = (answer: Answer) => answer.body.analytics as Row[];
export const transactionsOf = (answer: Answer) => answer.body.transactions as Row[];
export const pageOf = (answer: Answer) => answer.body.page as { count: number } & Record<string, unknown>;
