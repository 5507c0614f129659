import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Carrier } from './carrier.ts';
import { templateKey } from './store.ts';
import { type TemplateDefinition, variablesOf } from './templates.ts';
import { GRAPH, parseWith } from './whatsapp-api.ts';
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
      .array(z.object({ type: upperCase, text: z.string().min(1).max(25), url: z.string().optional() }))
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

/** Template management: created templates are approved at once. The sandbox's numbers may use those of every account. */
export function whatsAppTemplates(app: FastifyInstance, { carrier }: { carrier: Carrier }): void {
  app.post<{ Params: { id: string } }>(`${GRAPH}/:id/message_templates`, (request) => {
    const asked = parseWith(createRequest, request.body);
    const known = carrier.store.templates.get(templateKey(asked));
    // The same template again is taken as the same template: a set-up that runs twice should not fail.
    if (known && JSON.stringify(known.components) !== JSON.stringify(asked.components)) {
      throw new WhatsAppError('100', 'Content in this language already exists', 2_388_024);
    }
    const { id, status, category } = known ?? create(carrier, request.params.id, asked);
    return { id, status, category };
  });

  app.get<{ Params: { id: string }; Querystring: { name?: string; limit?: string; after?: string } }>(
    `${GRAPH}/:id/message_templates`,
    (request) => {
      const { name, limit, after } = request.query;
      const all = [...carrier.store.templates.values()].filter(
        (template) => template.accountId === request.params.id && (name === undefined || template.name.includes(name)),
      );
      const start = after === undefined ? 0 : all.findIndex((template) => template.id === after) + 1;
      const data = all.slice(start, start + Math.min(Number(limit ?? 25) || 25, 1_000));
      return { data, paging: { cursors: { before: data[0]?.id ?? '', after: data.at(-1)?.id ?? '' } } };
    },
  );
}

function create(carrier: Carrier, accountId: string, asked: z.infer<typeof createRequest>): TemplateDefinition {
  const id = String(Date.now() * 100 + (carrier.store.templates.size % 100));
  const template: TemplateDefinition = { id, accountId, status: 'APPROVED', ...asked };
  carrier.store.apply({ template });
  carrier.journal.append({ template });
  void carrier.outbox.deliver(templateStatusWebhook(carrier.config, template));
  return template;
}
