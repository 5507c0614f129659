import { sql } from 'kysely';
import type { AdapterName, AdapterSettings, OutsideAdapter } from '../domain/conversation-adapter.ts';
import type { Db } from './connect.ts';
import type { ConversationAdapterRow } from './schema.ts';

export function findConversationAdapter(
  db: Db,
  accountId: string,
  adapter: OutsideAdapter,
): Promise<ConversationAdapterRow | undefined> {
  return db
    .selectFrom('conversation_adapter')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('adapter', '=', adapter)
    .executeTakeFirst();
}

/** Where the conversations of the account go that open from now on. */
export async function chooseConversationAdapter(db: Db, accountId: string, adapter: AdapterName): Promise<void> {
  await db.updateTable('account').set({ conversation_adapter: adapter }).where('id', '=', accountId).execute();
}

/** Writes how an adapter is reached. A `secret` that is new takes the place of the old one, which still counts until `previousUntil`. */
export async function saveConversationAdapter(
  db: Db,
  known: ConversationAdapterRow | undefined,
  next: {
    accountId: string;
    adapter: OutsideAdapter;
    settings: AdapterSettings;
    secret: string;
    previousUntil: Date | null;
  },
  at: Date,
): Promise<ConversationAdapterRow> {
  const settings = JSON.stringify(next.settings);
  const isNew = known?.secret !== next.secret;
  const secrets = isNew && {
    secret: next.secret,
    secret_set_at: at,
    previous_secret: next.previousUntil === null ? null : (known?.secret ?? null),
    previous_secret_until: known ? next.previousUntil : null,
  };
  return db
    .insertInto('conversation_adapter')
    .values({ account_id: next.accountId, adapter: next.adapter, settings, secret: next.secret, secret_set_at: at })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'adapter']).doUpdateSet({ settings, ...(secrets === false ? {} : secrets) }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The secrets that count at the time. */
export function secretsOf(
  { secret, previous_secret: previous, previous_secret_until: until }: ConversationAdapterRow,
  at: Date,
): { current: string; previous: string | undefined } {
  return { current: secret, previous: previous !== null && until !== null && until > at ? previous : undefined };
}

/** The accounts of ours whose conversations go to this app of this LivePerson account. */
export function listLivePersonApps(db: Db, accountId: string, appKey: string): Promise<ConversationAdapterRow[]> {
  return db
    .selectFrom('conversation_adapter')
    .selectAll()
    .where('adapter', '=', 'liveperson')
    .where(sql<boolean>`settings ->> 'accountId' = ${accountId} AND settings ->> 'appKey' = ${appKey}`)
    .execute();
}
