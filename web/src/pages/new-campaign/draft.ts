import { DEFAULT_OPT_OUT_TEXT } from '../../../../domain/handoff-rules.ts';
import type { Message } from '../../../../domain/message.ts';
import type { SendChannel } from '../../../../domain/plan.ts';
import { DAYS, type Day, type WeeklyWindow } from '../../../../domain/window.ts';

/** The guide's four ways to send: prioritized is WhatsApp, and SMS where WhatsApp is not taken. */
export const WAYS = ['sms', 'wa', 'inapp', 'prioritized'] as const;
export type Way = (typeof WAYS)[number];

/** Of one weekday, in minutes since its midnight; null: nothing is sent on it. */
export type Hours = { from: number; to: number } | null;

/** A campaign as far as it is composed: what is kept between visits. */
export type Draft = {
  campaignName: string;
  skill: string | null;
  way: Way | null;
  sms: { text: string; optOutText: string; outboundNumber: string | null };
  wa: { templateId: string | null; outboundNumber: string | null };
  inapp: { text: string; appNames: string[] };
  recipients: {
    source: 'file' | 'typed';
    typed: string;
    listId: string | null;
    /** The message for which the list was parsed, as `messageKey` has it. */
    listFor: string | null;
  };
  schedule: {
    start: 'now' | 'later';
    /** By the wall clock of the account's timezone: 2026-03-01T15:00. */
    startAt: string;
    hours: 'account' | 'own';
    ownHours: Record<Day, Hours>;
    sendRate: number | null;
  };
  /** Of the launch: it is made once, however often it is asked for. */
  idempotencyKey: string;
  test: { to: string; values: Record<string, string>; campaignId: string | null };
};

const DAYTIME: Hours = { from: 9 * 60, to: 18 * 60 };
const WORKING_WEEK = Object.fromEntries(
  DAYS.map((day) => [day, day === 'SUNDAY' || day === 'SATURDAY' ? null : DAYTIME]),
) as Record<Day, Hours>;

export function newDraft(): Draft {
  return {
    campaignName: '',
    skill: null,
    way: null,
    sms: { text: '', optOutText: DEFAULT_OPT_OUT_TEXT, outboundNumber: null },
    wa: { templateId: null, outboundNumber: null },
    inapp: { text: '', appNames: [] },
    recipients: { source: 'file', typed: '', listId: null, listFor: null },
    schedule: { start: 'now', startAt: '', hours: 'account', ownHours: WORKING_WEEK, sendRate: null },
    idempotencyKey: crypto.randomUUID(),
    test: { to: '', values: {}, campaignId: null },
  };
}

/** A draft as it was kept. What is not there, or is of another kind than it should be, is as in a new one. */
export function readDraft(content: Record<string, unknown>): Draft {
  return like(newDraft(), content) as Draft;
}

/** Fields in which null stands for nothing chosen. */
const MAY_BE_TEXT = new Set(['skill', 'way', 'outboundNumber', 'templateId', 'listId', 'listFor', 'campaignId']);

function like(model: unknown, kept: unknown, name = ''): unknown {
  if (name === 'ownHours') return isHours(kept) ? kept : model;
  if (name === 'values') return isTexts(kept) ? kept : model;
  if (name === 'sendRate') return typeof kept === 'number' ? kept : model;
  if (MAY_BE_TEXT.has(name)) return typeof kept === 'string' ? kept : model;
  if (Array.isArray(model)) return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : model;
  if (!isObject(model)) return typeof kept === typeof model ? kept : model;
  const from = isObject(kept) ? kept : {};
  return Object.fromEntries(Object.entries(model).map(([key, value]) => [key, like(value, from[key], key)]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((each) => typeof each === 'string');
}

function isHours(value: unknown): boolean {
  return isObject(value) && DAYS.every((day) => value[day] === null || isObject(value[day]));
}

const CHANNELS_OF: Record<Way, SendChannel[]> = {
  sms: ['sms'],
  wa: ['wa'],
  inapp: ['inapp'],
  prioritized: ['wa', 'sms'],
};

/** The channels that a campaign is sent on, in the order in which they are tried. */
export function channelsOf(way: Way | null): SendChannel[] {
  return way === null ? [] : CHANNELS_OF[way];
}

/** What the campaign says, as the API takes it; undefined as long as it says nothing whole. */
export function messageOf({ way, sms, wa, inapp }: Draft): Message | undefined {
  const channels = channelsOf(way);
  if (channels.length === 0 || (channels.includes('wa') && wa.templateId === null)) return undefined;
  return {
    ...(channels.includes('wa') && { wa: { templateId: wa.templateId ?? '', ...numberOf(wa) } }),
    ...(channels.includes('sms') && { sms: { text: sms.text, optOutText: sms.optOutText, ...numberOf(sms) } }),
    ...(channels.includes('inapp') && { inapp }),
  };
}

function numberOf({ outboundNumber }: { outboundNumber: string | null }) {
  return outboundNumber === null ? {} : { outboundNumber };
}

/** By which it is known whether the recipients were parsed for what the campaign says now. */
export function messageKey(draft: Draft): string | null {
  const message = messageOf(draft);
  return message === undefined ? null : JSON.stringify(message);
}

/** Whether the recipients were parsed, and for this very message. */
export function isParsed(draft: Draft): boolean {
  return draft.recipients.listId !== null && draft.recipients.listFor === messageKey(draft);
}

/** The windows of a week's hours. */
export function windowsOf(hours: Record<Day, Hours>): WeeklyWindow[] {
  return DAYS.flatMap((day) => {
    const own = hours[day];
    return own ? [{ day, startTime: timeOf(own.from), endTime: timeOf(own.to) }] : [];
  });
}

function timeOf(minutes: number) {
  return { hour: Math.floor(minutes / 60), minute: minutes % 60 };
}
