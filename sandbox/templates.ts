import type { TemplateParts } from './message.ts';

export type TemplateButton = { type: string; text: string; url?: string; phone_number?: string; example?: unknown };

/** WhatsApp's words; only an APPROVED template is sent. */
export const TEMPLATE_STATUSES = ['APPROVED', 'PENDING', 'REJECTED', 'PAUSED', 'DISABLED'] as const;
export type TemplateStatus = (typeof TEMPLATE_STATUSES)[number];

export type TemplateComponent = {
  type: string;
  format?: string;
  text?: string;
  example?: unknown;
  buttons?: TemplateButton[];
};

export type TemplateDefinition = {
  id: string;
  accountId: string;
  name: string;
  language: string;
  category: string;
  status: TemplateStatus;
  /** Why it is rejected. */
  reason?: string;
  components: TemplateComponent[];
};

/** A component of a send request, as far as the sandbox reads it. */
export type SentComponent = {
  type: string;
  sub_type?: string;
  index?: string | number;
  parameters?: SentParameter[];
};

type SentParameter = {
  type: string;
  text?: string;
  payload?: string;
  parameter_name?: string;
  [media: string]: unknown;
};

/** Why a send request does not fit its template: WhatsApp's code and its details. */
export type Mismatch = { code: '132000' | '132012' | '131008'; details: string };

const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g;

/** The names of a text's variables, each once, in order: `1`, `2`… or words. */
export function variablesOf(text: string | undefined): string[] {
  return [...new Set([...(text ?? '').matchAll(VARIABLE)].map((match) => match[1] ?? ''))];
}

/** The template as the phone shows it, or why the request does not fit it. */
export function fillTemplate(
  template: TemplateDefinition,
  sent: readonly SentComponent[],
): { text: string; parts: TemplateParts } | Mismatch {
  const header = component(template, 'HEADER');
  const body = component(template, 'BODY');
  const sentHeader = sent.find((each) => each.type.toLowerCase() === 'header')?.parameters ?? [];
  const sentBody = sent.find((each) => each.type.toLowerCase() === 'body')?.parameters ?? [];
  const mismatch =
    countMismatch('header', header, sentHeader) ??
    countMismatch('body', body, sentBody) ??
    buttonMismatch(template, sent);
  if (mismatch) return mismatch;
  const media = mediaOf(sentHeader[0]);
  const headerText = header?.text === undefined ? undefined : fill(header.text, sentHeader);
  const footer = component(template, 'FOOTER')?.text;
  const buttons = component(template, 'BUTTONS')?.buttons?.map(({ type, text }) => ({ type, text }));
  return {
    text: fill(body?.text ?? '', sentBody),
    parts: {
      name: template.name,
      language: template.language,
      parameters: sentBody.map((parameter) => parameter.text ?? ''),
      ...(headerText === undefined ? {} : { header: headerText }),
      ...(media ? { media } : {}),
      ...(footer === undefined ? {} : { footer }),
      ...(buttons ? { buttons } : {}),
    },
  };
}

function component(template: TemplateDefinition, type: string): TemplateComponent | undefined {
  return template.components.find((each) => each.type.toUpperCase() === type);
}

function countMismatch(
  name: 'header' | 'body',
  defined: TemplateComponent | undefined,
  sent: readonly SentParameter[],
): Mismatch | undefined {
  const format = defined?.format?.toUpperCase() ?? 'TEXT';
  const expected = format === 'TEXT' ? variablesOf(defined?.text).length : 1;
  if (sent.length !== expected) {
    const details = `${name}: number of localizable_params (${sent.length}) does not match the expected number of params (${expected})`;
    return { code: '132000', details };
  }
  if (format === 'TEXT' || sent[0]?.type.toUpperCase() === format) return undefined;
  const given = (sent[0]?.type ?? 'UNKNOWN').toUpperCase();
  return { code: '132012', details: `${name}: Format mismatch, expected ${format}, received ${given}` };
}

function buttonMismatch(template: TemplateDefinition, sent: readonly SentComponent[]): Mismatch | undefined {
  const given = sent.filter((each) => each.type.toLowerCase() === 'button');
  for (const [index, button] of (component(template, 'BUTTONS')?.buttons ?? []).entries()) {
    if (variablesOf(button.url).length === 0 || given.some((each) => Number(each.index) === index)) continue;
    return { code: '131008', details: `buttons: Button at index ${index} of type Url requires a parameter` };
  }
  return undefined;
}

function mediaOf(parameter: SentParameter | undefined): { type: string; link: string } | undefined {
  const media = parameter?.[parameter.type];
  if (typeof media !== 'object' || media === null || !('link' in media)) return undefined;
  return { type: parameter?.type ?? '', link: String(media.link) };
}

function fill(text: string, parameters: readonly SentParameter[]): string {
  const names = variablesOf(text);
  return text.replace(VARIABLE, (whole, name: string) => {
    const named = parameters.find((parameter) => parameter.parameter_name === name);
    return (named ?? parameters[names.indexOf(name)])?.text ?? whole;
  });
}
