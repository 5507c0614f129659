import type { Call, Operation } from '../../../../client/types.ts';
import { readTemplate } from '../../../../domain/template-rules.ts';
import { fieldErrors } from '../../components/field-errors.ts';
import type { PreviewMessage } from '../../components/phone-preview.tsx';
import type { Template } from './queries.ts';

export type TemplateRequest = Call<Operation<'post', '/api/v2/account/{accountId}/templates'>>['body'];
export type Category = Template['category'];
export type HeaderKind = 'none' | 'text' | 'image' | 'video' | 'document';
export type ButtonDraft = {
  type: 'quick_reply' | 'url' | 'phone_number';
  text: string;
  url: string;
  example: string;
  phoneNumber: string;
};

export type Draft = {
  title: string;
  category: Category | null;
  language: string | null;
  wabaId: string | null;
  outboundNumber: string | null;
  header: { kind: HeaderKind; text: string; example: string };
  body: string;
  /** By the number of the variable. */
  examples: Record<string, string>;
  footer: string;
  buttons: ButtonDraft[];
};

export const LONGEST = { body: 1_024, header: 60, footer: 60, button: 25 } as const;
const VARIABLE = /\$?\{\{\s*(\d+)\s*\}\}/g;

export const EMPTY: Draft = {
  title: '',
  category: null,
  language: 'en_US',
  wabaId: null,
  outboundNumber: null,
  header: { kind: 'none', text: '', example: '' },
  body: '',
  examples: {},
  footer: '',
  buttons: [],
};

/** A new one with the words of another; the title has to be its own. */
export function draftFrom(template: Template): Draft {
  const { category, language, wabaId, messageComponents: components } = template;
  const header = components.find(({ type }) => type === 'header');
  const body = components.find(({ type }) => type === 'body');
  return {
    ...EMPTY,
    category,
    language,
    wabaId,
    header: {
      kind: header === undefined ? 'none' : isMedia(header.sub_type) ? header.sub_type : 'text',
      text: header?.content ?? '',
      example: header?.examples?.[0] ?? '',
    },
    body: body?.content ?? '',
    examples: Object.fromEntries((body?.variables ?? []).map((name, index) => [name, body?.examples?.[index] ?? ''])),
    footer: components.find(({ type }) => type === 'footer')?.content ?? '',
    buttons: components.flatMap(({ type, sub_type: kind, ...button }) =>
      type === 'button' && (kind === 'quick_reply' || kind === 'url' || kind === 'phone_number')
        ? [{ ...newButton(kind), ...buttonFields(button) }]
        : [],
    ),
  };
}

function buttonFields(button: Omit<Template['messageComponents'][number], 'type' | 'sub_type'>): Partial<ButtonDraft> {
  return {
    text: button.content ?? '',
    url: button.url ?? '',
    example: button.examples?.[0] ?? '',
    phoneNumber: button.phone_number ?? '',
  };
}

export function newButton(type: ButtonDraft['type']): ButtonDraft {
  return { type, text: '', url: '', example: '', phoneNumber: '' };
}

function isMedia(kind: string | undefined): kind is 'image' | 'video' | 'document' {
  return kind === 'image' || kind === 'video' || kind === 'document';
}

/** The numbers of a text's variables, in their order. */
export function variablesIn(text: string): string[] {
  const numbers = new Set([...text.matchAll(VARIABLE)].map((match) => Number(match[1])));
  return [...numbers].sort((a, b) => a - b).map(String);
}

/** The next variable that a text can have. */
export function nextVariable(text: string): string {
  return `{{${Math.max(0, ...variablesIn(text).map(Number)) + 1}}}`;
}

export function toRequest(draft: Draft): TemplateRequest {
  const { title, category, language, wabaId, outboundNumber, header, body, examples, footer, buttons } = draft;
  return {
    title,
    category: category ?? 'UTILITY',
    language: language ?? '',
    ...(outboundNumber === null ? wabaId !== null && { wabaId } : { outboundNumber }),
    ...(header.kind !== 'none' && { header: toHeader(header) }),
    body,
    examples: variablesIn(body).map((name) => examples[name] ?? ''),
    ...(footer !== '' && { footer }),
    ...(buttons.length > 0 && { buttons: buttons.map(toButton) }),
  };
}

function toHeader({ kind, text, example }: Draft['header']): NonNullable<TemplateRequest['header']> {
  if (isMedia(kind)) return { type: kind, example };
  return { type: 'text', text, ...(variablesIn(text).length > 0 && { example }) };
}

function toButton({
  type,
  text,
  url,
  example,
  phoneNumber,
}: ButtonDraft): NonNullable<TemplateRequest['buttons']>[number] {
  if (type === 'quick_reply') return { type, text };
  if (type === 'phone_number') return { type, text, phoneNumber };
  return { type, text, url, ...(variablesIn(url).length > 0 && { example }) };
}

/** By the API's own names of the fields: `title`, `buttons[0].url`. */
export type Faults = Record<string, string>;

/** What the API would refuse, as far as it can be told here. */
export function draftFaults(draft: Draft): Faults {
  const read = readTemplate(toRequest(draft));
  const faults = read.ok ? {} : fieldErrors(read.problems.join('; '));
  if (draft.title === '') faults.title = 'Give it a title';
  if (draft.category === null) faults.category = 'Choose a category';
  if (draft.language === null) faults.language = 'Choose a language';
  return faults;
}

/** What the reviewers see: with the examples in place of the variables. */
export function draftPreview(draft: Draft, withExamples: boolean): PreviewMessage {
  const { header, body, examples, footer, buttons } = draft;
  const fill = (text: string, values: Record<string, string>) =>
    withExamples
      ? text.replace(VARIABLE, (whole, name: string) => (values[name] === '' ? whole : (values[name] ?? whole)))
      : text;
  return {
    ...(header.kind !== 'none' && {
      header:
        header.kind === 'text'
          ? { kind: 'text', text: fill(header.text, { 1: header.example }) }
          : { kind: header.kind, link: header.example.startsWith('https://') ? header.example : undefined },
    }),
    text: fill(body, examples),
    footer,
    buttons: buttons.map(({ type, text }) => ({ kind: type, text })),
  };
}

/** Sent by campaigns of its own, and in no handoff. */
export function isRich({ header, buttons }: Draft): boolean {
  return buttons.length > 0 || isMedia(header.kind) || (header.kind === 'text' && variablesIn(header.text).length > 0);
}
