import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { APNS_ERRORS } from './apns-server.ts';
import type { Carrier } from './carrier.ts';
import { FCM_ERRORS } from './fcm-api.ts';

const OUTCOMES = {
  fcm: [...FCM_ERRORS, 'invalid_grant', 'timeout-after-accept', 'ok'],
  apns: [...APNS_ERRORS, 'timeout-after-accept', 'ok'],
};

const behaviourBody = z
  .object({
    platform: z.enum(['fcm', 'apns']),
    token: z.string().min(1),
    outcome: z.string(),
    times: z.number().int().min(1).optional(),
    retryAfterSeconds: z.number().int().min(0).optional(),
  })
  .refine(({ platform, outcome }) => OUTCOMES[platform].includes(outcome), {
    path: ['outcome'],
    error: ({ input }) => {
      const { platform } = input as { platform: 'fcm' | 'apns' };
      return `must be one of ${OUTCOMES[platform].join(', ')}`;
    },
  });

/** What is the sandbox's own about push: credentials to try it with, what was taken, what is to be refused. */
export function pushControl(app: FastifyInstance, { carrier }: { carrier: Carrier }): void {
  const { push } = carrier;

  app.get('/sandbox/push/credentials', () => push.credentials);

  app.get('/sandbox/pushes', (request) => {
    const { token } = z.looseObject({ token: z.string().optional() }).parse(request.query);
    return token === undefined ? push.taken : push.taken.filter((each) => each.token === token);
  });

  app.post('/sandbox/push/behaviours', (request, reply): unknown => {
    const parsed = behaviourBody.safeParse(request.body ?? {});
    if (!parsed.success) return refuse(reply, parsed.error.issues[0]);
    push.set(parsed.data);
    return parsed.data;
  });
}

function refuse(reply: FastifyReply, issue: z.core.$ZodIssue | undefined): FastifyReply {
  const field = issue?.path.join('.') ?? '';
  return reply
    .code(400)
    .send({ error: 'invalid_request', field, message: `${field}: ${issue?.message ?? 'is wrong'}` });
}
