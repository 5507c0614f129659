import type { ChannelPlan, HeaderType, InAppPlan, Plan, SmsPlan, WhatsAppPlan } from './plan.ts';
import { whatsAppParameter } from './whatsapp-parameter.ts';

export type Variables = Readonly<Record<string, string>>;

/** `${{1}}` as the handoffs have it (contract.md section 4), `{{1}}` as WhatsApp has it. */
const PLACEHOLDER = /\$?\{\{\s*(\w+)\s*\}\}/g;

/** The text with its variables filled in, in one pass: a value that looks like a placeholder stays as it is. */
export function render(text: string, variables: Variables): string {
  return text.replace(PLACEHOLDER, (placeholder, name: string) =>
    Object.hasOwn(variables, name) ? (variables[name] ?? '') : placeholder,
  );
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
      return render(entry.template.body, variables);
    case 'inapp':
      return inAppText(entry, variables);
  }
}

/**
 * A WhatsApp template with its parameters in the order in which WhatsApp takes them: the first is that of `{{1}}`, wherever in
 * the text it stands. https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates
 */
export function whatsappContent(plan: WhatsAppPlan, variables: Variables, headerVariables: Variables) {
  const { name, language, body, header } = plan.template;
  const link = header === null ? undefined : headerVariables[header];
  const buttonParameters: { index: number; subType: 'url' | 'quick_reply'; text: string }[] = [];
  return {
    kind: 'template' as const,
    name,
    language,
    ...(header !== null && link !== undefined ? { header: { type: header satisfies HeaderType, link } } : {}),
    bodyParameters: variableNames(body).map((variable) => whatsAppParameter(variables[variable] ?? '')),
    buttonParameters,
  };
}

function smsTemplate(plan: SmsPlan): string {
  return plan.optOutText === null ? plan.text : `${plan.text}\n${plan.optOutText}`;
}

function inOrder(names: string[]): string[] {
  const unique = [...new Set(names)];
  const numbers = unique.filter((name) => /^\d+$/.test(name)).sort((a, b) => Number(a) - Number(b));
  return [...numbers, ...unique.filter((name) => !/^\d+$/.test(name))];
}
