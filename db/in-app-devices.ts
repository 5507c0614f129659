import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { MOST_DEVICES, type PushPlatform } from '../domain/push.ts';
import type { Db } from './connect.ts';
import type { InAppReader } from './in-app-messages.ts';
import type { InAppDevice } from './schema.ts';

/**
 * Registers an installation of the app for its user, and returns it. Whose it was before it no longer is: a phone shows the messages of who is
 * signed in. The user keeps the `MOST_DEVICES` that were seen last. Undefined where the user is not registered.
 */
export function registerDevice(
  db: Db,
  { accountId, app, userId }: InAppReader,
  device: { platform: PushPlatform; token: string },
  at: Date,
): Promise<InAppDevice | undefined> {
  return db.transaction().execute(async (trx) => {
    // Two devices of a user at once: the second counts the first.
    const { rows } = await sql`SELECT FROM inapp_user
      WHERE account_id = ${accountId} AND user_id = ${userId} AND app = ${app} FOR NO KEY UPDATE`.execute(trx);
    if (rows.length === 0) return undefined;
    const registered = await trx
      .insertInto('inapp_device')
      .values({ id: randomUUID(), account_id: accountId, app, user_id: userId, ...device, seen_at: at })
      .onConflict((conflict) =>
        conflict.columns(['account_id', 'app', 'platform', 'token']).doUpdateSet({ user_id: userId, seen_at: at }),
      )
      .returningAll()
      .executeTakeFirstOrThrow();
    const kept = ofUser(trx, { accountId, app, userId })
      .select('id')
      .orderBy(sql`id = ${registered.id}`, 'desc')
      .orderBy('seen_at', 'desc')
      .limit(MOST_DEVICES);
    await trx
      .deleteFrom('inapp_device')
      .where('account_id', '=', accountId)
      .where('user_id', '=', userId)
      .where('app', '=', app)
      .where('id', 'not in', kept)
      .execute();
    return registered;
  });
}

/** Returns whether the user had such a device. */
export async function deleteDevice(db: Db, { accountId, app, userId }: InAppReader, id: string): Promise<boolean> {
  const deleted = await db
    .deleteFrom('inapp_device')
    .where('account_id', '=', accountId)
    .where('app', '=', app)
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}

/** The platform knows the device no more. One that the app has registered again since `at` stays. */
export async function forgetDevice(db: Db, id: string, at: Date): Promise<void> {
  await db.deleteFrom('inapp_device').where('id', '=', id).where('seen_at', '<=', at).execute();
}

function ofUser(db: Db, { accountId, app, userId }: InAppReader) {
  return db
    .selectFrom('inapp_device')
    .where('account_id', '=', accountId)
    .where('user_id', '=', userId)
    .where('app', '=', app);
}
