import { randomUUID } from 'node:crypto';
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { jwtVerify } from 'jose';
import { z } from 'zod';
import type { Carrier } from './carrier.ts';

/** What Google says the audience of an assertion must be, wherever it is sent. */
const AUDIENCE = 'https://oauth2.googleapis.com/token';
const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const LONGEST_TTL_SECONDS = 2_419_200;

const seconds = z.string().regex(/^\d+(\.\d{1,9})?s$/);

/** What is not in the reference is refused, as FCM does. */
const sendRequest = z.strictObject({
  validate_only: z.boolean().optional(),
  message: z.strictObject({
    token: z.string().min(1),
    notification: z.strictObject({ title: z.string(), body: z.string() }),
    data: z.record(z.string(), z.string()).optional(),
    android: z
      .strictObject({
        collapse_key: z.string().optional(),
        priority: z.enum(['NORMAL', 'HIGH']).optional(),
        ttl: seconds
          .refine((text) => Number.parseFloat(text) <= LONGEST_TTL_SECONDS, 'more than four weeks')
          .optional(),
        notification: z.strictObject({ tag: z.string().optional() }).optional(),
      })
      .optional(),
    apns: z.strictObject({ headers: z.record(z.string(), z.string()).optional() }).optional(),
    webpush: z
      .strictObject({
        headers: z.record(z.string(), z.string()).optional(),
        notification: z.strictObject({ tag: z.string().optional() }).optional(),
      })
      .optional(),
  }),
});

/** https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode */
const ERRORS: Readonly<Record<string, { status: number; canonical: string }>> = {
  UNREGISTERED: { status: 404, canonical: 'NOT_FOUND' },
  INVALID_ARGUMENT: { status: 400, canonical: 'INVALID_ARGUMENT' },
  SENDER_ID_MISMATCH: { status: 403, canonical: 'PERMISSION_DENIED' },
  THIRD_PARTY_AUTH_ERROR: { status: 401, canonical: 'UNAUTHENTICATED' },
  QUOTA_EXCEEDED: { status: 429, canonical: 'RESOURCE_EXHAUSTED' },
  UNAVAILABLE: { status: 503, canonical: 'UNAVAILABLE' },
  INTERNAL: { status: 500, canonical: 'INTERNAL' },
};

export const FCM_ERRORS = Object.keys(ERRORS);

/** Google's token endpoint and FCM's HTTP v1: https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages/send */
export async function fcmApi(app: FastifyInstance, { carrier }: { carrier: Carrier }): Promise<void> {
  const { push, held } = carrier;
  const tokens = new Map<string, number>();
  await app.register(formbody);

  app.post('/google/token', async (request, reply) => {
    const form = z.object({ grant_type: z.literal(GRANT), assertion: z.string() }).safeParse(request.body);
    if (!form.success)
      return reply.code(400).send({ error: 'unsupported_grant_type', error_description: 'Invalid grant_type' });
    const provoked = push.behaviourOf('fcm', 'token');
    if (provoked?.outcome === 'timeout-after-accept') {
      held.hold(reply);
      return reply;
    }
    if (provoked) return refuseToken(reply, provoked.outcome);
    const problem = await whyNoToken(form.data.assertion);
    if (problem !== undefined) return reply.code(400).send({ error: 'invalid_grant', error_description: problem });
    const token = randomUUID();
    tokens.set(token, Date.now() + 3_600_000);
    return { access_token: token, expires_in: 3600, token_type: 'Bearer' };
  });

  app.post<{ Params: { project: string } }>('/v1/projects/:project/messages::send', (request, reply) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if ((tokens.get(token) ?? 0) < Date.now()) {
      return answer(reply, 401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.');
    }
    if (request.params.project !== push.ids.projectId) {
      return answer(
        reply,
        403,
        'PERMISSION_DENIED',
        "Permission 'cloudmessaging.messages.create' denied on the project.",
      );
    }
    const parsed = sendRequest.safeParse(request.body);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return answer(reply, 400, 'INVALID_ARGUMENT', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`, [
        { errorCode: 'INVALID_ARGUMENT' },
        { fieldViolations: [{ field: issue?.path.join('.') }] },
      ]);
    }
    const { message } = parsed.data;
    const provoked = push.behaviourOf('fcm', message.token);
    const error = ERRORS[provoked?.outcome ?? ''];
    if (provoked && error) {
      if (provoked.retryAfterSeconds !== undefined) reply.header('retry-after', String(provoked.retryAfterSeconds));
      const details: object[] = [{ errorCode: provoked.outcome }];
      if (provoked.outcome === 'INVALID_ARGUMENT') details.push({ fieldViolations: [{ field: 'message.token' }] });
      return answer(reply, error.status, error.canonical, `${provoked.outcome}, as was asked for.`, details);
    }
    push.take({
      platform: 'fcm',
      token: message.token,
      title: message.notification.title,
      text: message.notification.body,
      data: message.data ?? {},
      collapseId: message.android?.collapse_key,
      expiresAt: Number(message.apns?.headers?.['apns-expiration']),
      topic: undefined,
    });
    if (provoked?.outcome === 'timeout-after-accept') {
      held.hold(reply);
      return reply;
    }
    return { name: `projects/${push.ids.projectId}/messages/${randomUUID()}` };
  });

  async function whyNoToken(assertion: string): Promise<string | undefined> {
    try {
      const { payload } = await jwtVerify(assertion, push.fcmKey, {
        algorithms: ['RS256'],
        issuer: push.ids.clientEmail,
        audience: AUDIENCE,
        requiredClaims: ['iat', 'exp'],
      });
      return payload.scope === SCOPE ? undefined : 'Invalid OAuth scope';
    } catch (error) {
      return `Invalid JWT: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}

function refuseToken(reply: FastifyReply, outcome: string): FastifyReply {
  if (outcome === 'UNAVAILABLE') return reply.code(503).send({ error: 'temporarily_unavailable' });
  return reply.code(400).send({ error: outcome, error_description: 'Invalid grant: account not found' });
}

function answer(
  reply: FastifyReply,
  code: number,
  status: string,
  message: string,
  details: object[] = [],
): FastifyReply {
  return reply.code(code).send({ error: { code, message, status, details } });
}
