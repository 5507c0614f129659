import type { Call, Operation } from '../../../../client/types.ts';
import {
  DEFAULT_OPT_OUT_TEXT,
  handoffFaults,
  LONGEST_LOOKBACK_MINUTES,
  SHORTEST_LOOKBACK_MINUTES,
  templateFault,
  type ChannelDraft,
} from '../../../../domain/handoff-rules.ts';
import type { Channel } from '../../components/badges.tsx';
import { asSentence, fieldErrors } from '../../components/field-errors.ts';
import type { PreviewMessage } from '../../components/phone-preview.tsx';
import { templatePreview, type Template } from '../templates/queries.ts';
import type { Handoff, Ingredients } from './queries.ts';

export const UNITS = { minutes: 1, hours: 60, days: 1440 } as const;
export type Unit = keyof typeof UNITS;

/** Of texts that are new, as the API has it. */
const LANGUAGE = 'en_US';

/** A handoff while it is written: what a channel has stays when the channel is taken out and put in again. */
export type Draft = {
  name: string;
  /** Of one that is brought along; empty: it gets a new one. One that is edited keeps its own. */
  id: string;
  lookback: { amount: number | string; unit: Unit };
  /** The channels in the order in which they are tried. */
  order: Channel[];
  sms: { text: string; optOutText: string; outboundNumber: string | null; language: string };
  wa: { templateId: string | null; outboundNumber: string | null };
  inapp: { text: string; appNames: string[]; language: string };
};

/** By field of the draft: `name`, `sms.text`. Under '' what belongs to none. */
export type Faults = Record<string, string>;

export type HandoffRequest = Call<Operation<'post', '/api/v2/account/{accountId}/handoffs'>>['body'];

export function emptyDraft({ lookbackMinutes, numbers }: Ingredients): Draft {
  return {
    name: '',
    id: '',
    lookback: toLookback(lookbackMinutes),
    order: [],
    sms: {
      text: '',
      optOutText: DEFAULT_OPT_OUT_TEXT,
      outboundNumber: firstNumber(numbers, 'sms'),
      language: LANGUAGE,
    },
    wa: { templateId: null, outboundNumber: firstNumber(numbers, 'wa') },
    inapp: { text: '', appNames: [], language: LANGUAGE },
  };
}

export function draftOf(handoff: Handoff, ingredients: Ingredients): Draft {
  const draft = emptyDraft(ingredients);
  draft.name = handoff.name;
  draft.lookback = toLookback(handoff.lookbackMinutes);
  draft.order = handoff.channels.map(({ type }) => type);
  for (const channel of handoff.channels) {
    if (channel.type === 'sms') {
      const { text, optOutText, outboundNumber, language } = channel;
      draft.sms = { text, optOutText: optOutText ?? DEFAULT_OPT_OUT_TEXT, outboundNumber, language };
    } else if (channel.type === 'wa') {
      draft.wa = { templateId: channel.templateId, outboundNumber: channel.outboundNumber };
    } else {
      draft.inapp = { text: channel.text, appNames: channel.appNames, language: channel.language };
    }
  }
  return draft;
}

/** In the largest unit in which it is whole. */
export function toLookback(minutes: number): Draft['lookback'] {
  const unit = minutes % UNITS.days === 0 ? 'days' : minutes % UNITS.hours === 0 ? 'hours' : 'minutes';
  return { amount: minutes / UNITS[unit], unit };
}

export function lookbackMinutes({ amount, unit }: Draft['lookback']): number {
  return amount === '' ? NaN : Number(amount) * UNITS[unit];
}

export function toRequest(draft: Draft): HandoffRequest {
  return {
    ...(draft.id.trim() !== '' && { id: draft.id.trim() }),
    name: draft.name.trim(),
    lookbackMinutes: lookbackMinutes(draft.lookback),
    channels: draft.order.map((type) => {
      if (type === 'wa') return { type, ...draft.wa, templateId: draft.wa.templateId ?? '' };
      return type === 'sms' ? { type, ...draft.sms } : { type, ...draft.inapp };
    }),
  };
}

/** What the API would refuse, as far as it can be told here. */
export function draftFaults(draft: Draft, ingredients: Ingredients): Faults {
  const faults: Faults = {};
  const channels = draft.order.map((type): ChannelDraft => {
    if (type === 'wa') return { type };
    return type === 'sms' ? { type, ...draft.sms } : { type, ...draft.inapp };
  });
  for (const { path, reason } of handoffFaults({ name: draft.name, channels })) {
    faults[fieldOf(path, draft.order)] ??= asSentence(reason);
  }
  const minutes = lookbackMinutes(draft.lookback);
  if (!(Number.isInteger(minutes) && minutes >= SHORTEST_LOOKBACK_MINUTES && minutes <= LONGEST_LOOKBACK_MINUTES)) {
    faults.lookback = 'Must be 60 minutes to 30 days';
  }
  return { ...faults, ...(draft.order.includes('wa') && waFaults(draft.wa, ingredients)) };
}

function waFaults({ templateId, outboundNumber }: Draft['wa'], { templates, numbers }: Ingredients): Faults {
  const template = templates.find(({ id }) => id === templateId);
  if (!template) return { 'wa.templateId': 'Choose an approved template' };
  const fault = faultOf(template);
  if (fault !== undefined) return { 'wa.templateId': `This template ${fault}` };
  const waba = numbers.find(({ channel, number }) => channel === 'wa' && number === outboundNumber)?.wabaId ?? null;
  return waba === null || template.wabaId === null || waba === template.wabaId
    ? {}
    : { 'wa.outboundNumber': 'This number belongs to another WhatsApp Business Account than the template' };
}

/** Why a handoff can't send a template; undefined: it can. */
export function faultOf({ status, messageComponents }: Template): string | undefined {
  return templateFault({ status, components: messageComponents });
}

/** What the API refused, at the draft's fields. */
export function refusalFaults(message: string, order: Channel[]): Faults {
  return Object.fromEntries(
    Object.entries(fieldErrors(message)).map(([field, reason]) => {
      const [, index, rest] = /^channels\[(\d+)\]\.(\w+)/.exec(field) ?? [];
      if (index !== undefined) return [fieldOf(['channels', Number(index), rest ?? ''], order), reason];
      return [field === 'lookbackMinutes' ? 'lookback' : field, reason];
    }),
  );
}

function fieldOf([field, index, name]: (string | number)[], order: Channel[]): string {
  return typeof index === 'number' ? `${order[index] ?? ''}.${String(name)}` : String(field);
}

function firstNumber(numbers: Ingredients['numbers'], type: Channel): string | null {
  return numbers.find(({ channel }) => channel === type)?.number ?? null;
}

/** What the consumer would read on one of its channels, and from whom. */
export function draftPreview(
  draft: Draft,
  channel: Channel,
  { templates }: Ingredients,
): { from: string; message: PreviewMessage } {
  if (channel === 'sms') {
    const { text, optOutText, outboundNumber } = draft.sms;
    return { from: outboundNumber ?? 'SMS', message: { text: text === '' ? '' : `${text}\n${optOutText}` } };
  }
  if (channel === 'inapp') return { from: draft.inapp.appNames[0] ?? 'Your app', message: { text: draft.inapp.text } };
  const template = templates.find(({ id }) => id === draft.wa.templateId);
  return {
    from: draft.wa.outboundNumber ?? 'WhatsApp',
    message: template ? templatePreview(template.messageComponents) : { text: '' },
  };
}
