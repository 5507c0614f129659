import { sql, type RawBuilder } from 'kysely';
import type { OthersWaiting } from '../domain/opening-line.ts';
import type { Db } from './connect.ts';
import type { NewCampaign } from './schema.ts';

/** A campaign that is about to get its recipients; `plan` in JSON. */
export type Newcomer = Pick<NewCampaign, 'account_id' | 'plan' | 'send_rate'>;

/**
 * Who waits in which zones (`zones`, `campaigns`, `recipients`) of the account's campaigns on the same channel. Those of the last day: a window
 * opens every day, and more than a day's allowance never waits for one. A campaign with a rate of its own wakes nobody faster than that, and
 * stands in no line.
 */
export function othersWaiting({ account_id, plan, send_rate }: Newcomer, now: Date): RawBuilder<OthersInZones> {
  return sql<OthersInZones>`
    SELECT zones, count(*)::int AS campaigns, sum(n)::int AS recipients FROM (
      SELECT z.zones, sum(z.n) AS n FROM campaign c JOIN zone_count z ON z.campaign_id = c.id
      WHERE c.account_id = ${account_id} AND c.created_at > ${now}::timestamptz - interval '1 day'
        AND c.initial_channel = ${plan}::jsonb->0->>'channel' AND c.status IN ('RUNNING', 'PAUSED') AND c.send_rate IS NULL
        AND ${send_rate ?? null}::float8 IS NULL
      GROUP BY c.id, z.zones HAVING sum(z.n) > 0
    ) waiting GROUP BY zones`;
}

type OthersInZones = OthersWaiting & { zones: string[] };

/** The same by the zones, joined by commas. */
export async function listOthersWaiting(db: Db, newcomer: Newcomer, now: Date): Promise<Map<string, OthersWaiting>> {
  const { rows } = await othersWaiting(newcomer, now).execute(db);
  return new Map(rows.map(({ zones, ...others }) => [zones.join(), others]));
}
