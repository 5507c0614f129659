import { listOutboundNumbers } from '../db/accounts.ts';
import type { Db } from '../db/connect.ts';
import { findAppNames } from '../db/in-app-apps.ts';
import { findTemplate } from '../db/templates.ts';
import { CHANNEL_NAMES } from '../domain/channel.ts';
import type { HandoffChannel } from '../domain/handoff.ts';
import { bodyComponent, templateComponents, templateFault } from '../domain/handoff-rules.ts';
import { ApiError } from './errors.ts';
import type { HandoffRequest } from './schemas/handoffs.ts';

type Draft = HandoffRequest['channels'][number];
type Numbers = Awaited<ReturnType<typeof listOutboundNumbers>>;

/**
 * A handoff's channels as they are stored, their messages generated from the texts and templates. Throws an ApiError 400 that names what is
 * not the account's, not there, not approved, or rich.
 */
export async function toHandoffChannels(db: Db, accountId: string, drafts: Draft[]): Promise<HandoffChannel[]> {
  const numbers = await listOutboundNumbers(db, accountId);
  const channels: HandoffChannel[] = [];
  for (const [index, draft] of drafts.entries()) {
    channels.push(await toHandoffChannel(db, accountId, draft, numbers, `channels[${index}]`));
  }
  return channels;
}

async function toHandoffChannel(
  db: Db,
  accountId: string,
  draft: Draft,
  numbers: Numbers,
  field: string,
): Promise<HandoffChannel> {
  switch (draft.type) {
    case 'sms': {
      const { language, text, optOutText } = draft;
      const { number } = numberOf(numbers, draft, field);
      return {
        type: 'sms',
        language,
        outboundnumber: number,
        messageComponents: [bodyComponent(text, optOutText)],
      };
    }
    case 'wa': {
      const { number, waba_id: waba } = numberOf(numbers, draft, field);
      const template = await findTemplate(db, accountId, draft.templateId);
      const which = `${field}.templateId: the account`;
      if (template?.deleted_at !== null) {
        throw new ApiError(400, `${which} has no template ${JSON.stringify(draft.templateId)}`);
      }
      const fault = templateFault(template);
      if (fault !== undefined) throw new ApiError(400, `${which}'s template ${JSON.stringify(template.name)} ${fault}`);
      if (waba !== null && template.waba_id !== null && waba !== template.waba_id) {
        throw new ApiError(
          400,
          `${field}.outboundNumber: ${number} is a number of another WhatsApp Business Account than the template`,
        );
      }
      return {
        type: 'wa',
        language: template.language,
        outboundnumber: number,
        namespace: template.waba_id ?? '',
        templatename: template.name,
        messageComponents: templateComponents(template.components),
      };
    }
    case 'inapp': {
      const { language, appNames, text } = draft;
      const known = await findAppNames(db, accountId, appNames);
      const unknown = appNames.find((name) => !known.includes(name));
      if (unknown !== undefined) {
        throw new ApiError(400, `${field}.appNames: the account has no app ${JSON.stringify(unknown)}`);
      }
      return { type: 'inapp', language, appNames, messageComponents: [bodyComponent(text)] };
    }
  }
}

function numberOf(numbers: Numbers, draft: Exclude<Draft, { type: 'inapp' }>, field: string): Numbers[number] {
  const name = CHANNEL_NAMES[draft.type];
  const ofChannel = numbers.filter(({ channel }) => channel === draft.type);
  const { outboundNumber: asked } = draft;
  const number = asked == null ? ofChannel[0] : ofChannel.find((own) => own.number === `+${asked.replace(/^\+/, '')}`);
  if (number) return number;
  throw new ApiError(
    400,
    asked == null
      ? `${field}.outboundNumber: the account has no ${name} number`
      : `${field}.outboundNumber: ${asked} is none of the account's ${name} numbers`,
  );
}
