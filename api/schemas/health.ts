import { z } from 'zod';

export const liveAnswer = z.object({ status: z.literal('live') });

export const readyAnswer = z
  .object({
    status: z.literal('ready'),
    database: z.literal('up'),
    temporal: z
      .enum(['up', 'down', 'unknown'])
      .describe('Campaigns are taken without it, and start when it is back: it does not make the API unready.'),
  })
  .meta({ id: 'Ready', examples: [{ status: 'ready', database: 'up', temporal: 'up' }] });
