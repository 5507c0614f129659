import { listChannelSettings, listOutboundNumbers } from '../db/accounts.ts';
import type { Db } from '../db/connect.ts';
import { listTemplatesOf } from '../db/handoffs.ts';
import { findLineType } from '../db/line-types.ts';
import type { Account, Handoff, Template } from '../db/schema.ts';
import { eligibilityOf } from '../domain/eligibility.ts';
import type { HandoffChannel } from '../domain/handoff.ts';
import { BAD_NUMBER_CODES } from '../domain/provider-codes.ts';
import type { SmsPlan, WhatsAppPlan } from '../domain/plan.ts';

type Numbers = Awaited<ReturnType<typeof listOutboundNumbers>>;
type Entry = SmsPlan | WhatsAppPlan;

/**
 * The channels of a handoff on which a consumer (E.164) can be reached now, in its order: a campaign would be accepted for them, they are
 * neither switched off nor paused, and nothing is known against the number. `refusals`: the providers' earlier codes, by channel. In-App
 * has no number.
 */
export async function reachableChannels(
  db: Db,
  account: Account,
  handoff: Handoff,
  consumer: string,
  refusals: ReadonlyMap<string, string>,
  now: Date,
): Promise<Entry['channel'][]> {
  const settings = await listChannelSettings(db, account.id);
  const numbers = await listOutboundNumbers(db, account.id);
  const templates = await listTemplatesOf(db, account.id, [handoff]);
  const lineType = account.line_type_lookup ? await findLineType(db, account.id, consumer, now) : undefined;
  const isReachable = (entry: Entry) => {
    const setting = settings.find(({ channel }) => channel === entry.channel);
    if (setting?.paused_reason !== null) return false;
    const facts = {
      entry,
      address: consumer,
      enabled: setting.enabled,
      badNumberCode: [...refusals.values()].find((code) => BAD_NUMBER_CODES.includes(code)) ?? null,
      learntCode: refusals.get(entry.channel) ?? null,
      lineType: lineType?.type ?? null,
      marketingToUs: account.whatsapp_marketing_to_us,
    };
    return eligibilityOf(facts) === null;
  };
  return handoff.channels
    .flatMap((channel) => entryOf(channel, numbers, templates) ?? [])
    .filter(isReachable)
    .map(({ channel }) => channel);
}

/** What a campaign would send on the channel; undefined: it would be refused. */
function entryOf(channel: HandoffChannel, numbers: Numbers, templates: Template[]): Entry | undefined {
  if (channel.type === 'inapp') return undefined;
  const own = numbers.find(
    ({ channel: type, number }) =>
      type === channel.type &&
      (channel.outboundnumber === '' || number === `+${channel.outboundnumber.replace(/^\+/, '')}`),
  );
  if (!own) return undefined;
  const body = channel.messageComponents.find(({ type }) => type === 'body');
  if (channel.type === 'sms') {
    return { channel: 'sms', from: own.number, text: body?.content ?? '', optOutText: body?.optOut ?? null };
  }
  const template = templates.find(
    ({ name, language }) => name === channel.templatename && language === channel.language,
  );
  if (template?.status !== 'APPROVED' || own.provider_ref === null) return undefined;
  const { name, language, category } = template;
  const texts = { name, language, category, body: body?.content ?? '', header: null };
  return { channel: 'wa', from: own.number, fromRef: own.provider_ref, template: texts };
}
