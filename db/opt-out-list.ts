import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import { consumerKindOf, type OptOutConsumer } from '../domain/opt-out-consumer.ts';
import type { AgentMessageState } from '../domain/status.ts';
import type { Db } from './connect.ts';
import type { Database, OptOut } from './schema.ts';

/** The opt-outs of a recipient's consumer that hold, or held after it was accepted: newest first. */
export async function listRecipientOptOuts(db: Db, recipientId: string): Promise<ListedOptOut[]> {
  return withConfirmation(db)
    .where('opt_out.id', 'in', (eb) =>
      eb
        .selectFrom('opt_out as o')
        .innerJoin('recipient as r', 'r.account_id', 'o.account_id')
        .select('o.id')
        .where('r.id', '=', recipientId)
        .where(
          sql<boolean>`o.consumer IN (r.wa, r.sms, r.inapp) AND CASE o.kind WHEN 'user' THEN o.consumer = r.inapp ELSE o.consumer IN (r.wa, r.sms) END`,
        )
        .where(sql<boolean>`(o.revoked_at IS NULL OR o.revoked_at >= r.accepted_at)`),
    )
    .orderBy('opt_out.created_at', 'desc')
    .orderBy('opt_out.id', 'desc')
    .execute();
}

/** Throws where there is none. */
export function getOptOut(db: Db, id: number): Promise<ListedOptOut> {
  return withConfirmation(db).where('opt_out.id', '=', id).executeTakeFirstOrThrow();
}

/** An opt-out with what became of the message that confirmed it. */
export type ListedOptOut = OptOut & {
  confirmation_state: AgentMessageState | null;
  confirmation_code: string | null;
  confirmation_message: string | null;
};

function withConfirmation(db: Db) {
  return db
    .selectFrom('opt_out')
    .leftJoin('agent_message as confirmation', 'confirmation.id', 'opt_out.confirmation_id')
    .selectAll('opt_out')
    .select([
      'confirmation.state as confirmation_state',
      'confirmation.code as confirmation_code',
      'confirmation.message as confirmation_message',
    ]);
}

export type OptOutFilter = {
  /** What the consumer may be called: any of these. */
  consumers?: OptOutConsumer[] | undefined;
  state?: 'ACTIVE' | 'REVOKED' | undefined;
  /** Those that hold on it, which those of the whole account do too. */
  channel?: Channel | undefined;
  /** All of it, or its part before the colon. */
  source?: string | undefined;
  /** When the opt-out was recorded, [from, to). */
  from?: Date | undefined;
  to?: Date | undefined;
};

function matching(accountId: string, { consumers, state, channel, source, from, to }: OptOutFilter) {
  return (eb: ExpressionBuilder<Database, 'opt_out'>) => {
    const conditions: Expression<SqlBool>[] = [eb('opt_out.account_id', '=', accountId)];
    if (consumers) {
      const named = consumers.map(({ kind, consumer }) =>
        eb.and([eb('opt_out.consumer', '=', consumer), eb('opt_out.kind', '=', kind)]),
      );
      conditions.push(eb.or(named));
    }
    if (state) conditions.push(eb('opt_out.revoked_at', state === 'ACTIVE' ? 'is' : 'is not', null));
    if (channel) {
      const kind = consumerKindOf(channel);
      const ofAll = eb.and([eb('opt_out.channel', 'is', null), eb('opt_out.kind', '=', kind)]);
      conditions.push(eb.or([ofAll, eb('opt_out.channel', '=', channel)]));
    }
    if (source !== undefined) {
      conditions.push(
        eb.or([
          eb('opt_out.source', '=', source),
          eb(eb.fn('split_part', ['opt_out.source', sql.lit(':'), sql.lit(1)]), '=', source),
        ]),
      );
    }
    if (from) conditions.push(eb('opt_out.created_at', '>=', from));
    if (to) conditions.push(eb('opt_out.created_at', '<', to));
    return eb.and(conditions);
  };
}

/** A page of opt-outs, newest first, and how many there are. */
export async function listOptOuts(
  db: Db,
  accountId: string,
  filter: OptOutFilter,
  page: { limit: number; offset: number },
): Promise<{ optOuts: ListedOptOut[]; count: number }> {
  const optOuts = await withConfirmation(db)
    .where(matching(accountId, filter))
    .orderBy('opt_out.created_at', 'desc')
    .orderBy('opt_out.id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { count } = await db
    .selectFrom('opt_out')
    .where(matching(accountId, filter))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { optOuts, count };
}

/** All opt-outs, oldest first, in pages: none is held open while its reader takes its time. */
export async function* readOptOuts(
  db: Db,
  accountId: string,
  filter: OptOutFilter,
  pageSize: number,
): AsyncGenerator<OptOut[]> {
  // Postgres counts microseconds, a Date milliseconds: the place in the list is kept as text.
  let after: { at: string; id: number } | undefined;
  for (;;) {
    let query = db
      .selectFrom('opt_out')
      .where(matching(accountId, filter))
      .selectAll()
      .select(sql<string>`created_at::text`.as('at'));
    if (after) query = query.where(sql<boolean>`(created_at, id) > (${after.at}::timestamptz, ${after.id})`);
    const rows = await query.orderBy('created_at').orderBy('id').limit(pageSize).execute();
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = { at: last.at, id: last.id };
  }
}
