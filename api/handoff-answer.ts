import { SegmentedMessage } from 'sms-segments-calculator';
import type { Handoff, Template } from '../db/schema.ts';
import type { HandoffChannel, MessageComponent } from '../domain/handoff.ts';
import { lookbackParts, smsCharacters, templateComponents } from '../domain/handoff-rules.ts';
import { variableNames } from '../domain/template.ts';
import type { HandoffProfile } from './schemas/handoff-list.ts';
import type { HandoffAnswer } from './schemas/handoffs.ts';

/** A handoff as our own calls show it. `templates`: those that the account has now. */
export function toHandoffAnswer(handoff: Handoff, templates: Template[]): HandoffAnswer {
  return {
    id: handoff.id,
    name: handoff.name,
    lookbackMinutes: handoff.lookback_minutes,
    channels: handoff.channels.map((channel) => toChannelAnswer(channel, templates)),
    createdAt: handoff.created_at.toISOString(),
    updatedAt: handoff.updated_at.toISOString(),
  };
}

/** A handoff as the read API shows it: contract.md section 4. */
export function toProfile(handoff: Handoff, templates: Template[]): HandoffProfile {
  const { days, hours } = lookbackParts(handoff.lookback_minutes);
  return {
    id: handoff.id,
    name: handoff.name,
    lookbackPeriodDay: days,
    lookbackPeriodHour: hours,
    // What a consumer writes after a conversation was closed is a new inbound conversation, also within the lookback period.
    routeAllWithinLookback: false,
    createdAt: handoff.created_at.toISOString(),
    updatedAt: handoff.updated_at.toISOString(),
    channels: handoff.channels.map((channel) => ({
      ...channel,
      type: channel.type === 'sms' ? 'sms-twilio' : channel.type,
      messageComponents: componentsOf(channel, templates),
    })),
  };
}

function toChannelAnswer(channel: HandoffChannel, templates: Template[]): HandoffAnswer['channels'][number] {
  const components = componentsOf(channel, templates);
  const body = components.find(({ type }) => type === 'body');
  const text = body?.content ?? '';
  const optOutText = body?.optOut ?? null;
  const { language } = channel;
  const variables = variableNames(optOutText === null ? text : `${text}\n${optOutText}`);
  switch (channel.type) {
    case 'sms': {
      const characters = optOutText === null ? text.length : smsCharacters(text, optOutText);
      const message = new SegmentedMessage(optOutText === null ? text : `${text}\n${optOutText}`);
      return {
        type: 'sms',
        text,
        optOutText,
        outboundNumber: channel.outboundnumber,
        language,
        variables,
        characters,
        segments: message.segmentsCount,
        unicodeCharacters: message.getNonGsmCharacters(),
      };
    }
    case 'wa': {
      const template = templateOf(channel, templates);
      return {
        type: 'wa',
        templateId: template?.id ?? null,
        templateName: channel.templatename,
        templateStatus: template?.status ?? null,
        text,
        footer: components.find(({ type }) => type === 'footer')?.content ?? null,
        outboundNumber: channel.outboundnumber,
        language,
        variables,
      };
    }
    case 'inapp':
      return { type: 'inapp', text, appNames: channel.appNames, language, variables };
  }
}

/** Of a template that is there, what it says now: that is what a campaign would send. */
function componentsOf(channel: HandoffChannel, templates: Template[]): MessageComponent[] {
  const template = channel.type === 'wa' ? templateOf(channel, templates) : undefined;
  return template ? templateComponents(template.components) : channel.messageComponents;
}

function templateOf(channel: Extract<HandoffChannel, { type: 'wa' }>, templates: Template[]): Template | undefined {
  return templates.find(({ name, language }) => name === channel.templatename && language === channel.language);
}
