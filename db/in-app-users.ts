import { sql, type Updateable } from 'kysely';
import type { Db } from './connect.ts';
import type { InAppReader } from './in-app-messages.ts';
import type { InAppUser, InAppUserTable } from './schema.ts';

/** Of one app, the last registered first. */
export async function listAppUsers(
  db: Db,
  accountId: string,
  app: string,
  page: { limit: number; offset: number },
): Promise<{ users: InAppUser[]; count: number }> {
  const ofApp = db.selectFrom('inapp_user').where('account_id', '=', accountId).where('app', '=', app);
  const { count } = await ofApp.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const users = await ofApp
    .selectAll()
    .orderBy('registered_at', 'desc')
    .orderBy('user_id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { users, count };
}

/**
 * The brand says that the user has the app, until `expiresAt`; null: until it says otherwise. Registered already: changes that. Undefined where
 * the account has no such app.
 */
export function registerByBrand(
  db: Db,
  user: InAppReader,
  expiresAt: Date | null,
  at: Date,
): Promise<InAppUser | undefined> {
  return register(
    db,
    user,
    { registered_at: at, last_seen_at: null, expires_at: expiresAt },
    { expires_at: expiresAt },
  );
}

/**
 * The app itself registers its user: it runs out `days` after the app was last open. One that never runs out stays so. Undefined where the
 * account has no such app.
 */
export function registerByApp(db: Db, user: InAppReader, days: number, at: Date): Promise<InAppUser | undefined> {
  const values = { registered_at: at, last_seen_at: at, expires_at: lastingFrom(at, days) };
  return register(db, user, values, { last_seen_at: at, expires_at: extended(at, days) });
}

function register(
  db: Db,
  { accountId, app, userId }: InAppReader,
  values: Pick<InAppUser, 'registered_at' | 'last_seen_at' | 'expires_at'>,
  change: Updateable<InAppUserTable> | { last_seen_at: Date; expires_at: ReturnType<typeof extended> },
): Promise<InAppUser | undefined> {
  return db
    .insertInto('inapp_user')
    .columns(['account_id', 'app', 'user_id', 'registered_at', 'last_seen_at', 'expires_at'])
    .expression((eb) =>
      eb
        .selectFrom('inapp_app')
        .select([
          'account_id',
          'name',
          sql<string>`${userId}`.as('user_id'),
          sql<Date>`${values.registered_at}::timestamptz`.as('registered_at'),
          sql<Date | null>`${values.last_seen_at}::timestamptz`.as('last_seen_at'),
          sql<Date | null>`${values.expires_at}::timestamptz`.as('expires_at'),
        ])
        .where('account_id', '=', accountId)
        .where('name', '=', app),
    )
    .onConflict((conflict) => conflict.columns(['account_id', 'user_id', 'app']).doUpdateSet(change))
    .returningAll()
    .executeTakeFirst();
}

/** Often enough to know who is there, and no write for every call. */
const SEEN_EVERY_MS = 60_000;

/** The app has called for its user: the registration lasts anew. Returns whether there is one. */
export async function touchAppUser(
  db: Db,
  { accountId, app, userId }: InAppReader,
  days: number,
  at: Date,
): Promise<boolean> {
  const known = await db
    .selectFrom('inapp_user')
    .select('last_seen_at')
    .where('account_id', '=', accountId)
    .where('user_id', '=', userId)
    .where('app', '=', app)
    .executeTakeFirst();
  if (!known) return false;
  if (known.last_seen_at !== null && at.getTime() - known.last_seen_at.getTime() < SEEN_EVERY_MS) return true;
  await db
    .updateTable('inapp_user')
    .set({ last_seen_at: at, expires_at: extended(at, days) })
    .where('account_id', '=', accountId)
    .where('user_id', '=', userId)
    .where('app', '=', app)
    .execute();
  return true;
}

/** Returns whether the user was registered. */
export async function deleteAppUser(db: Db, { accountId, app, userId }: InAppReader): Promise<boolean> {
  const deleted = await db
    .deleteFrom('inapp_user')
    .where('account_id', '=', accountId)
    .where('user_id', '=', userId)
    .where('app', '=', app)
    .executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}

function extended(at: Date, days: number) {
  return sql<Date | null>`CASE WHEN inapp_user.expires_at IS NULL THEN NULL
    ELSE greatest(inapp_user.expires_at, ${lastingFrom(at, days)}::timestamptz) END`;
}

function lastingFrom(at: Date, days: number): Date {
  return new Date(at.getTime() + days * 86_400_000);
}
