import type { ChannelPlan, HeaderType, InAppPlan, Plan, SmsPlan, WhatsAppPlan } from './plan.ts';
import { whatsAppParameter } from './whatsapp-parameter.ts';

export type Variables = Readonly<Record<string, string>>;

/** `${{1}}` as the handoffs have it (contract.md section 4), `{{1}}` as WhatsApp has it. */
const PLACEHOLDER = /\$?\{\{\s*(\w+)\s*\}\}/g;

/** The text with its variables filled in, in one pass: a value that looks like a placeholder stays as it is. */
export function render(text: string, variables: Variables): string {
  if (parsed.text !== text) parsed = { text, parts: partsOf(text) };
  let rendered = '';
  for (const part of parsed.parts) {
    if (typeof part === 'string') rendered += part;
    else rendered += Object.hasOwn(variables, part.name) ? (variables[part.name] ?? '') : part.placeholder;
  }
  return rendered;
}

type Part = string | { placeholder: string; name: string };

/** The text that was rendered last: mostly the next one is the same, for the next of a hundred thousand recipients. */
let parsed: { text: string; parts: Part[] } = { text: '', parts: [] };

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    parts.push(text.slice(at, match.index), { placeholder: match[0], name: match[1] ?? '' });
    at = match.index + match[0].length;
  }
  return [...parts, text.slice(at)];
}

/** The text with its variables written as the handoffs have them: contract.md section 4. */
export function toHandoffPlaceholders(text: string): string {
  return text.replace(PLACEHOLDER, (_placeholder, name: string) => `\${{${name}}}`);
}

/** The names of a text's variables, each once: numbers by their value, then names in the order in which they come. */
export function variableNames(text: string): string[] {
  return inOrder([...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''));
}

/** What stands where a variable was meant, with what follows it: braces in pairs that are no placeholder. Undefined: all are whole. */
export function brokenPlaceholder(text: string): string | undefined {
  return /\$?(?:\{\{|\}\}).{0,10}/.exec(text.replace(PLACEHOLDER, ' '))?.[0];
}

/** The variables that a consumer of this plan must bring: all that any of its channels has. */
export function planVariables(plan: Plan): string[] {
  return inOrder(plan.flatMap((entry) => variableNames(textOf(entry))));
}

function textOf(entry: ChannelPlan): string {
  switch (entry.channel) {
    case 'sms':
      return smsTemplate(entry);
    case 'wa':
      return entry.template.body;
    case 'inapp':
      return entry.text;
  }
}

/** The SMS as it goes out. The opt-out text is on a line of its own. */
export function smsText(plan: SmsPlan, variables: Variables): string {
  return render(smsTemplate(plan), variables);
}

/** The In-App message as it appears in the inbox. */
export function inAppText(plan: InAppPlan, variables: Variables): string {
  return render(plan.text, variables);
}

/** What the consumer read, for people: the text of a message of this plan. */
export function messageText(entry: ChannelPlan, variables: Variables): string {
  switch (entry.channel) {
    case 'sms':
      return smsText(entry, variables);
    case 'wa':
      return whatsAppText(entry, variables);
    case 'inapp':
      return inAppText(entry, variables);
  }
}

/** The body of a WhatsApp template as it goes out. */
export function whatsAppText({ template }: WhatsAppPlan, variables: Variables): string {
  return render(template.body, Object.fromEntries(parametersOf(template.body, variables)));
}

/**
 * WhatsApp's most characters of a body with its values filled in: beside a header, a footer or buttons, and alone. Past it, 132005.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 */
const LONGEST_BODY = 1_024;
const LONGEST_BODY_ALONE = 32_768;

/** Whether WhatsApp would refuse a template for the length that its values give it. */
export function isTooLongForWhatsApp(plan: WhatsAppPlan, variables: Variables): boolean {
  const most = plan.template.hasMoreThanBody === true ? LONGEST_BODY : LONGEST_BODY_ALONE;
  return whatsAppText(plan, variables).length > most;
}

/** The names of a text's variables with their values as WhatsApp takes them, in the order in which it takes them. */
function parametersOf(text: string, variables: Variables): [name: string, value: string][] {
  return variableNames(text).map((name) => [name, whatsAppParameter(variables[name] ?? '')]);
}

/** What a recipient brings for a WhatsApp template: of the body by name, of the header by its type, of the button as `url`. */
export type TemplateValues = { variables: Variables; headerVariables: Variables; buttonVariables: Variables };

/**
 * A WhatsApp template with its parameters in the order in which WhatsApp takes them: the first is that of `{{1}}`, wherever in
 * the text it stands. https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates
 */
export function whatsappContent(
  { template }: WhatsAppPlan,
  { variables, headerVariables, buttonVariables }: TemplateValues,
): WhatsAppContent {
  const { name, language, body, urlButton } = template;
  const header = headerOf(template, headerVariables);
  return {
    kind: 'template',
    name,
    language,
    ...(header && { header }),
    bodyParameters: parametersOf(body, variables).map(([, value]) => value),
    buttonParameters:
      urlButton === undefined
        ? []
        : [{ index: urlButton.index, subType: 'url', text: valueOf('url', buttonVariables, 'button') }],
  };
}

export type WhatsAppContent = {
  kind: 'template';
  name: string;
  language: string;
  header?: WhatsAppHeader;
  bodyParameters: string[];
  buttonParameters: { index: number; subType: 'url'; text: string }[];
};
export type WhatsAppHeader = { type: HeaderType; link: string } | { type: 'text'; text: string };

function headerOf({ header, headerText }: WhatsAppPlan['template'], values: Variables): WhatsAppHeader | undefined {
  if (header !== null) return { type: header, link: valueOf(header, values, 'header') };
  if (headerText === undefined) return undefined;
  return { type: 'text', text: whatsAppParameter(valueOf('text', values, 'header')) };
}

/** Intake takes nobody without it: nothing is ever sent with a hole in it. */
function valueOf(name: string, values: Variables, part: string): string {
  const value = values[name];
  if (value === undefined) throw new Error(`The recipient has no ${name} for the template's ${part}`);
  return value;
}

function smsTemplate(plan: SmsPlan): string {
  return plan.optOutText === null ? plan.text : `${plan.text}\n${plan.optOutText}`;
}

function inOrder(names: string[]): string[] {
  const unique = [...new Set(names)];
  const numbers = unique.filter((name) => /^\d+$/.test(name)).sort((a, b) => Number(a) - Number(b));
  return [...numbers, ...unique.filter((name) => !/^\d+$/.test(name))];
}
