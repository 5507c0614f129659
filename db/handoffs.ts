import type { Db } from './connect.ts';
import type { Handoff } from './schema.ts';

export function findHandoff(db: Db, accountId: string, id: string): Promise<Handoff | undefined> {
  return db
    .selectFrom('handoff')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
}
