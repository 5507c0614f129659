import { sql } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import type { SetUp } from '../domain/setup.ts';
import type { Db } from './connect.ts';

type Row = Omit<SetUp, 'numbers'> & { numbers: { channel: Channel; n: number }[] };

/** What an account has set up, in one statement. */
export async function getSetUp(db: Db, accountId: string): Promise<SetUp> {
  const { rows } = await sql<Row>`
    SELECT a.default_skill AS "defaultSkill",
      (SELECT coalesce(json_agg(channel ORDER BY position, channel DESC), '[]') FROM channel_setting
        WHERE account_id = a.id AND enabled) AS channels,
      (SELECT coalesce(json_agg(json_build_object('channel', channel, 'n', n)), '[]')
        FROM (SELECT channel, count(*) AS n FROM outbound_number WHERE account_id = a.id GROUP BY 1) o) AS numbers,
      (SELECT coalesce(json_agg(name ORDER BY name), '[]') FROM skill WHERE account_id = a.id) AS skills,
      (SELECT count(*) FROM template WHERE account_id = a.id AND deleted_at IS NULL) AS templates,
      (SELECT count(*) FROM template WHERE account_id = a.id AND deleted_at IS NULL AND status = 'APPROVED') AS "approvedTemplates",
      (SELECT count(*) FROM handoff WHERE account_id = a.id) AS handoffs,
      (SELECT count(*) FROM api_client WHERE account_id = a.id AND revoked_at IS NULL) AS "apiClients",
      a.opt_out_confirmation AS "optOutConfirmation", a.help_text AS "helpText",
      (SELECT count(*) FROM media_host WHERE account_id = a.id) AS "mediaHosts",
      (SELECT count(*) FROM inapp_app WHERE account_id = a.id) AS apps
    FROM account a WHERE a.id = ${accountId}`.execute(db);
  const [row] = rows;
  if (!row) throw new Error(`There is no account ${accountId}`);
  return { ...row, numbers: new Map(row.numbers.map(({ channel, n }) => [channel, n])) };
}
