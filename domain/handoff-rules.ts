import type { Channel } from './channel.ts';
import type { MessageComponent } from './handoff.ts';
import { brokenPlaceholder, toHandoffPlaceholders, variableNames } from './template.ts';

/** contract.md section 3: 60 minutes to 30 days. */
export const SHORTEST_LOOKBACK_MINUTES = 60;
export const LONGEST_LOOKBACK_MINUTES = 43_200;
/** The guide, "Create API Handoff" and "Create App Messaging API Handoff". */
export const LONGEST_NAME = 255;
export const MOST_APPS = 4;
/** The guide: one text, so that it goes out as a single message. */
export const LONGEST_HANDOFF_SMS = 140;
/** As long as a template's body: the guide names no limit. */
export const LONGEST_INAPP_TEXT = 1024;

/**
 * Serves where a handoff brings no opt-out text. The guide reserves 42 characters for the default: this one and its line break are 40, so
 * a text of 98 characters always fits.
 */
export const DEFAULT_OPT_OUT_TEXT = 'To stop receiving messages, reply STOP.';

/** What a brand writes for one channel. */
export type ChannelDraft =
  | { type: 'sms'; text: string; optOutText: string }
  | { type: 'wa' }
  | { type: 'inapp'; appNames: string[]; text: string };

/** Where in the handoff something is wrong, and why. */
export type HandoffFault = { path: (string | number)[]; reason: string };

/** What is wrong with a handoff, by the guide's rules, as far as it can be told without the account; none: all is well. */
export function handoffFaults({ name, channels }: { name: string; channels: ChannelDraft[] }): HandoffFault[] {
  return [
    ...faultsOf(['name'], nameFault(name)),
    ...faultsOf(['channels'], orderFault(channels.map(({ type }) => type))),
    ...channels.flatMap((channel, index) => channelFaults(channel, ['channels', index])),
  ];
}

/**
 * The characters of an SMS as it goes out: the text, a line break, the opt-out text. Variables count as they are written, `${{1}}` as 6;
 * an emoji counts as two, as it does on the air.
 */
export function smsCharacters(text: string, optOutText: string): number {
  return text.length + 1 + optOutText.length;
}

/**
 * Why a handoff, or WhatsApp before SMS, can't send a template: not approved, or rich (the guide, "Limitations", 4a and 4b); undefined: it can.
 */
export function templateFault(
  template: { status: string; components: MessageComponent[] },
  taker = 'a handoff',
): string | undefined {
  if (template.status !== 'APPROVED') return `is not approved: it is ${template.status}`;
  const { components } = template;
  if (components.some(({ type }) => type === 'button')) return `is rich: ${taker} takes no template with buttons`;
  const header = components.find(({ type }) => type === 'header');
  if (!header) return undefined;
  if (header.sub_type !== undefined)
    return `is rich: ${taker} takes no template with a header of type ${header.sub_type}`;
  if (variableNames(header.content ?? '').length > 0) return `has a variable in its header: ${taker} takes none`;
  return undefined;
}

/** A template's texts as a handoff shows them, each with its variables as `${{1}}`: contract.md section 4. */
export function templateComponents(components: MessageComponent[]): MessageComponent[] {
  return components.map((component) => {
    if (component.content === undefined) return component;
    const content = toHandoffPlaceholders(component.content);
    return component.type === 'body'
      ? { ...component, content, variables: variableNames(content) }
      : { ...component, content };
  });
}

/** A plain text as a message component, its opt-out text along with it. */
export function bodyComponent(text: string, optOutText?: string): MessageComponent {
  const variables = variableNames(optOutText === undefined ? text : `${text}\n${optOutText}`);
  return { type: 'body', content: text, variables, ...(optOutText === undefined ? {} : { optOut: optOutText }) };
}

/** A lookback period in whole days and hours, as the handoffs API says it: what is less than an hour is left out. */
export function lookbackParts(minutes: number): { days: number; hours: number } {
  return { days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60) };
}

function nameFault(name: string): string | undefined {
  if (name.trim() === '') return 'must not be empty';
  if (name.length > LONGEST_NAME) return `has ${name.length} characters, ${LONGEST_NAME} is the most`;
  return /[<>]/.test(name) ? 'must not have < or >' : undefined;
}

function orderFault(types: Channel[]): string | undefined {
  if (types.length === 0) return 'must name at least one channel';
  const twice = types.find((type, index) => types.indexOf(type) !== index);
  if (twice !== undefined) return `${twice} is named twice`;
  return types.includes('inapp') && types.length > 1 ? 'inapp stands alone, without sms or wa' : undefined;
}

/** What is wrong with one channel, each fault at its field under `path`. */
export function channelFaults(channel: ChannelDraft, path: HandoffFault['path']): HandoffFault[] {
  switch (channel.type) {
    case 'wa':
      return [];
    case 'sms':
      return [
        ...faultsOf([...path, 'text'], channel.text.trim() === '' ? 'must not be empty' : smsFault(channel)),
        ...faultsOf([...path, 'text'], placeholderFault(channel.text)),
        ...faultsOf([...path, 'optOutText'], channel.optOutText.trim() === '' ? OPT_OUT_NEEDED : undefined),
        ...faultsOf([...path, 'optOutText'], placeholderFault(channel.optOutText)),
      ];
    case 'inapp':
      return [
        ...faultsOf([...path, 'text'], inAppTextFault(channel.text)),
        ...faultsOf([...path, 'text'], placeholderFault(channel.text)),
        ...faultsOf([...path, 'appNames'], appsFault(channel.appNames)),
      ];
  }
}

/** It would go out as it stands. */
function placeholderFault(text: string): string | undefined {
  const broken = brokenPlaceholder(text);
  return broken === undefined
    ? undefined
    : `has a variable that is not whole at ${JSON.stringify(broken)}: it is written \${{1}}`;
}

const OPT_OUT_NEEDED = 'must not be empty: an SMS says how to opt out';

function smsFault({ text, optOutText }: { text: string; optOutText: string }): string | undefined {
  const count = smsCharacters(text, optOutText);
  if (count <= LONGEST_HANDOFF_SMS) return undefined;
  const room = Math.max(LONGEST_HANDOFF_SMS - 1 - optOutText.length, 0);
  return `has ${text.length} characters, and the opt-out text with its line break ${optOutText.length + 1}: together ${count}, and ${LONGEST_HANDOFF_SMS} is the most; with this opt-out text ${room} are left for the text`;
}

function inAppTextFault(text: string): string | undefined {
  if (text.trim() === '') return 'must not be empty';
  return text.length > LONGEST_INAPP_TEXT
    ? `has ${text.length} characters, ${LONGEST_INAPP_TEXT} is the most`
    : undefined;
}

function appsFault(names: string[]): string | undefined {
  if (names.length === 0 || names.length > MOST_APPS) return `names ${names.length} apps: 1 to ${MOST_APPS}`;
  if (names.some((name) => name.trim() === '' || name.length > 255)) return 'a name has 1 to 255 characters';
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? undefined : `${JSON.stringify(twice)} is named twice`;
}

function faultsOf(path: HandoffFault['path'], reason: string | undefined): HandoffFault[] {
  return reason === undefined ? [] : [{ path, reason }];
}
