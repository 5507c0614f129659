import { sql } from 'kysely';
import type { Db } from './connect.ts';
import type { InAppApp } from './schema.ts';

/** Of an account, by name. */
export async function listApps(
  db: Db,
  accountId: string,
  page: { limit: number; offset: number },
): Promise<{ apps: InAppApp[]; count: number }> {
  const ofAccount = db.selectFrom('inapp_app').where('account_id', '=', accountId);
  const { count } = await ofAccount.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const apps = await ofAccount.selectAll().orderBy('name').limit(page.limit).offset(page.offset).execute();
  return { apps, count };
}

export function findApp(db: Db, accountId: string, name: string): Promise<InAppApp | undefined> {
  return db
    .selectFrom('inapp_app')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('name', '=', name)
    .executeTakeFirst();
}

/** Those of the names that are apps of the account. */
export async function findAppNames(db: Db, accountId: string, names: string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const rows = await db
    .selectFrom('inapp_app')
    .select('name')
    .where('account_id', '=', accountId)
    .where('name', 'in', names)
    .execute();
  return rows.map(({ name }) => name);
}

/** Returns the app; undefined where the account has one of that name. */
export function insertApp(
  db: Db,
  app: { accountId: string; name: string; secret: string; registrationDays: number },
  at: Date,
): Promise<InAppApp | undefined> {
  return db
    .insertInto('inapp_app')
    .values({
      account_id: app.accountId,
      name: app.name,
      secret: app.secret,
      registration_days: app.registrationDays,
      created_at: at,
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'name']).doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** Replaces an app's secret; the old one counts until `previousUntil`, or no more at all. Returns the app; undefined where there is none. */
export function replaceAppSecret(
  db: Db,
  accountId: string,
  name: string,
  secret: string,
  previousUntil: Date | null,
): Promise<InAppApp | undefined> {
  return db
    .updateTable('inapp_app')
    .set((eb) => ({
      secret,
      previous_secret: previousUntil === null ? null : eb.ref('secret'),
      previous_secret_until: previousUntil,
    }))
    .where('account_id', '=', accountId)
    .where('name', '=', name)
    .returningAll()
    .executeTakeFirst();
}

export type AppDeletion = 'deleted' | 'absent' | { usedBy: string };

/** Deletes an app and the registrations of its users; not one that a handoff sends to. Messages that were sent stay. */
export function deleteApp(db: Db, accountId: string, name: string): Promise<AppDeletion> {
  return db.transaction().execute(async (trx) => {
    const user = await trx
      .selectFrom('handoff')
      .select('id')
      .where('account_id', '=', accountId)
      .where(sql<boolean>`channels @> ${JSON.stringify([{ type: 'inapp', appNames: [name] }])}::jsonb`)
      .orderBy('id')
      .executeTakeFirst();
    if (user) return { usedBy: user.id };
    const deleted = await trx
      .deleteFrom('inapp_app')
      .where('account_id', '=', accountId)
      .where('name', '=', name)
      .executeTakeFirst();
    return deleted.numDeletedRows > 0n ? 'deleted' : 'absent';
  });
}
