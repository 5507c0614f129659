import { sql, type Updateable } from 'kysely';
import pg from 'pg';
import type { Channel } from '../domain/channel.ts';
import { newHandoffId } from '../domain/ids.ts';
import type { Db } from './connect.ts';
import type { Handoff, HandoffTable, Template } from './schema.ts';

/** What a brand writes of a handoff; `channels` as JSON. */
export type HandoffColumns = { name: string; lookback_minutes: number; channels: string };

export type HandoffFilter = {
  /** Part of the name, in any case. */
  name?: string | undefined;
  channel?: Channel | undefined;
  sort: 'name' | 'created_at' | 'updated_at';
  order: 'asc' | 'desc';
  limit: number;
  offset: number;
};

/** Another handoff of the account has the name. */
export class HandoffNameTaken extends Error {}

/** Another handoff, of whichever account, has the id. */
export class HandoffIdTaken extends Error {}

export function findHandoff(db: Db, accountId: string, id: string): Promise<Handoff | undefined> {
  return db
    .selectFrom('handoff')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** A page of an account's handoffs, and how many there are in all. */
export async function listHandoffs(
  db: Db,
  accountId: string,
  filter: HandoffFilter,
): Promise<{ handoffs: Handoff[]; count: number }> {
  let query = db.selectFrom('handoff').where('account_id', '=', accountId);
  if (filter.name !== undefined) query = query.where(sql<boolean>`strpos(lower(name), lower(${filter.name})) > 0`);
  if (filter.channel !== undefined) {
    query = query.where(sql<boolean>`channels @> ${JSON.stringify([{ type: filter.channel }])}::jsonb`);
  }
  const handoffs = await query
    .selectAll()
    .orderBy(filter.sort === 'name' ? sql`lower(name)` : filter.sort, filter.order)
    .orderBy('id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  const { count } = await query.select((eb) => eb.fn.countAll<string>().as('count')).executeTakeFirstOrThrow();
  return { handoffs, count: Number(count) };
}

/** Stores a handoff under the id given, else under a new one. Throws HandoffIdTaken, HandoffNameTaken. */
export async function insertHandoff(
  db: Db,
  accountId: string,
  { id, ...columns }: HandoffColumns & { id?: string | null | undefined },
  now: Date,
): Promise<Handoff> {
  for (;;) {
    const values = { ...columns, id: id ?? newHandoffId(), account_id: accountId, created_at: now, updated_at: now };
    const handoff = await refusingName(() =>
      db
        .insertInto('handoff')
        .values(values)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returningAll()
        .executeTakeFirst(),
    );
    if (handoff) return handoff;
    if (id != null) throw new HandoffIdTaken();
  }
}

/** Changes a handoff whole and returns it; undefined where there is none. Campaigns have their plans: nothing of them changes. Throws HandoffNameTaken. */
export function updateHandoff(
  db: Db,
  accountId: string,
  id: string,
  columns: HandoffColumns,
  now: Date,
): Promise<Handoff | undefined> {
  const changes: Updateable<HandoffTable> = { ...columns, updated_at: now };
  return refusingName(() =>
    db
      .updateTable('handoff')
      .set(changes)
      .where('account_id', '=', accountId)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst(),
  );
}

/** Deletes a handoff and returns it as it was; undefined where there is none. Campaigns that it launched go on: their plans are their own. */
export function deleteHandoff(db: Db, accountId: string, id: string): Promise<Handoff | undefined> {
  return db
    .deleteFrom('handoff')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

/** The templates that the handoffs send, as they are now: a handoff names one by WhatsApp's own key, name and language. */
export async function listTemplatesOf(db: Db, accountId: string, handoffs: Handoff[]): Promise<Template[]> {
  const names = handoffs.flatMap(({ channels }) =>
    channels.flatMap((channel) => (channel.type === 'wa' ? [channel.templatename] : [])),
  );
  if (names.length === 0) return [];
  return db
    .selectFrom('template')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('name', 'in', names)
    .where('deleted_at', 'is', null)
    .execute();
}

const NAME_KEY = 'handoff_account_id_name_key';

async function refusingName<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint === NAME_KEY) throw new HandoffNameTaken();
    throw error;
  }
}
