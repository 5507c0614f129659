import { sql, type RawBuilder } from 'kysely';
import { UNSENT_STATES, type RecipientState, type WireCampaignStatus } from '../domain/status.ts';

const UNSENT = sql.join([...UNSENT_STATES].map((state) => sql.lit(state)));

/**
 * `effectiveState` of domain/status.ts in SQL: what a recipient is at `now`, from its own state and its campaign's row. `state` is a column of
 * `recipient` or `recipient_count`, `campaign` the name that the statement gives to the table `campaign`.
 */
export function effectiveState(state: string, campaign: string, now: Date): RawBuilder<RecipientState> {
  const column = sql.ref(state);
  const status = sql.ref(`${campaign}.status`);
  const expiresAt = sql.ref(`${campaign}.expires_at`);
  return sql`CASE WHEN ${column} NOT IN ('NOT_SENT', 'SCHEDULED') THEN ${column}
    WHEN ${status} IN ('CANCELLED', 'FAILED') THEN ${status}
    WHEN ${expiresAt} <= ${now}::timestamptz THEN 'EXPIRED'
    ELSE ${column} END`;
}

/** `wireCampaignStatus` of domain/status.ts in SQL. `campaign` is the name that the statement gives to the table `campaign`. */
export function wireCampaignStatus(campaign: string, now: Date): RawBuilder<WireCampaignStatus> {
  const status = sql.ref(`${campaign}.status`);
  // The states are said twice: the first time for the index recipient_unsent_zones.
  const anyUnsent = sql`EXISTS (SELECT FROM recipient u WHERE u.campaign_id = ${sql.ref(`${campaign}.id`)}
    AND u.state IN (${UNSENT}) AND ${effectiveState('u.state', campaign, now)} IN (${UNSENT}))`;
  return sql`CASE WHEN ${status} IN ('CANCELLED', 'FAILED') THEN ${status}
    WHEN NOT ${anyUnsent} THEN 'FINISHED'
    WHEN ${status} = 'PAUSED' THEN 'PAUSED'
    ELSE 'PUBLISHED' END`;
}
