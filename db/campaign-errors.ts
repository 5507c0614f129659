import { sql } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import type { ErrorSource } from '../domain/errors.ts';
import type { Db } from './connect.ts';

/** Recipients with the same error on the same channel. `message`: the words that the last of them in the request got. */
export type CampaignError = {
  channel: Channel;
  source: ErrorSource;
  code: string;
  recipients: number;
  message: string | null;
};

/** Why a campaign's recipients have failed, most first. The index recipient_error finds the words. */
export async function listCampaignErrors(db: Db, campaignId: string): Promise<CampaignError[]> {
  const { rows } = await sql<CampaignError>`
    SELECT k.*, (SELECT error_message FROM recipient r
      WHERE r.campaign_id = ${campaignId} AND r.error_code = k.code AND r.error_source = k.source
      ORDER BY seq DESC LIMIT 1) AS message
    FROM (SELECT channel, error_source AS source, error_code AS code, sum(n) AS recipients FROM recipient_count
      WHERE campaign_id = ${campaignId} AND error_source IS NOT NULL AND error_code IS NOT NULL
      GROUP BY 1, 2, 3 HAVING sum(n) > 0) k
    ORDER BY recipients DESC, channel, source, code`.execute(db);
  return rows;
}
