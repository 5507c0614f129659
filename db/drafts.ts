import { sql, type Transaction } from 'kysely';
import type { Db } from './connect.ts';
import type { Database, Draft } from './schema.ts';

/** How long a draft is kept that nobody touches. */
export const DRAFT_DAYS = 90;
/** Of one user or client. */
export const MOST_DRAFTS = 100;

export type Owner = { accountId: string; owner: string };

export type DraftSummary = Pick<Draft, 'id' | 'created_at' | 'updated_at'> & { name: string | null };

/** Those of one user, touched last first; their names as the drafts have them. */
export async function listDrafts(db: Db, { accountId, owner }: Owner): Promise<DraftSummary[]> {
  return db
    .selectFrom('draft')
    .select(['id', 'created_at', 'updated_at', sql<string | null>`content ->> 'campaignName'`.as('name')])
    .where('account_id', '=', accountId)
    .where('owner', '=', owner)
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .execute();
}

export function findDraft(db: Db, { accountId, owner }: Owner, id: string): Promise<Draft | undefined> {
  return db
    .selectFrom('draft')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('owner', '=', owner)
    .executeTakeFirst();
}

/**
 * Stores a draft, a new one or in place of itself. Undefined where it can't be: the id is somebody else's, or the user has as many as they may.
 */
export async function saveDraft(
  trx: Transaction<Database>,
  { accountId, owner }: Owner,
  { id, content }: { id: string; content: object },
  now: Date,
): Promise<Draft | 'taken' | 'full'> {
  // Of two at once the second counts the first.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`draft/${accountId}/${owner}`}, 0))`.execute(trx);
  const own = await findDraft(trx, { accountId, owner }, id);
  if (!own && (await listDrafts(trx, { accountId, owner })).length >= MOST_DRAFTS) return 'full';
  const text = JSON.stringify(content);
  const saved = await trx
    .insertInto('draft')
    .values({ id, account_id: accountId, owner, content: text, created_at: now, updated_at: now })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ content: text, updated_at: now })
        .where('draft.account_id', '=', accountId)
        .where('draft.owner', '=', owner),
    )
    .returningAll()
    .executeTakeFirst();
  return saved ?? 'taken';
}

/** Returns whether it was there. */
export async function deleteDraft(db: Db, { accountId, owner }: Owner, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('draft')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('owner', '=', owner)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
