import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { accept } from './accept.ts';
import type { Carrier } from './carrier.ts';
import { courseOf, type Outcome } from './behaviours.ts';
import { type Message, digits, e164, whatsAppId } from './message.ts';
import { templateKey } from './store.ts';
import { fillTemplate } from './templates.ts';
import { WhatsAppError } from './whatsapp-errors.ts';
import { whatsAppTemplates } from './whatsapp-templates.ts';

export const GRAPH = '/:version(^v\\d+\\.\\d+$)';

const sentComponent = z.looseObject({
  type: z.string(),
  sub_type: z.string().optional(),
  index: z.union([z.string(), z.number()]).optional(),
  parameters: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })).optional(),
});

const sendRequest = z.object({
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual').optional(),
  to: z.string().min(1),
  type: z.string().default('text'),
  biz_opaque_callback_data: z.string().max(512).optional(),
  text: z.object({ body: z.string().min(1).max(4_096) }).optional(),
  template: z
    .object({
      name: z.string().min(1),
      language: z.object({ code: z.string().min(1) }),
      components: z.array(sentComponent).default([]),
    })
    .optional(),
});

type SendRequest = z.infer<typeof sendRequest>;

/**
 * WhatsApp's Cloud API: messages, and templates, approved at once unless asked otherwise. In the sandbox a phone-number-id is the brand's number without
 * `+`. https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 */
export async function whatsAppApi(app: FastifyInstance, { carrier }: { carrier: Carrier }): Promise<void> {
  app.addHook('preValidation', (request, _reply, done) => {
    authenticate(carrier, request);
    done();
  });
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof WhatsAppError) return reply.code(error.statusCode).send(error.body);
    const refused = error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500;
    if (!refused) request.log.error(error);
    const answer = new WhatsAppError(refused ? '100' : '131000', refused ? error.message : undefined);
    return reply.code(answer.statusCode).send(answer.body);
  });

  app.post<{ Params: { id: string } }>(`${GRAPH}/:id/messages`, (request, reply) => {
    const sent = parseWith(sendRequest, request.body);
    if (!/^\+?[1-9]\d{6,14}$/.test(sent.to)) throw new WhatsAppError('131009', 'to: is not a phone number');
    const to = e164(sent.to);
    const content = contentOf(carrier, sent, request.params.id);
    const outcome = carrier.behaviours.take('wa', to);
    if (outcome?.kind === 'refuse') return refuse(reply, outcome.code);
    const message = newMessage(request.params.id, to, sent, content, outcome, carrier.now());
    const answer = {
      messaging_product: 'whatsapp',
      contacts: [{ input: sent.to, wa_id: digits(to) }],
      messages: [{ id: message.id, ...(sent.type === 'template' ? { message_status: 'accepted' } : {}) }],
    };
    return accept(carrier, message, outcome, reply, 200, answer);
  });
  await app.register(whatsAppTemplates, { carrier });
}

/** The body by its schema, or WhatsApp's code 100 naming the parameter. */
export function parseWith<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = issue?.path.join('.') ?? '';
  const missing = issue?.code === 'invalid_type' && issue.message.includes('received undefined');
  const details = missing ? `The parameter ${name} is required.` : `Param ${name}: ${issue?.message ?? ''}`;
  throw new WhatsAppError('100', details);
}

function authenticate({ config }: Carrier, request: FastifyRequest): void {
  const expected = Buffer.from(config.WHATSAPP_ACCESS_TOKEN);
  const given = Buffer.from(/^(?:Bearer|OAuth) (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new WhatsAppError('190');
}

/** What WhatsApp says to the sending of a template that it has not approved, or no longer. */
const UNSENDABLE = { PENDING: '132001', REJECTED: '132001', PAUSED: '132015', DISABLED: '132016' } as const;

type Content = Pick<Message, 'text' | 'template'>;

function contentOf({ store, now }: Carrier, sent: SendRequest, phoneNumberId: string): Content {
  if (sent.type === 'text') {
    if (!sent.text) throw new WhatsAppError('100', 'The parameter text is required.');
    if (!store.inSession(phoneNumberId, sent.to, now())) {
      const details = 'More than 24 hours have passed since the recipient last replied to the sender number.';
      throw new WhatsAppError('131047', `Message failed to send because: ${details}`);
    }
    return { text: sent.text.body };
  }
  if (sent.type !== 'template') throw new WhatsAppError('131051', `The sandbox takes text and template messages only`);
  if (!sent.template) throw new WhatsAppError('100', 'The parameter template is required.');
  const { name, language, components } = sent.template;
  const template = store.templates.get(templateKey({ name, language: language.code }));
  if (!template) {
    throw new WhatsAppError('132001', `template name (${name}) does not exist in ${language.code}`);
  }
  if (template.status !== 'APPROVED') {
    throw new WhatsAppError(UNSENDABLE[template.status], `template name (${name}) is ${template.status}`);
  }
  const filled = fillTemplate(template, components);
  if ('code' in filled) throw new WhatsAppError(filled.code, filled.details);
  return { text: filled.text, template: filled.parts };
}

function newMessage(
  phoneNumberId: string,
  to: string,
  sent: SendRequest,
  content: Content,
  outcome: Outcome | undefined,
  nowMs: number,
): Message {
  return {
    id: whatsAppId(),
    channel: 'wa',
    direction: 'outbound',
    from: e164(phoneNumberId),
    to,
    ...content,
    ...(sent.biz_opaque_callback_data === undefined ? {} : { reference: sent.biz_opaque_callback_data }),
    acceptedAt: new Date(nowMs).toISOString(),
    status: 'accepted',
    ...courseOf(outcome),
  };
}

export function refuse(reply: FastifyReply, code: string): FastifyReply {
  if (code.startsWith('http_')) return reply.code(Number(code.slice(5))).send('');
  throw new WhatsAppError(code);
}
