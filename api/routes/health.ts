import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { errorAnswers, jsonAnswer } from '../schemas/common.ts';
import { liveAnswer, readyAnswer } from '../schemas/health.ts';

const MIGRATIONS = path.join(import.meta.dirname, '../../db/migrations');

export function healthRoutes(app: App, { db, isTemporalUp }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/health/live',
    schema: {
      operationId: 'getLive',
      tags: ['Health'],
      summary: 'Whether the process answers',
      security: [],
      response: { 200: jsonAnswer('It does.', liveAnswer), ...errorAnswers() },
    },
    handler: () => ({ status: 'live' as const }),
  });

  app.route({
    method: 'GET',
    url: '/health/ready',
    schema: {
      operationId: 'getReady',
      tags: ['Health'],
      summary: 'Whether calls can be taken',
      description: 'The database is reached and is up to date. Temporal is reported only.',
      security: [],
      response: { 200: jsonAnswer('They can.', readyAnswer), ...errorAnswers() },
    },
    handler: async () => {
      const behind = await missingMigration(db);
      if (behind !== undefined) throw new ApiError(503, `The database lacks the migration ${behind}: npm run migrate`);
      const temporal = isTemporalUp ? ((await isTemporalUp()) ? 'up' : 'down') : 'unknown';
      return { status: 'ready', database: 'up', temporal } as const;
    },
  });
}

/** The first migration of this version that the database has not seen. */
async function missingMigration(db: Db): Promise<string | undefined> {
  const files = (await readdir(MIGRATIONS)).filter((file) => /^\d.*\.ts$/.test(file)).sort();
  const names = files.map((file) => path.basename(file, '.ts'));
  const { rows } = await sql<{ exists: boolean }>`SELECT to_regclass('kysely_migration') IS NOT NULL AS exists`.execute(
    db,
  );
  if (!rows[0]?.exists) return names[0];
  const ran = await sql<{ name: string }>`SELECT name FROM kysely_migration`.execute(db);
  return names.find((name) => !ran.rows.some((row) => row.name === name));
}
