import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Carrier } from './carrier.ts';
import type { Delivery } from './outbox.ts';
import type { ReviewOutcome } from './reviews.ts';
import { type Entry, templateKey } from './store.ts';
import { type TemplateDefinition, type TemplateStatus, variablesOf } from './templates.ts';
import { GRAPH, parseWith, refuse } from './whatsapp-api.ts';
import { WhatsAppError } from './whatsapp-errors.ts';
import { templateStatusWebhook } from './whatsapp-webhooks.ts';

const LENGTHS: Readonly<Record<string, number>> = { BODY: 1_024, HEADER: 60, FOOTER: 60 };
const upperCase = z.string().transform((text) => text.toUpperCase());

const component = z
  .object({
    type: upperCase.pipe(z.enum(['HEADER', 'BODY', 'FOOTER', 'BUTTONS'])),
    format: upperCase.optional(),
    text: z.string().min(1).optional(),
    example: z.unknown().optional(),
    buttons: z
      .array(
        z.object({
          type: upperCase,
          text: z.string().min(1).max(25),
          url: z.string().optional(),
          phone_number: z.string().optional(),
          example: z.unknown().optional(),
        }),
      )
      .max(10)
      .optional(),
  })
  .superRefine(({ type, text, example }, context) => {
    const most = LENGTHS[type] ?? Infinity;
    if (text !== undefined && text.length > most) {
      context.addIssue({ code: 'custom', path: ['text'], message: `${type} takes at most ${most} characters` });
    }
    if (variablesOf(text).length > 0 && example === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['example'],
        message: `${type} has variables and needs an example of each`,
      });
    }
  });

const createRequest = z.object({
  name: z
    .string()
    .max(512)
    .regex(/^[a-z0-9_]+$/, 'takes only a-z, 0-9 and _'),
  language: z.string().regex(/^[a-z]{2,3}(_[A-Za-z]{2,4})?$/, 'is no language code'),
  category: upperCase.pipe(z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION'])),
  components: z.array(component).min(1),
});

const MOST_LISTED = 1_000;

/** Template management: templates are approved at once, unless a review was asked for. The sandbox's numbers may use those of every account. */
export function whatsAppTemplates(app: FastifyInstance, { carrier }: { carrier: Carrier }): void {
  app.post<{ Params: { id: string } }>(`${GRAPH}/:id/message_templates`, (request, reply) => {
    const asked = parseWith(createRequest, request.body);
    const review = carrier.reviews.take(asked.name);
    if (review?.kind === 'refuse') return refuse(reply, review.code);
    if (carrier.store.templates.has(templateKey(asked))) {
      const which = `There is already ${asked.language} content for this template`;
      throw new WhatsAppError('100', `Content in this language already exists: ${which}`, 2_388_024);
    }
    const { id, status, category } = create(carrier, request.params.id, asked, review);
    if (review?.kind !== 'timeout-after-accept') return { id, status, category };
    carrier.held.hold(reply);
    return reply;
  });

  app.get<{ Params: { id: string }; Querystring: { name?: string; limit?: string; after?: string } }>(
    `${GRAPH}/:id/message_templates`,
    (request) => {
      const { name, limit, after } = request.query;
      const all = [...carrier.store.templates.values()].filter(
        (template) => template.accountId === request.params.id && (name === undefined || template.name.includes(name)),
      );
      const start = after === undefined ? 0 : all.findIndex((template) => template.id === after) + 1;
      const page = all.slice(start, start + Math.min(Number(limit ?? 25) || 25, MOST_LISTED));
      const data = page.map(({ reason, ...template }) => ({ ...template, rejected_reason: reason ?? 'NONE' }));
      return { data, paging: { cursors: { before: data[0]?.id ?? '', after: data.at(-1)?.id ?? '' } } };
    },
  );

  app.delete<{ Params: { id: string }; Querystring: { name?: string; hsm_id?: string } }>(
    `${GRAPH}/:id/message_templates`,
    (request) => {
      const { name, hsm_id: id } = request.query;
      if (name === undefined) throw new WhatsAppError('100', 'The parameter name is required.');
      const gone = [...carrier.store.templates.values()].filter(
        (each) => each.accountId === request.params.id && each.name === name && (id === undefined || each.id === id),
      );
      if (gone.length === 0) throw new WhatsAppError('100', 'Message Template Not Found', 2_593_002);
      for (const template of gone) keep(carrier, { templateGone: templateKey(template) });
      return { success: true };
    },
  );

  uploads(app);
}

/** The upload of a header's example: the bytes are counted and thrown away. */
function uploads(app: FastifyInstance): void {
  const expected = new Map<string, number>();
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: 17 * 1024 * 1024 },
    (_request, body, done) => done(null, body),
  );
  app.post<{ Querystring: { file_length?: string; file_type?: string } }>(`${GRAPH}/app/uploads`, (request) => {
    const length = Number(request.query.file_length);
    if (!(length > 0)) throw new WhatsAppError('100', 'The parameter file_length is required.');
    const id = `upload:${randomUUID()}`;
    if (expected.size >= MOST_LISTED) expected.clear();
    expected.set(id, length);
    return { id };
  });
  app.post<{ Params: { id: string }; Body: unknown }>(`${GRAPH}/:id(^upload:[0-9a-f-]+$)`, (request) => {
    const length = Buffer.isBuffer(request.body) ? request.body.length : 0;
    if (expected.get(request.params.id) !== length) throw new WhatsAppError('100', 'The file has another length.');
    expected.delete(request.params.id);
    return { h: `4:${request.params.id}` };
  });
}

function create(
  carrier: Carrier,
  accountId: string,
  asked: z.infer<typeof createRequest>,
  review: ReviewOutcome | undefined,
): TemplateDefinition {
  const isPending = review?.kind === 'hold' || review?.kind === 'reject';
  const id = String(Date.now() * 100 + (carrier.store.templates.size % 100));
  const template: TemplateDefinition = { id, accountId, status: isPending ? 'PENDING' : 'APPROVED', ...asked };
  keep(carrier, { template });
  if (review?.kind === 'reject') void setTemplateStatus(carrier, template, 'REJECTED', 'INCORRECT_CATEGORY');
  else if (!isPending) void carrier.outbox.deliver(templateStatusWebhook(carrier.config, template));
  return template;
}

/** Gives a template another status, and tells the API. */
export function setTemplateStatus(
  carrier: Carrier,
  template: TemplateDefinition,
  status: TemplateStatus,
  reason?: string,
): Promise<Delivery> {
  const changed = { ...template, status };
  if (reason === undefined) delete changed.reason;
  else changed.reason = reason;
  keep(carrier, { template: changed });
  return carrier.outbox.deliver(templateStatusWebhook(carrier.config, changed));
}

function keep(carrier: Carrier, entry: Entry): void {
  carrier.store.apply(entry);
  carrier.journal.append(entry);
}
