import type { Db } from './connect.ts';
import type { Template } from './schema.ts';

export function findTemplate(db: Db, accountId: string, id: string): Promise<Template | undefined> {
  return db
    .selectFrom('template')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** WhatsApp's own key: a name has one template in each language. */
export function findTemplateByName(
  db: Db,
  accountId: string,
  name: string,
  language: string,
): Promise<Template | undefined> {
  return db
    .selectFrom('template')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('name', '=', name)
    .where('language', '=', language)
    .executeTakeFirst();
}
