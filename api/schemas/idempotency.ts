import { z } from 'zod';

/** The headers of a call that makes something, so that it can be repeated without fear. */
export const idempotencyHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe(
      'A repeat within 24 hours with the same body gets the first answer and makes nothing; with another body, 422.',
    ),
});
