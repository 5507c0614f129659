import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import { from as copyFrom } from 'pg-copy-streams';
import { poolOf, type Db } from './connect.ts';
import type { Database } from './schema.ts';

/** Puts rows into a table by COPY; `text` has them as Postgres's text format has, which `copyText` and `copyArray` write. */
export type Copy = (into: string, text: string) => Promise<void>;

/** A transaction in which there is COPY too. */
export async function transactWithCopy<T>(
  db: Db,
  work: (trx: Transaction<Database>, copy: Copy) => Promise<T>,
): Promise<T> {
  const client = await poolOf(db).connect();
  const pool = { options: {}, connect: () => Promise.resolve(client), end: () => Promise.resolve() };
  // The transaction's end gives the connection back.
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
    .transaction()
    .execute((trx) =>
      work(trx, (into, text) => pipeline(Readable.from([text]), client.query(copyFrom(`COPY ${into} FROM STDIN`)))),
    );
}

/** A value of COPY's text format. */
export function copyText(value: string): string {
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? '') : value;
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

export const COPY_NULL = '\\N';

/** A text[] as a value of COPY's text format. */
export function copyArray(values: readonly string[]): string {
  return copyText(`{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join()}}`);
}
