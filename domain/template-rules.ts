import type { MessageComponent } from './handoff.ts';
import { parsePhone } from './phone.ts';
import type { HeaderType, WhatsAppPlan } from './plan.ts';

/** A WhatsApp template as it is asked for. */
export type TemplateDraft = {
  /** Its name at WhatsApp. */
  title: string;
  language: string;
  header?: TextHeader | MediaHeader | null | undefined;
  body: string;
  /** One for each variable of the body, in their order. */
  examples?: string[] | null | undefined;
  footer?: string | null | undefined;
  buttons?: Button[] | null | undefined;
};
type TextHeader = { type: 'text'; text: string; example?: string | null | undefined };
type MediaHeader = { type: HeaderType; example: string };
type Button =
  | { type: 'quick_reply'; text: string }
  | { type: 'url'; text: string; url: string; example?: string | null | undefined }
  | { type: 'phone_number'; text: string; phoneNumber: string };

export type ReadTemplate = { ok: true; components: MessageComponent[] } | { ok: false; problems: string[] };

/** WhatsApp's lengths, in characters: channels.md section 3. */
const LONGEST = { title: 512, body: 1_024, header: 60, footer: 60, button: 25, url: 2_000, example: 1_024 } as const;
/** The guide, "Notes about button components". */
const MOST_QUICK_REPLIES = 3;
const MOST_CALLS_TO_ACTION = 2;

const VARIABLE = /\$?\{\{\s*(\d+)\s*\}\}/g;

/**
 * The components of a WhatsApp template, as they are stored; or what is wrong with the draft, each a sentence that begins with its field.
 * Rules of channels.md section 3 and of the guide; what else WhatsApp minds it says itself. `${{1}}` is taken for `{{1}}`.
 */
export function readTemplate(draft: TemplateDraft): ReadTemplate {
  const problems: string[] = [];
  const wrong = (problem: string) => void problems.push(problem);
  if (!/^[a-z0-9_]+$/.test(draft.title)) wrong('title: it may have only a to z, 0 to 9 and _');
  tooLong('title', draft.title, LONGEST.title, wrong);
  if (!/^[a-z]{2,3}(_[A-Z]{2})?$/.test(draft.language)) {
    wrong('language: it must be one of WhatsApp’s codes, such as en or en_US');
  }
  const components = [
    ...(draft.header ? [readHeader(draft.header, wrong)] : []),
    readBody(draft.body, draft.examples ?? [], wrong),
    ...(draft.footer == null ? [] : [readFooter(draft.footer, wrong)]),
    ...readButtons(draft.buttons ?? [], wrong),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, components };
}

/** What a plan keeps of a template's components: its body, and what a recipient's values go into beside it. */
export function templateText(
  components: MessageComponent[],
): Omit<WhatsAppPlan['template'], 'name' | 'language' | 'category'> {
  const isOpen = (text: string | undefined): text is string => text !== undefined && numbersIn(text).length > 0;
  const header = components.find(({ type }) => type === 'header');
  const link = components.find(({ type, url }) => type === 'button' && isOpen(url));
  const buttons = components.filter(({ type }) => type === 'button');
  return {
    body: components.find(({ type }) => type === 'body')?.content ?? '',
    header: isMedia(header?.sub_type) ? header.sub_type : null,
    ...(isOpen(header?.content) ? { headerText: header.content } : {}),
    ...(link?.url === undefined ? {} : { urlButton: { index: link.index ?? buttons.indexOf(link), url: link.url } }),
    ...(components.some(({ type }) => type !== 'body') ? { hasMoreThanBody: true } : {}),
  };
}

function isMedia(type: MessageComponent['sub_type']): type is HeaderType {
  return type === 'image' || type === 'video' || type === 'document';
}

type Wrong = (problem: string) => void;

function readHeader(header: TextHeader | MediaHeader, wrong: Wrong): MessageComponent {
  if (header.type !== 'text') {
    if (!isHttps(header.example)) wrong(`header.example: it must be the https address of an example ${header.type}`);
    return { type: 'header', sub_type: header.type, examples: [header.example] };
  }
  const content = readText('header.text', header.text, LONGEST.header, wrong);
  const variables = readVariables('header.text', content, wrong);
  if (variables.length > 1) wrong('header.text: it may have one variable at most');
  const examples = header.example == null ? [] : [header.example];
  readExamples('header.example', variables, examples, wrong);
  return { type: 'header', content, ...withVariables(variables, examples) };
}

function readBody(text: string, examples: string[], wrong: Wrong): MessageComponent {
  const content = readText('body', text, LONGEST.body, wrong);
  const variables = readVariables('body', content, wrong);
  readExamples('examples', variables, examples, wrong);
  return { type: 'body', content, ...withVariables(variables, examples) };
}

function readFooter(text: string, wrong: Wrong): MessageComponent {
  const content = readText('footer', text, LONGEST.footer, wrong);
  noVariables('footer', content, wrong);
  return { type: 'footer', content };
}

function readButtons(buttons: Button[], wrong: Wrong): MessageComponent[] {
  const count = (type: Button['type']) => buttons.filter((button) => button.type === type).length;
  const [replies, urls, phones] = [count('quick_reply'), count('url'), count('phone_number')];
  if (replies > MOST_QUICK_REPLIES) wrong(`buttons: ${MOST_QUICK_REPLIES} quick replies at most`);
  if (replies > 0 && urls + phones > 0) wrong('buttons: either quick replies, or url and phone_number, not both');
  if (urls > 1) wrong('buttons: one url at most');
  if (phones > 1) wrong('buttons: one phone_number at most');
  if (urls + phones > MOST_CALLS_TO_ACTION) wrong(`buttons: ${MOST_CALLS_TO_ACTION} calls to action at most`);
  return buttons.map((button, index) => readButton(button, index, wrong));
}

function readButton(button: Button, index: number, wrong: Wrong): MessageComponent {
  const field = `buttons[${index}]`;
  const content = readText(`${field}.text`, button.text, LONGEST.button, wrong);
  noVariables(`${field}.text`, content, wrong);
  const component = { type: 'button', sub_type: button.type, index, content } as const;
  if (button.type === 'quick_reply') return component;
  if (button.type === 'phone_number') {
    const parsed = parsePhone(button.phoneNumber);
    if (!parsed.ok) wrong(`${field}.phoneNumber: it is not valid: ${parsed.reason}`);
    return { ...component, phone_number: parsed.ok ? parsed.phone.e164 : button.phoneNumber };
  }
  return { ...component, ...readUrl(field, button, wrong) };
}

/** A variable stands for the end of the address: WhatsApp appends its value. */
function readUrl(field: string, { url: given, example }: Extract<Button, { type: 'url' }>, wrong: Wrong) {
  const url = plainVariables(given.trim());
  tooLong(`${field}.url`, url, LONGEST.url, wrong);
  const variables = readVariables(`${field}.url`, url, wrong);
  const fixed = url.replace(/\{\{1\}\}$/, '');
  if (variables.length > 1 || fixed.includes('{{')) wrong(`${field}.url: it may have one variable, at its end`);
  if (!isHttps(fixed)) wrong(`${field}.url: it must be an https address`);
  const examples = example == null ? [] : [example];
  readExamples(`${field}.example`, variables, examples, wrong);
  if (variables.length > 0 && example != null && !(isHttps(example) && example.startsWith(fixed))) {
    wrong(`${field}.example: it must be a whole address that begins like the url`);
  }
  return { url, ...withVariables(variables, examples) };
}

function readText(field: string, text: string, most: number, wrong: Wrong): string {
  const content = plainVariables(text);
  if (content.trim() === '') wrong(`${field}: it is empty`);
  tooLong(field, content, most, wrong);
  return content;
}

function tooLong(field: string, text: string, most: number, wrong: Wrong): void {
  if (text.length <= most) return;
  wrong(`${field}: ${most.toLocaleString('en-US')} characters at most, and it has ${text.length}`);
}

/** The numbers of a text's variables, which must be 1, 2, 3 and so on, in whatever order they stand. */
function readVariables(field: string, text: string, wrong: Wrong): string[] {
  const rest = text.replace(VARIABLE, '');
  if (rest.includes('{{') || rest.includes('}}')) wrong(`${field}: a variable is written {{1}}, with a number`);
  const numbers = numbersIn(text);
  if (numbers.some((number, index) => number !== index + 1)) {
    wrong(`${field}: its variables must be {{1}}, {{2}} and so on, without a gap`);
  }
  return numbers.map(String);
}

function numbersIn(text: string): number[] {
  return [...new Set([...text.matchAll(VARIABLE)].map((match) => Number(match[1])))].sort((a, b) => a - b);
}

function noVariables(field: string, text: string, wrong: Wrong): void {
  if (text.includes('{{') || text.includes('}}')) wrong(`${field}: it may have no variable`);
}

function readExamples(field: string, variables: string[], examples: string[], wrong: Wrong): void {
  if (examples.length !== variables.length) {
    const needed = variables.length === 0 ? 'there is no variable' : `one for each of ${variables.length}`;
    wrong(`${field}: ${needed}, and ${examples.length} came`);
  }
  for (const example of examples) {
    if (example.trim() === '') wrong(`${field}: an example is empty`);
    tooLong(field, example, LONGEST.example, wrong);
  }
}

function withVariables(variables: string[], examples: string[]): { variables?: string[]; examples?: string[] } {
  return variables.length === 0 ? {} : { variables, examples };
}

function plainVariables(text: string): string {
  return text.replace(VARIABLE, '{{$1}}');
}

function isHttps(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'https:' && url.hostname !== '' && url.username === '' && url.password === '';
}
