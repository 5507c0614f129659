import { z } from 'zod';
import { TEMPLATE_CATEGORIES, TEMPLATE_STATUSES } from '../../domain/template-status.ts';
import { accountParams, instantAnswer, pageAnswer, paging } from './common.ts';

export const templateParams = accountParams.extend({
  templateId: z.string().meta({ description: '`id` of the template.', examples: ['T482913077'] }),
});

/** Clients write these words in any case. */
function wordOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z
    .string()
    .meta({ enum: [...words] })
    .transform((text) => text.toUpperCase())
    .pipe(z.enum(words));
}
const category = wordOf(TEMPLATE_CATEGORIES);
const status = wordOf(TEMPLATE_STATUSES);

const SORTS = ['title', 'status', 'category', 'language', 'createdAt'] as const;

export const templateQuery = z.looseObject({
  status: status.optional(),
  category: category.optional(),
  language: z.string().min(1).optional().describe('As in the template, such as en_US.'),
  name: z.string().min(1).optional().describe('A part of the name.'),
  sort: z
    .enum([...SORTS, ...SORTS.map((sort) => `-${sort}` as const)])
    .default('-createdAt')
    .describe('With `-` downwards.'),
  ...paging,
});

const text = z.string();
const header = z.discriminatedUnion(
  'type',
  [
    z.object({
      type: z.literal('text'),
      text: text.describe('60 characters at most, with or without {{1}}.'),
      example: text.nullish().describe('Of its variable, where it has one.'),
    }),
    ...(['image', 'video', 'document'] as const).map((type) =>
      z.object({
        type: z.literal(type),
        example: text.describe(
          'An https address on the public internet of an example: jpg or png, mp4 or 3gpp, pdf; 16 MB at most. WhatsApp’s reviewers get a copy.',
        ),
      }),
    ),
  ],
  { error: 'must be text, image, video or document' },
);

const button = z.discriminatedUnion(
  'type',
  [
    z.object({ type: z.literal('quick_reply'), text: text.describe('25 characters at most.') }),
    z.object({
      type: z.literal('url'),
      text,
      url: text.describe('https; it may end with {{1}}.'),
      example: text.nullish().describe('A whole address, where the url has a variable.'),
    }),
    z.object({ type: z.literal('phone_number'), text, phoneNumber: text.describe('With its country code.') }),
  ],
  { error: 'must be quick_reply, url or phone_number' },
);

/** `POST …/templates`. What the content may be is domain/template-rules.ts. */
export const templateRequest = z
  .object({
    title: text.min(1).describe('Its name at WhatsApp: a to z, 0 to 9 and _; one of each language.'),
    category,
    language: text.describe('WhatsApp’s code, such as en or en_US.'),
    outboundNumber: text
      .nullish()
      .describe('A WhatsApp number of the account: its WhatsApp Business Account is meant.'),
    wabaId: text.nullish().describe('Or the id of the WhatsApp Business Account. Neither: the account’s only one.'),
    header: header.nullish(),
    body: text.describe('1,024 characters at most. Variables are {{1}}, {{2}} and so on, without a gap.'),
    examples: z.array(text).nullish().describe('One for each variable of the body, in their order.'),
    footer: text.nullish().describe('60 characters at most, no variables.'),
    buttons: z.array(button).nullish().describe('Up to 3 quick_reply; or one url and one phone_number at most.'),
  })
  .meta({ id: 'TemplateRequest' });

export type TemplateRequest = z.infer<typeof templateRequest>;

/** One that the demo account accepts. */
export const TEMPLATE_EXAMPLE = {
  title: 'order_shipped',
  category: 'UTILITY',
  language: 'en_US',
  outboundNumber: '12025550101',
  header: { type: 'text', text: 'Your order' },
  body: 'Hi {{1}}, your order {{2}} has left our warehouse.',
  examples: ['Ada', 'A-1207'],
  footer: 'Daybreak demo',
  buttons: [{ type: 'quick_reply', text: 'Where is it?' }],
};

const component = z.object({
  type: z.enum(['header', 'body', 'footer', 'button']),
  sub_type: z.enum(['image', 'video', 'document', 'phone_number', 'url', 'quick_reply']).optional(),
  content: z.string().optional(),
  variables: z.array(z.string()).optional(),
  examples: z.array(z.string()).optional(),
  index: z.number().int().optional(),
  phone_number: z.string().optional(),
  url: z.string().optional(),
});

const example = {
  id: 'T482913077',
  title: 'order_shipped',
  category: 'UTILITY',
  language: 'en_US',
  status: 'PENDING',
  statusReason: null,
  wabaId: '102290129340398',
  providerTemplateId: null,
  messageComponents: [
    { type: 'header', content: 'Your order' },
    {
      type: 'body',
      content: 'Hi {{1}}, your order {{2}} has left our warehouse.',
      variables: ['1', '2'],
      examples: ['Ada', 'A-1207'],
    },
    { type: 'footer', content: 'Daybreak demo' },
    { type: 'button', sub_type: 'quick_reply', index: 0, content: 'Where is it?' },
  ],
  createdAt: '2026-03-02T16:20:11.000Z',
  submittedAt: null,
  updatedAt: '2026-03-02T16:20:11.000Z',
};

const template = z.object({
  id: z.string().describe('`templateId` of a campaign.'),
  title: z.string(),
  category: z.enum(TEMPLATE_CATEGORIES).describe('WhatsApp may put it in another than was asked for.'),
  language: z.string(),
  status: z
    .enum(TEMPLATE_STATUSES)
    .describe('PENDING: with WhatsApp for review, or on its way there. Only an APPROVED template can be sent.'),
  statusReason: z.string().nullable().describe('Why, in WhatsApp’s words; while PENDING, what keeps it from WhatsApp.'),
  wabaId: z.string().nullable().describe('The WhatsApp Business Account that has it.'),
  providerTemplateId: z.string().nullable().describe('WhatsApp’s own id of it.'),
  messageComponents: z.array(component),
  createdAt: instantAnswer,
  submittedAt: instantAnswer.nullable().describe('When WhatsApp took it for review.'),
  updatedAt: instantAnswer,
});

export const templateAnswer = template.meta({ id: 'Template', examples: [example] });

export const templateDeleted = template.extend({ deletedAt: instantAnswer }).meta({
  id: 'DeletedTemplate',
  examples: [{ ...example, status: 'APPROVED', deletedAt: '2026-03-09T10:00:00.000Z' }],
});

export const templateList = z
  .object({ templates: z.array(templateAnswer).describe('Newest first.'), page: pageAnswer })
  .meta({ id: 'TemplateList', examples: [{ templates: [example], page: { count: 1, offset: 0, limit: 100 } }] });
