import type { Selectable } from 'kysely';
import type { Db } from './connect.ts';
import type { ChannelSettingTable, OutboundNumberTable } from './schema.ts';

export async function isSkill(db: Db, accountId: string, name: string): Promise<boolean> {
  const row = await db
    .selectFrom('skill')
    .select('name')
    .where('account_id', '=', accountId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row !== undefined;
}

/** Oldest first: the first of a channel is the one that serves where a campaign names none. */
export function listOutboundNumbers(db: Db, accountId: string): Promise<Selectable<OutboundNumberTable>[]> {
  return db
    .selectFrom('outbound_number')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .orderBy('number')
    .execute();
}

export function listChannelSettings(db: Db, accountId: string): Promise<Selectable<ChannelSettingTable>[]> {
  return db.selectFrom('channel_setting').selectAll().where('account_id', '=', accountId).execute();
}

/** The hosts from which images may be sent, in lower case. */
export async function listMediaHosts(db: Db, accountId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('media_host').select('host').where('account_id', '=', accountId).execute();
  return new Set(rows.map((row) => row.host.toLowerCase()));
}

/** The zone of In-App users who bring none, in campaigns launched from now on; null: they have none. */
export async function updateInAppTimezone(db: Db, accountId: string, timezone: string | null): Promise<void> {
  await db.updateTable('account').set({ in_app_timezone: timezone }).where('id', '=', accountId).execute();
}
