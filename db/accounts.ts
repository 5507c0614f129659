import type { Selectable, Transaction, Updateable } from 'kysely';
import type { Db } from './connect.ts';
import type { Account, AccountTable, ChannelSettingTable, Database, OutboundNumberTable } from './schema.ts';

/** Changes an account and returns it as it is then; what is undefined stays. */
export async function updateAccount(db: Db, accountId: string, changes: Updateable<AccountTable>): Promise<Account> {
  const values: unknown[] = Object.values(changes);
  // A change of nothing is no statement.
  if (values.every((value) => value === undefined)) return getAccount(db, accountId);
  return db.updateTable('account').set(changes).where('id', '=', accountId).returningAll().executeTakeFirstOrThrow();
}

function getAccount(db: Db, accountId: string): Promise<Account> {
  return db.selectFrom('account').selectAll().where('id', '=', accountId).executeTakeFirstOrThrow();
}

/** Holds an account until the transaction ends, against those who lock it too: its default skill and its skills change one after the other. */
export function lockAccount(trx: Transaction<Database>, accountId: string): Promise<Account> {
  return trx.selectFrom('account').selectAll().where('id', '=', accountId).forNoKeyUpdate().executeTakeFirstOrThrow();
}

export async function isSkill(db: Db, accountId: string, name: string): Promise<boolean> {
  const row = await db
    .selectFrom('skill')
    .select('name')
    .where('account_id', '=', accountId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row !== undefined;
}

/** The names of the account's onboarded skills, in their order. */
export async function listSkills(db: Db, accountId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('skill')
    .select('name')
    .where('account_id', '=', accountId)
    .orderBy((eb) => eb.fn('lower', ['name']))
    .orderBy('name')
    .execute();
  return rows.map((row) => row.name);
}

/** Returns whether it is new. */
export async function insertSkill(db: Db, accountId: string, name: string): Promise<boolean> {
  const result = await db
    .insertInto('skill')
    .values({ account_id: accountId, name })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Returns whether it was there. */
export async function deleteSkill(db: Db, accountId: string, name: string): Promise<boolean> {
  const result = await db
    .deleteFrom('skill')
    .where('account_id', '=', accountId)
    .where('name', '=', name)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
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

/** In the account's order. */
export function listChannelSettings(db: Db, accountId: string): Promise<Selectable<ChannelSettingTable>[]> {
  return db
    .selectFrom('channel_setting')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('position')
    .orderBy('channel', 'desc')
    .execute();
}

/** The hosts from which images may be sent, in lower case. */
export async function listMediaHosts(db: Db, accountId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('media_host').select('host').where('account_id', '=', accountId).execute();
  return new Set(rows.map((row) => row.host.toLowerCase()).sort());
}

/** Returns whether it is new. */
export async function insertMediaHost(db: Db, accountId: string, host: string): Promise<boolean> {
  const result = await db
    .insertInto('media_host')
    .values({ account_id: accountId, host })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Takes a host in lower case away. Returns whether it was there. */
export async function deleteMediaHost(db: Db, accountId: string, host: string): Promise<boolean> {
  const result = await db
    .deleteFrom('media_host')
    .where('account_id', '=', accountId)
    .where((eb) => eb(eb.fn('lower', ['host']), '=', host))
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** The zone of In-App users who bring none, in campaigns launched from now on; null: they have none. */
export async function updateInAppTimezone(db: Db, accountId: string, timezone: string | null): Promise<void> {
  await db.updateTable('account').set({ in_app_timezone: timezone }).where('id', '=', accountId).execute();
}
