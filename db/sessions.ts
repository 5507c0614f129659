import type { Insertable } from 'kysely';
import type { Claimed } from '../domain/claims.ts';
import type { Role } from '../domain/roles.ts';
import type { Db } from './connect.ts';
import type { Account, WebSessionTable, WebUser } from './schema.ts';
import { transact } from './transaction.ts';

/** A working day; nobody is thrown out in the middle of one. */
const LONGEST_MS = 12 * 60 * 60_000;
/** Without a call: somebody has gone home. */
const IDLE_MS = 2 * 60 * 60_000;
/** So exactly it is known when somebody was last here: a session is written once a minute, however often it calls. */
const SEEN_EVERY_MS = 60_000;

export type SessionUser = { id: string; name: string; email: string | null; role: Role; skills: string[] };
export type Session = { id: string; user: SessionUser; account: Account; endsAt: Date };

export type NewSession = { issuer: string; claimed: Claimed; tokenHash: Buffer; sealedIdToken: string };

/** Whoever signs in, as the issuer says of them now, and a session of theirs. False: there is no such account. */
export function insertSession(
  db: Db,
  { issuer, claimed, tokenHash, sealedIdToken }: NewSession,
  now: Date,
): Promise<boolean> {
  return transact(db, async (trx) => {
    const account = await trx.selectFrom('account').select('id').where('id', '=', claimed.accountId).executeTakeFirst();
    if (!account) return false;
    const { accountId: account_id, subject, ...said } = claimed;
    const user = await trx
      .insertInto('web_user')
      .values({ account_id, issuer, subject, ...said, created_at: now, seen_at: now })
      .onConflict((conflict) =>
        conflict.columns(['account_id', 'issuer', 'subject']).doUpdateSet({ ...said, seen_at: now }),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    const times = { created_at: now, seen_at: now };
    const session: Insertable<WebSessionTable> = {
      token_hash: tokenHash,
      user_id: user.id,
      id_token: sealedIdToken,
      ...times,
    };
    await trx.insertInto('web_session').values(session).execute();
    return true;
  });
}

/** The session that a token opens, which lives on by it; undefined where there is none, or its time is over. */
export async function findSession(db: Db, tokenHash: Buffer, now: Date): Promise<Session | undefined> {
  const { created, seen } = cutoffs(now);
  const row = await db
    .selectFrom('web_session')
    .innerJoin('web_user', 'web_user.id', 'web_session.user_id')
    .innerJoin('account', 'account.id', 'web_user.account_id')
    .selectAll('account')
    .select([
      'web_user.id as userId',
      'web_user.name as userName',
      'web_user.email',
      'web_user.role',
      'web_user.skills',
    ])
    .select(['web_session.created_at as begun', 'web_session.seen_at as seen'])
    .where('web_session.token_hash', '=', tokenHash)
    .where('web_session.created_at', '>', created)
    .where('web_session.seen_at', '>', seen)
    .executeTakeFirst();
  if (!row) return undefined;
  const { userId: id, userName: name, email, role, skills, begun, seen: seenAt, ...account } = row;
  if (now.getTime() - seenAt.getTime() >= SEEN_EVERY_MS) await markSeen(db, tokenHash, id, now);
  const endsAt = new Date(begun.getTime() + LONGEST_MS);
  return { id: tokenHash.toString('base64url'), user: { id, name, email, role, skills }, account, endsAt };
}

/** Ends it, whether its time is over or not; undefined where there is none. */
export async function deleteSession(db: Db, tokenHash: Buffer): Promise<{ sealedIdToken: string } | undefined> {
  return db
    .deleteFrom('web_session')
    .where('token_hash', '=', tokenHash)
    .returning('id_token as sealedIdToken')
    .executeTakeFirst();
}

export async function deleteOldSessions(db: Db, now: Date): Promise<void> {
  const { created, seen } = cutoffs(now);
  await db
    .deleteFrom('web_session')
    .where((eb) => eb.or([eb('created_at', '<=', created), eb('seen_at', '<=', seen)]))
    .execute();
}

/** A page of the account's users, who was here last first, and how many there are. */
export async function listUsers(
  db: Db,
  accountId: string,
  page: { limit: number; offset: number },
): Promise<{ rows: WebUser[]; count: number }> {
  const query = db.selectFrom('web_user').where('account_id', '=', accountId);
  const { count } = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const rows = await query
    .selectAll()
    .orderBy('seen_at', 'desc')
    .orderBy('id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { rows, count };
}

async function markSeen(db: Db, tokenHash: Buffer, userId: string, now: Date): Promise<void> {
  await db.updateTable('web_session').set({ seen_at: now }).where('token_hash', '=', tokenHash).execute();
  await db.updateTable('web_user').set({ seen_at: now }).where('id', '=', userId).execute();
}

function cutoffs(now: Date): { created: Date; seen: Date } {
  return { created: new Date(now.getTime() - LONGEST_MS), seen: new Date(now.getTime() - IDLE_MS) };
}
