import { createHash, createHmac, randomBytes } from 'node:crypto';
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Carrier } from './carrier.ts';
import type { LivePersonCall, LivePersonConversation } from './liveperson.ts';
import { notifyOfConversation, notifyOfLine } from './liveperson-webhooks.ts';

type Account = { Params: { account: string }; Querystring: { v?: string; grant_type?: string } };

const TOKEN_SECONDS = 3_600;

const sde = z.union([
  z.strictObject({ type: z.literal('ctmrinfo'), info: z.record(z.string(), z.unknown()) }),
  z.strictObject({ type: z.literal('personal'), personal: z.record(z.string(), z.unknown()) }),
]);
const request = { kind: z.literal('req'), id: z.string().min(1) };
const openBody = z.tuple([
  z.strictObject({
    ...request,
    type: z.literal('userprofile.SetUserProfile'),
    body: z.strictObject({ authenticatedData: z.strictObject({ lp_sdes: z.array(sde) }).optional() }),
  }),
  z.strictObject({
    ...request,
    type: z.literal('cm.ConsumerRequestConversation'),
    body: z.strictObject({
      brandId: z.string(),
      skillId: z
        .string()
        .regex(/^-?\d+$/)
        .default('-1'),
      ttrDefName: z.enum(['NORMAL', 'URGENT', 'PRIORITIZED', 'CUSTOM']).nullish(),
      channelType: z.literal('MESSAGING').optional(),
      campaignInfo: z.strictObject({ campaignId: z.string(), engagementId: z.string() }).optional(),
    }),
  }),
]);
const sendBody = z.discriminatedUnion('type', [
  z.strictObject({
    ...request,
    type: z.literal('ms.PublishEvent'),
    body: z.strictObject({
      dialogId: z.string(),
      event: z.strictObject({
        type: z.literal('ContentEvent'),
        contentType: z.literal('text/plain'),
        message: z.string().min(1),
      }),
    }),
  }),
  z.strictObject({
    ...request,
    type: z.literal('cm.UpdateConversationField'),
    body: z.strictObject({
      conversationId: z.string(),
      conversationField: z.strictObject({
        field: z.literal('ConversationStateField'),
        conversationState: z.literal('CLOSE'),
      }),
    }),
  }),
]);

/**
 * LivePerson's Connector API: where the services are, both tokens, opening and sending. What it checks is what LivePerson's pages say:
 * https://developers.liveperson.com/connector-api-send-api-overview.html
 */
export async function livePersonApi(app: FastifyInstance, { carrier }: { carrier: Carrier }): Promise<void> {
  const { config, livePerson } = carrier;
  const signingKey = randomBytes(32);
  const sign = (claims: object) => signToken(signingKey, claims);
  const claimsIn = (token: unknown) => readToken(signingKey, token);
  await app.register(formbody);

  app.get<{ Params: { account: string; service: string }; Querystring: { version?: string } }>(
    '/api/account/:account/service/:service/baseURI.json',
    (call, reply) => {
      const { account, service } = call.params;
      if (misbehaves(carrier, 'domain', reply)) return reply;
      if (call.query.version !== '1.0' || !['sentinel', 'idp', 'asyncMessagingEnt'].includes(service)) {
        return refuse(carrier, 'domain', reply, 404, 'no such service');
      }
      livePerson.note('domain', 200);
      return { service, account, baseURI: call.host };
    },
  );

  app.post<Account & { Body: Record<string, string> | undefined }>(
    '/sentinel/api/account/:account/app/token',
    (call, reply) => {
      if (misbehaves(carrier, 'token', reply)) return reply;
      const { client_id: id, client_secret: secret } = call.body ?? {};
      if (call.query.v !== '1.0' || call.query.grant_type !== 'client_credentials') {
        return refuse(carrier, 'token', reply, 400, 'v or grant_type is wrong');
      }
      if (id !== config.LIVEPERSON_APP_KEY || secret !== config.LIVEPERSON_APP_SECRET) {
        return refuse(carrier, 'token', reply, 401, 'unknown client');
      }
      livePerson.note('token', 200);
      const claims = { aud: `le${call.params.account}`, azp: id, scope: 'msg.consumer', iss: 'Sentinel' };
      return { access_token: sign(claims), token_type: 'Bearer', expires_in: TOKEN_SECONDS };
    },
  );

  app.post<Account & { Body: unknown }>('/api/account/:account/consumer', (call, reply) => {
    if (misbehaves(carrier, 'consumer', reply)) return reply;
    if (!isApp(call, claimsIn)) return refuse(carrier, 'consumer', reply, 401, 'Authorization is no AppJWT');
    const body = z.strictObject({ ext_consumer_id: z.string().min(1).max(255) }).safeParse(call.body);
    if (!body.success || call.query.v !== '1.0') return refuse(carrier, 'consumer', reply, 400, 'ext_consumer_id or v');
    const external = body.data.ext_consumer_id;
    const sub = createHash('sha256').update(`${call.params.account}/${external}`).digest('hex');
    livePerson.nameConsumer(sub, external);
    livePerson.note('consumer', 200);
    return { token: sign({ sub, aud: `acc:${call.params.account}`, iss: 'https://idp.liveperson.net' }) };
  });

  const messaging = '/api/account/:account/messaging/consumer/conversation';
  app.post<Account & { Body: unknown }>(messaging, (call, reply) => {
    const outcome = misbehaves(carrier, 'conversation', reply);
    if (outcome === true) return reply;
    const consumerId = consumerOf(call, claimsIn);
    if (consumerId === undefined) return refuse(carrier, 'conversation', reply, 401, 'AppJWT or ConsumerJWS');
    const body = openBody.safeParse(call.body);
    const { account } = call.params;
    if (!body.success || call.query.v !== '3' || body.data[1].body.brandId !== account) {
      return refuse(carrier, 'conversation', reply, 400, body.error?.issues[0]?.message ?? 'v or brandId');
    }
    const [profile, wanted] = body.data;
    const { skillId, campaignInfo } = wanted.body;
    const conversation = livePerson.open({
      accountId: account,
      consumerId,
      externalConsumerId: livePerson.externalConsumer(consumerId) ?? '',
      skillId,
      ...(campaignInfo ? { campaignInfo } : {}),
      attributes: profile.body.authenticatedData?.lp_sdes ?? [],
    });
    livePerson.note('conversation', 200, [profile.id, wanted.id]);
    void notifyOfConversation(carrier, conversation);
    return answer(carrier, reply, outcome, [
      { code: 'OK', body: { msg: 'OK User Profile set successfully' }, reqId: profile.id },
      { code: 'OK', body: { conversationId: conversation.id }, reqId: wanted.id },
    ]);
  });

  app.post<Account & { Body: unknown }>(`${messaging}/send`, (call, reply) => {
    const outcome = misbehaves(carrier, 'send', reply);
    if (outcome === true) return reply;
    const consumerId = consumerOf(call, claimsIn);
    if (consumerId === undefined) return refuse(carrier, 'send', reply, 401, 'AppJWT or ConsumerJWS');
    const body = sendBody.safeParse(call.body);
    if (!body.success || call.query.v !== '3') {
      return refuse(carrier, 'send', reply, 400, body.error?.issues[0]?.message ?? 'v');
    }
    const { data } = body;
    const id = data.type === 'ms.PublishEvent' ? data.body.dialogId : data.body.conversationId;
    const conversation = livePerson.find(id);
    if (conversation?.consumerId !== consumerId || conversation.state === 'CLOSE') {
      return refuse(carrier, 'send', reply, 400, 'the consumer has no such open conversation');
    }
    livePerson.note('send', 200, [data.id]);
    if (data.type === 'cm.UpdateConversationField') {
      void close(carrier, conversation, 'CONSUMER');
      return answer(carrier, reply, outcome, { code: 'OK', body: {}, reqId: data.id });
    }
    const { message: text, contentType } = data.body.event;
    const line = livePerson.publish(conversation, { role: 'CONSUMER', text, contentType, requestId: data.id });
    void notifyOfLine(carrier, conversation, line);
    return answer(carrier, reply, outcome, { code: 'OK', body: { sequence: line.sequence }, reqId: data.id });
  });
}

/** Closes a conversation, and says so to the connector. */
export function close(
  carrier: Carrier,
  conversation: LivePersonConversation,
  by: 'CONSUMER' | 'AGENT',
  csat?: number,
): ReturnType<typeof notifyOfConversation> {
  Object.assign(conversation, {
    state: 'CLOSE',
    closedBy: by,
    endedAt: Date.now(),
    ...(csat === undefined ? {} : { csat }),
  });
  return notifyOfConversation(carrier, conversation);
}

/** True: it has been answered in the way that was asked for. */
function misbehaves(carrier: Carrier, call: LivePersonCall, reply: FastifyReply): true | string | undefined {
  const outcome = carrier.livePerson.take(call);
  const status = /^http_(\d+)$/.exec(outcome ?? '')?.[1];
  if (status === undefined) return outcome;
  carrier.livePerson.note(call, Number(status));
  if (status === '429') void reply.header('retry-after', '1');
  void reply.code(Number(status)).send({ error: { statusCode: Number(status), internalCode: 'sandbox' } });
  return true;
}

function answer(carrier: Carrier, reply: FastifyReply, outcome: string | undefined, body: unknown): FastifyReply {
  if (outcome !== 'timeout-after-accept') return reply.send(body);
  carrier.held.hold(reply);
  return reply;
}

function refuse(
  carrier: Carrier,
  call: LivePersonCall,
  reply: FastifyReply,
  status: number,
  why: string,
): FastifyReply {
  carrier.livePerson.note(call, status);
  return reply.code(status).send({ error: { statusCode: status, message: why } });
}

type ReadToken = (token: unknown) => Record<string, unknown> | undefined;

function isApp({ headers, params }: FastifyRequest<Account>, claimsIn: ReadToken): boolean {
  return claimsIn(headers.authorization)?.aud === `le${params.account}`;
}

/** Whom the call is made for: with an AppJWT and a ConsumerJWS, both of this account. */
function consumerOf(call: FastifyRequest<Account>, claimsIn: ReadToken): string | undefined {
  const consumer = claimsIn(call.headers['x-lp-on-behalf']);
  const isBoth = isApp(call, claimsIn) && consumer?.aud === `acc:${call.params.account}`;
  return isBoth && typeof consumer.sub === 'string' ? consumer.sub : undefined;
}

function signToken(key: Buffer, claims: object): string {
  const iat = Math.floor(Date.now() / 1_000);
  const parts = [
    { alg: 'HS256', typ: 'JWT' },
    { ...claims, iat, exp: iat + TOKEN_SECONDS },
  ];
  const content = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`;
}

function readToken(key: Buffer, token: unknown): Record<string, unknown> | undefined {
  const [head, claims, signature] = typeof token === 'string' ? token.split('.') : [];
  if (head === undefined || claims === undefined) return undefined;
  if (createHmac('sha256', key).update(`${head}.${claims}`).digest('base64url') !== signature) return undefined;
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
}
