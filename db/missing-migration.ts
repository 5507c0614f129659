import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import type { Db } from './connect.ts';

const MIGRATIONS = path.join(import.meta.dirname, 'migrations');

/** The first migration of this version that the database has not seen; undefined: it is up to date. */
export async function findMissingMigration(db: Db): Promise<string | undefined> {
  const files = (await readdir(MIGRATIONS)).filter((file) => /^\d.*\.ts$/.test(file)).sort();
  const names = files.map((file) => path.basename(file, '.ts'));
  const { rows } = await sql<{ exists: boolean }>`SELECT to_regclass('kysely_migration') IS NOT NULL AS exists`.execute(
    db,
  );
  if (!rows[0]?.exists) return names[0];
  const ran = await sql<{ name: string }>`SELECT name FROM kysely_migration`.execute(db);
  return names.find((name) => !ran.rows.some((row) => row.name === name));
}

/** Throws unless the database is reached and is up to date: what every process waits for. */
export async function assertMigrated(db: Db): Promise<void> {
  const missing = await findMissingMigration(db);
  if (missing !== undefined) throw new Error(`it lacks the migration ${missing}: npm run migrate`);
}
