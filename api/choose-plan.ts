import { listChannelSettings, listOutboundNumbers } from '../db/accounts.ts';
import type { Transaction } from 'kysely';
import { findAppNames } from '../db/in-app-apps.ts';
import { findHandoff } from '../db/handoffs.ts';
import type { Account, Database, Handoff, Template } from '../db/schema.ts';
import { findTemplateToSend } from '../db/templates.ts';
import { CHANNEL_NAMES } from '../domain/channel.ts';
import { templateFault } from '../domain/handoff-rules.ts';
import { MOST_APPS } from '../domain/in-app.ts';
import type { HandoffChannel } from '../domain/handoff.ts';
import {
  senderOf,
  STOCK_SMS,
  type ChannelPlan,
  type InAppPlan,
  type Plan,
  type SmsPlan,
  type WhatsAppPlan,
} from '../domain/plan.ts';
import type { Message } from '../domain/message.ts';
import { templateText } from '../domain/template-rules.ts';
import { ApiError } from './errors.ts';

type Numbers = Awaited<ReturnType<typeof listOutboundNumbers>>;
type Settings = Awaited<ReturnType<typeof listChannelSettings>>;

export type ChosenPlan = { plan: Plan; handoffId: string | null; lookbackMinutes: number; settings: Settings };

/** What is to be sent: a `templateId`, or a message that was written for the campaign. */
export type Content = {
  templateId?: string | null | undefined;
  message?: Message | null | undefined;
  outboundNumber?: string | null | undefined;
};

/**
 * What a `templateId` sends, frozen: the channels of a handoff in their order, a WhatsApp template, or the stock SMS; or what a message says.
 * Throws an ApiError 400 that names what is unknown, not approved, switched off, or not the account's.
 */
export async function choosePlan(trx: Transaction<Database>, account: Account, content: Content): Promise<ChosenPlan> {
  const numbers = await listOutboundNumbers(trx, account.id);
  const settings = await listChannelSettings(trx, account.id);
  const { templateId, message, outboundNumber } = content;
  const pick = numberPicker(numbers, outboundNumber);
  const handoff =
    templateId == null || templateId === STOCK_SMS ? undefined : await findHandoff(trx, account.id, templateId);
  const plan = message
    ? await planOfMessage(trx, account.id, message, numbers)
    : handoff
      ? await planOfHandoff(trx, handoff, pick)
      : [templateId === STOCK_SMS ? stockSms(pick) : await planOfTemplate(trx, account.id, templateId ?? '', pick)];
  refuseUnusedNumber(plan, outboundNumber);
  refuseSwitchedOff(plan, settings, message ? 'message' : 'templateId');
  return {
    plan,
    handoffId: handoff?.id ?? null,
    lookbackMinutes: handoff?.lookback_minutes ?? account.lookback_minutes,
    settings,
  };
}

/** WhatsApp is tried first: the guide, "Channel". */
async function planOfMessage(
  trx: Transaction<Database>,
  accountId: string,
  { wa, sms, inapp }: Message,
  numbers: Numbers,
): Promise<Plan> {
  const plan: Plan = [];
  if (wa) {
    const which = `message.wa.templateId: the template ${quote(wa.templateId)}`;
    const template = await findTemplateToSend(trx, accountId, { id: wa.templateId });
    if (!template) throw new ApiError(400, `${which} does not exist`);
    // The guide, "Limitations", 4a.
    const fault = sms && templateFault(template, 'WhatsApp before SMS');
    if (fault !== undefined) throw new ApiError(400, `${which} ${fault}`);
    plan.push(whatsAppPlan(template, numberPicker(numbers, wa.outboundNumber)('wa', undefined), which));
  }
  if (sms) {
    const { number: from } = numberPicker(numbers, sms.outboundNumber)('sms', undefined);
    plan.push({ channel: 'sms', from, text: sms.text, optOutText: sms.optOutText });
  }
  if (inapp) plan.push(await inAppPlan(trx, accountId, inapp, 'message.inapp'));
  return plan;
}

type Pick = (channel: 'wa' | 'sms', own: string | undefined) => Numbers[number];

/** The number named in the request, where it is the channel's; else the handoff's own; else the account's first. */
function numberPicker(numbers: Numbers, requested: string | null | undefined): Pick {
  return (channel, own) => {
    const ofChannel = numbers.filter((number) => number.channel === channel);
    const find = (wanted: string) => ofChannel.find((number) => number.number === e164(wanted));
    const asked = requested == null ? undefined : find(requested);
    if (asked) return asked;
    const name = CHANNEL_NAMES[channel];
    if (own !== undefined && own !== '') {
      const number = find(own);
      if (number) return number;
      throw new ApiError(400, `templateId: its ${name} number ${e164(own)} is none of the account's`);
    }
    const [first] = ofChannel;
    if (first && requested == null) return first;
    if (requested != null) throw notTheAccounts(requested, `${name} `);
    throw new ApiError(400, `outboundNumber: the account has no ${name} number`);
  };
}

function stockSms(pick: Pick): SmsPlan {
  return { channel: 'sms', from: pick('sms', undefined).number, text: '${{1}}', optOutText: null };
}

async function planOfTemplate(
  trx: Transaction<Database>,
  accountId: string,
  templateId: string,
  pick: Pick,
): Promise<WhatsAppPlan> {
  const template = await findTemplateToSend(trx, accountId, { id: templateId });
  if (!template) throw new ApiError(400, `templateId: the account has no handoff and no template ${quote(templateId)}`);
  return whatsAppPlan(template, pick('wa', undefined), `templateId: the template ${quote(templateId)}`);
}

async function planOfHandoff(trx: Transaction<Database>, handoff: Handoff, pick: Pick): Promise<Plan> {
  const plan: Plan = [];
  for (const channel of handoff.channels) plan.push(await planOfChannel(trx, handoff, channel, pick));
  if (plan.length === 0) throw new ApiError(400, `templateId: the handoff ${quote(handoff.id)} has no channels`);
  return plan;
}

async function planOfChannel(
  trx: Transaction<Database>,
  handoff: Handoff,
  channel: HandoffChannel,
  pick: Pick,
): Promise<ChannelPlan> {
  switch (channel.type) {
    case 'sms': {
      const body = channel.messageComponents.find((component) => component.type === 'body');
      const from = pick('sms', channel.outboundnumber).number;
      return { channel: 'sms', from, text: body?.content ?? '', optOutText: body?.optOut ?? null };
    }
    case 'wa': {
      const { templatename: name, language } = channel;
      const which = `templateId: the handoff's WhatsApp template ${quote(name)} (${language})`;
      const template = await findTemplateToSend(trx, handoff.account_id, { name, language });
      if (!template) throw new ApiError(400, `${which} does not exist`);
      // It may have been saved before the rule, or straight into the database.
      const fault = templateFault(template);
      if (fault !== undefined) throw new ApiError(400, `${which} ${fault}`);
      return whatsAppPlan(template, pick('wa', channel.outboundnumber), which);
    }
    case 'inapp':
      return planOfInApp(trx, handoff, channel);
  }
}

async function planOfInApp(
  trx: Transaction<Database>,
  handoff: Handoff,
  { appNames, messageComponents }: Extract<HandoffChannel, { type: 'inapp' }>,
): Promise<InAppPlan> {
  const which = `templateId: the handoff ${quote(handoff.id)}`;
  if (handoff.channels.length > 1) throw new ApiError(400, `${which} has In-App beside other channels: it goes alone`);
  const text = messageComponents.find((component) => component.type === 'body')?.content ?? '';
  return inAppPlan(trx, handoff.account_id, { appNames, text }, which);
}

async function inAppPlan(
  trx: Transaction<Database>,
  accountId: string,
  { appNames, text }: { appNames: string[]; text: string },
  which: string,
): Promise<InAppPlan> {
  const apps = [...new Set(appNames)];
  if (apps.length < 1 || apps.length > MOST_APPS) {
    throw new ApiError(400, `${which} has ${apps.length} apps: In-App takes 1 to ${MOST_APPS}`);
  }
  const known = await findAppNames(trx, accountId, apps);
  const unknown = apps.find((app) => !known.includes(app));
  if (unknown !== undefined)
    throw new ApiError(400, `${which} names an app that the account has not: ${quote(unknown)}`);
  if (text.trim() === '') throw new ApiError(400, `${which} has no text for In-App`);
  return { channel: 'inapp', apps, text };
}

function whatsAppPlan(template: Template, number: Numbers[number], which: string): WhatsAppPlan {
  if (template.status !== 'APPROVED') {
    throw new ApiError(400, `${which} is not approved: it is ${template.status}`);
  }
  refuseOtherWaba(template, number, which);
  if (number.provider_ref === null) {
    throw new ApiError(400, `outboundNumber: ${number.number} has no phone number id at WhatsApp`);
  }
  const { name, language, category, components } = template;
  return {
    channel: 'wa',
    from: number.number,
    fromRef: number.provider_ref,
    template: { name, language, category, ...templateText(components) },
  };
}

/** WhatsApp would refuse it for every recipient. */
function refuseOtherWaba({ waba_id: own }: Template, number: Numbers[number], which: string): void {
  if (own === null || number.waba_id === null || own === number.waba_id) return;
  throw new ApiError(400, `${which} belongs to another WhatsApp Business Account than ${number.number}`);
}

function refuseUnusedNumber(plan: Plan, requested: string | null | undefined): void {
  if (requested == null) return;
  if (plan.some(({ channel }) => channel === 'inapp')) {
    throw new ApiError(400, 'outboundNumber: In-App has no number; leave it out');
  }
  if (!plan.some((entry) => senderOf(entry) === e164(requested))) throw notTheAccounts(requested, '');
}

/** Facts decide on each recipient; a campaign that could reach nobody is refused at once. */
function refuseSwitchedOff(plan: Plan, settings: Settings, field: string): void {
  const isOn = ({ channel }: ChannelPlan) => settings.some((setting) => setting.channel === channel && setting.enabled);
  if (plan.some(isOn)) return;
  const names = plan.map(({ channel }) => CHANNEL_NAMES[channel]).join(' and ');
  throw new ApiError(400, `${field}: ${names} is switched off for the account`);
}

function notTheAccounts(number: string, kind: string): ApiError {
  return new ApiError(400, `outboundNumber: ${number} is none of the account's ${kind}numbers for this template`);
}

function e164(number: string): string {
  return `+${number.replace(/^\+/, '')}`;
}

function quote(text: string): string {
  return JSON.stringify(text);
}
