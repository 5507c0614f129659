import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect, NO_LIMITS, type Db } from '../db/connect.ts';
import { migrateToLatest } from '../db/migrate.ts';
import { createParts } from '../dev/parts.ts';
import { freePort } from '../dev/ports.ts';
import { createCluster, databaseUrl, ensureDatabase, startPostgres } from '../dev/postgres.ts';

/** Runs `work` on an embedded Postgres of its own with the latest schema and no rows. It is gone afterwards, however that ends. */
export async function withDatabase<T>(work: (db: Db, url: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'daybreak-bench-'));
  // Postgres runs as a user of its own where this runs as root.
  await chmod(folder, 0o755);
  const parts = createParts(path.join(folder, 'logs'));
  parts.temporary(folder);
  try {
    const options = {
      folder: path.join(folder, 'postgres'),
      port: await freePort(),
      password: 'bench',
      temporary: true,
    };
    await createCluster(parts, options);
    await startPostgres(parts, options);
    await ensureDatabase(options, 'bench');
    const url = databaseUrl(options, 'bench');
    await migrateToLatest(url);
    const db = connect(url, undefined, { limits: NO_LIMITS });
    try {
      return await Promise.race([work(db, url), parts.breakdown]);
    } finally {
      await db.destroy();
    }
  } finally {
    await parts.end();
  }
}
