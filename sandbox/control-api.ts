import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Carrier } from './carrier.ts';
import { parseOutcome } from './behaviours.ts';
import { isLineType, LINE_TYPES } from './line-types.ts';
import { type Channel, type Message, PROVIDERS, digits, e164, twilioId, whatsAppId } from './message.ts';
import { parseReview } from './reviews.ts';
import { templateKey } from './store.ts';
import { TEMPLATE_STATUSES } from './templates.ts';
import { answerKeyword, keywordNote, OPT_OUT_HANDLINGS } from './twilio-opt-out.ts';
import { setTemplateStatus } from './whatsapp-templates.ts';
import { verifyWebhook } from './whatsapp-webhooks.ts';

const MAX_LISTED = 10_000;

const CHANNEL_NAMES: Readonly<Record<string, Channel>> = { sms: 'sms', twilio: 'sms', wa: 'wa', whatsapp: 'wa' };

const channel = z
  .string()
  .transform((name) => CHANNEL_NAMES[name.toLowerCase()])
  .refine((name) => name !== undefined, 'must be sms or wa');

const number = z.string().refine((text) => /^\d{3,15}$/.test(digits(text)) && /^[+\d\s().-]+$/.test(text), {
  message: 'must be a phone number, digits with or without +',
});

const listQuery = z.object({
  to: z.string().optional(),
  channel: channel.optional(),
  limit: z.coerce.number().int().min(1).max(MAX_LISTED).default(1_000),
});

const replyBody = z.object({
  channel,
  from: number,
  to: number,
  text: z.string().min(1).max(4_096),
  answers: z.string().optional(),
  button: z.boolean().optional(),
});

const behaviourBody = z.object({
  channel,
  to: z.union([z.literal('*'), number], 'must be a phone number, or * for all'),
  outcome: z
    .union([z.string(), z.number().transform(String)])
    .refine(
      (text) => parseOutcome(text) !== undefined,
      'must be an error code, http_<status>, failed:<code>, timeout-after-accept, no-receipt, phone-off, late, doubled, shuffled (these three also behind failed:<code>+ and timeout-after-accept+), trial or ok',
    ),
  times: z.number().int().min(1).optional(),
});

const templateBody = z.object({
  name: z.string().min(1),
  language: z.string().min(1),
  status: z.enum(TEMPLATE_STATUSES),
  reason: z.string().optional(),
});

const reviewBody = z.object({
  name: z.string().min(1),
  outcome: z
    .union([z.string(), z.number().transform(String)])
    .refine(
      (text) => parseReview(text) !== undefined,
      'must be hold, reject, timeout-after-accept, an error code, http_<status> or approve',
    ),
  times: z.number().int().min(1).optional(),
});

const optOutBody = z.object({ handling: z.enum(OPT_OUT_HANDLINGS) });
const lineTypeBody = z.object({
  number: z.union([z.literal('*'), number], 'must be a phone number, or * for all'),
  type: z
    .string()
    .refine(isLineType, `must be ${LINE_TYPES.join(', ')}, no-type:<code>, an error code, http_<status> or timeout`),
});

const readsBody = z.object({ ids: z.array(z.string()).min(1).max(1_000) });

/** What is the sandbox's own: look at what was sent, answer as a consumer, make the carrier misbehave. */
export function controlApi(app: FastifyInstance, { carrier }: { carrier: Carrier }): void {
  const { store, behaviours, reviews } = carrier;

  app.get('/sandbox/messages', (request, reply) => {
    const query = parse(listQuery, request.query, reply);
    if (!query) return reply;
    const from = query.to === undefined ? store.all() : store.ofPhone(query.to);
    const found = [...from].filter(
      (message) =>
        message.direction === 'outbound' && (query.channel === undefined || message.channel === query.channel),
    );
    return found.slice(-query.limit).map(listed);
  });

  app.post('/sandbox/replies', async (request, reply) => {
    const body = parse(replyBody, request.body, reply);
    if (!body?.channel) return reply;
    const message: Message = {
      id: body.channel === 'sms' ? twilioId() : whatsAppId(),
      channel: body.channel,
      direction: 'inbound',
      from: e164(body.from),
      to: e164(body.to),
      text: body.text,
      acceptedAt: new Date(carrier.now()).toISOString(),
      status: 'sending',
      receipts: 'none',
      ...(body.answers === undefined ? {} : { answers: body.answers }),
      ...(body.button ? { button: true } : {}),
      ...(body.channel === 'sms' ? keywordNote(body.text, carrier.optOut.handling) : {}),
    };
    const wasBlocked = store.isBlocked(message.to, message.from);
    store.add(message);
    carrier.journal.append({ message });
    answerKeyword(carrier, message, wasBlocked);
    const delivery = await carrier.receipts.sendReply(message);
    return reply.code(202).send({
      id: message.id,
      channel: message.channel,
      delivered: delivery.ok,
      message: delivery.ok
        ? 'The API took it.'
        : `${delivery.problem}. ${delivery.retry ? 'It will be tried again for a while.' : 'It will not be tried again.'}`,
    });
  });

  app.get('/sandbox/behaviours', () => behaviours.list());
  app.post('/sandbox/behaviours', (request, reply) => {
    const body = parse(behaviourBody, request.body, reply);
    if (!body?.channel) return reply;
    const behaviour = { ...body, channel: body.channel, to: body.to === '*' ? body.to : e164(body.to) };
    if (behaviour.outcome === 'ok') carrier.receipts.switchOn(behaviour.channel, behaviour.to);
    if (behaviours.set(behaviour)) return behaviour;
    return reply.code(409).send({ error: 'too_many', message: 'There are too many behaviours: clear some with ok.' });
  });

  app.get('/sandbox/opt-out-handling', () => carrier.optOut);
  app.post('/sandbox/opt-out-handling', (request, reply) => {
    const body = parse(optOutBody, request.body, reply);
    if (!body) return reply;
    carrier.optOut.handling = body.handling;
    return carrier.optOut;
  });
  /** What Twilio Lookup says of a number. */
  app.post('/sandbox/line-types', (request, reply) => {
    const body = parse(lineTypeBody, request.body, reply);
    if (!body) return reply;
    carrier.lineTypes.set(body.number, body.type);
    return body;
  });
  app.get<{ Querystring: { number?: string } }>('/sandbox/line-types', ({ query }) => ({
    asked: carrier.lineTypes.asked(query.number ?? ''),
  }));

  app.get('/sandbox/templates', () => [...store.templates.values()]);
  app.post('/sandbox/templates', async (request, reply) => {
    const body = parse(templateBody, request.body, reply);
    if (!body) return reply;
    const template = store.templates.get(templateKey(body));
    if (!template) return reply.code(404).send({ error: 'not_found', message: 'There is no such template.' });
    const delivery = await setTemplateStatus(carrier, template, body.status, body.reason);
    return { status: body.status, delivered: delivery.ok };
  });

  app.get('/sandbox/reviews', () => reviews.list());
  app.post('/sandbox/reviews', (request, reply) => {
    const body = parse(reviewBody, request.body, reply);
    if (!body) return reply;
    if (reviews.set(body)) return body;
    return reply.code(409).send({ error: 'too_many', message: 'There are too many reviews: clear some with approve.' });
  });

  app.post('/sandbox/reads', (request, reply) => {
    const body = parse(readsBody, request.body, reply);
    if (!body) return reply;
    return { read: body.ids.filter((id) => carrier.receipts.read(id)).length };
  });

  app.post('/sandbox/verification', async () => {
    const problem = await verifyWebhook(carrier.config);
    return { verified: problem === undefined, message: problem ?? 'The API gave the challenge back.' };
  });
}

/** A message as the list shows it. */
function listed(message: Message): Record<string, unknown> {
  const { id, to, from, text, template, reference, validityPeriod, acceptedAt, status, errorCode } = message;
  return {
    provider: PROVIDERS[message.channel],
    channel: message.channel,
    id,
    to,
    from,
    text,
    ...(template ? { template } : {}),
    ...(reference === undefined ? {} : { reference }),
    ...(validityPeriod === undefined ? {} : { validityPeriod }),
    acceptedAt,
    status,
    ...(errorCode === undefined ? {} : { errorCode }),
  };
}

/** The parsed input; or undefined, having answered 400 with the name of the field. */
export function parse<T>(schema: z.ZodType<T>, input: unknown, reply: FastifyReply): T | undefined {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  const message = field === '' ? 'The body must be a JSON object' : `${field}: ${issue?.message ?? 'is wrong'}`;
  void reply.code(400).send({ error: 'invalid_request', field, message });
  return undefined;
}
