import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';
import { insertOutbox } from '../../db/outbox.ts';
import { newCampaignId } from '../../domain/ids.ts';
import { TIMEZONE_DATA_VERSION } from '../../domain/timezone.ts';
import { DEMO } from '../../dev/seed.ts';

/**
 * Stores a campaign as one that was posted, with so many recipients as no call may bring, and what starts it, and returns its id. What it stores is
 * what the API stores; it goes its way once the outbox is delivered.
 */
export async function insertCampaignLike(db: Db, posted: string, recipients: number): Promise<string> {
  const id = newCampaignId();
  await db.transaction().execute(async (trx) => {
    await sql`
      INSERT INTO campaign (id, account_id, name, skill, template_id, handoff_id, plan, lookback_minutes, le_campaign_id, le_engagement_id,
        request_trace_id, source, consented_by, consent_words, created_at)
      SELECT ${id}, account_id, 'Large', skill, template_id, handoff_id, plan, lookback_minutes, le_campaign_id, le_engagement_id,
        ${randomUUID()}, source, consented_by, consent_words, now() FROM campaign WHERE id = ${posted}`.execute(trx);
    await sql`
      INSERT INTO recipient (id, account_id, campaign_id, seq, consumer_content, sms, zones, zone_source, zone_version, zone_ordinal,
        variables, header_variables, accepted_at)
      SELECT gen_random_uuid(), ${DEMO.accountId}, ${id}, seq, jsonb_build_object('sms', '1202' || 4000000 + seq),
        '+1202' || 4000000 + seq, ARRAY['America/New_York'], 'prefix', ${TIMEZONE_DATA_VERSION}, seq, '{"1":"Ada","2":"A-1207"}', '{}', now()
      FROM generate_series(0, ${recipients}::integer - 1) seq`.execute(trx);
    await insertOutbox(trx, { kind: 'start-campaign', accountId: DEMO.accountId, campaignId: id });
  });
  return id;
}
