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
export type Mismatch = { code: '132000' | '132005' | '132012' | '132018' | '131008'; details: string };

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
    buttonMismatch(template, sent) ??
    parameterFault('header', sentHeader) ??
    parameterFault('body', sentBody) ??
    hydratedFault(template, sentHeader, sentBody);
  if (mismatch) return mismatch;
  const media = mediaOf(sentHeader[0]);
  const headerText = header?.text === undefined ? undefined : fill(header.text, sentHeader);
  const footer = component(template, 'FOOTER')?.text;
  const buttons = component(template, 'BUTTONS')?.buttons?.map(({ type, text, url }, index) => ({
    type,
    text,
    ...(url === undefined ? {} : { url: fill(url, buttonParameters(sent, index)) }),
  }));
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
  const buttons = component(template, 'BUTTONS')?.buttons ?? [];
  for (const [index, button] of buttons.entries()) {
    const [parameter] = buttonParameters(sent, index);
    if (variablesOf(button.url).length === 0 || (parameter?.text ?? '') !== '') continue;
    return { code: '131008', details: `buttons: Button at index ${index} of type Url requires a parameter` };
  }
  for (const { sub_type: type, index } of sent.filter(isButton)) {
    const button = buttons[Number(index)];
    if (type?.toLowerCase() !== 'url' || variablesOf(button?.url).length > 0) continue;
    return { code: '132018', details: `buttons: Button at index ${String(index)} takes no parameter` };
  }
  return undefined;
}

function isButton({ type }: SentComponent): boolean {
  return type.toLowerCase() === 'button';
}

function buttonParameters(sent: readonly SentComponent[], index: number): SentParameter[] {
  return sent.find((each) => isButton(each) && Number(each.index) === index)?.parameters ?? [];
}

const UNFIT_LAYOUT = 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces';

/** What no template takes as a value. */
function parameterFault(name: string, sent: readonly SentParameter[]): Mismatch | undefined {
  for (const parameter of sent) {
    if (parameter.type.toLowerCase() === 'text') {
      // Whether characters that do not show count as text is told nowhere.
      if ((parameter.text ?? '').trim() === '') {
        return { code: '131008', details: `${name}: Parameter of type text is missing text value` };
      }
      if (/[\n\r\t]| {5}/.test(parameter.text ?? '')) return { code: '132018', details: UNFIT_LAYOUT };
    } else if (mediaOf(parameter)?.link.startsWith('https://') !== true) {
      return { code: '132012', details: `${name}: a ${parameter.type} needs the https address of a file` };
    }
  }
  return undefined;
}

/** The lengths with the values filled in: a body alone may be longer than one beside other parts. */
function hydratedFault(
  template: TemplateDefinition,
  sentHeader: readonly SentParameter[],
  sentBody: readonly SentParameter[],
): Mismatch | undefined {
  const header = fill(component(template, 'HEADER')?.text ?? '', sentHeader);
  const body = fill(component(template, 'BODY')?.text ?? '', sentBody);
  const most = template.components.length > 1 ? 1_024 : 32_768;
  if (header.length <= 60 && body.length <= most) return undefined;
  const which = body.length > most ? `body has ${body.length}` : `header has ${header.length}`;
  return { code: '132005', details: `Translated text too long: the ${which} characters` };
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
