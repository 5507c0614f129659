import { findMissingMigration } from '../../db/missing-migration.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { errorAnswers, jsonAnswer } from '../schemas/common.ts';
import { liveAnswer, readyAnswer } from '../schemas/health.ts';

export function healthRoutes(app: App, { db, phase, isTemporalUp }: RouteDeps): void {
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
      description:
        'The database is reached and is up to date, and the process neither starts nor ends. Temporal is reported only.',
      security: [],
      response: { 200: jsonAnswer('They can.', readyAnswer), ...errorAnswers() },
    },
    handler: async () => {
      if (phase() === 'ending') throw new ApiError(503, 'The process is ending');
      const behind = await findMissingMigration(db);
      if (behind !== undefined) throw new ApiError(503, `The database lacks the migration ${behind}: npm run migrate`);
      if (phase() === 'starting') throw new ApiError(503, 'The process is starting');
      const temporal = isTemporalUp ? ((await isTemporalUp()) ? 'up' : 'down') : 'unknown';
      return { status: 'ready', database: 'up', temporal } as const;
    },
  });
}
