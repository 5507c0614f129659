import type { z } from 'zod';
import type { NumberChannel, NumberRecord, Reach } from '../db/numbers.ts';
import { CHANNEL_NAMES } from '../domain/channel.ts';
import type { Phone } from '../domain/phone.ts';
import { dayAndTime } from '../domain/say-time.ts';
import { localTimeIn, TIMEZONE_DATA_VERSION, type CandidateZones } from '../domain/timezone.ts';
import type { numberAnswer } from './schemas/numbers.ts';

type Answer = z.infer<typeof numberAnswer>;

/** A number that is none, and why. */
export function toInvalidNumber(asked: string, invalid: { reason: string; country: string | null }): Answer {
  const { reason, country } = invalid;
  const nothing = { e164: null, type: null, zones: [], zoneSource: null, places: [], channels: [] };
  return { phone: asked, valid: false, reason, country, ruleVersion: TIMEZONE_DATA_VERSION, ...nothing };
}

/** What is known of a number at `nowMs`. */
export function toNumber(
  asked: string,
  phone: Phone,
  { zones, source }: CandidateZones,
  record: NumberRecord,
  nowMs: number,
): Answer {
  return {
    phone: asked,
    valid: true,
    reason: null,
    ...phone,
    zones,
    zoneSource: source,
    places: record.places,
    ruleVersion: record.ruleVersion,
    channels: record.channels.map((channel) => toChannel(channel, record, zones, nowMs)),
  };
}

function toChannel(known: NumberChannel, record: NumberRecord, zones: string[], nowMs: number) {
  const { channel, reach, messages, openConversation } = known;
  const holding = record.optOuts.find((optOut) => optOut.channel === null || optOut.channel === channel);
  const optOut = (reach && holding) ?? null;
  return {
    channel,
    ...(reach ? eligibility(reach) : UNREACHABLE),
    ...(reach ? { window: toWindow(reach, zones, nowMs) } : { window: null }),
    optedOut: optOut !== null,
    optOut: optOut && {
      since: optOut.created_at.toISOString(),
      scope: optOut.channel === null ? ('account' as const) : ('channel' as const),
      source: optOut.source,
      reason: optOut.reason,
      words: optOut.words,
      rule: optOut.rule,
    },
    openConversation: openConversation && {
      id: openConversation.id,
      skill: openConversation.skill,
      since: openConversation.opened_at.toISOString(),
    },
    messages: { ...messages, lastAt: messages.lastAt?.toISOString() ?? null },
    nextSendAt: reach?.outlook.nextSendAt ?? null,
    waitsFor: reach?.outlook.waitsFor ?? null,
    sentence: reach?.outlook.sentence ?? NO_NUMBERS,
  };
}

const NO_NUMBERS = `${CHANNEL_NAMES.inapp} reaches the users of an app, not phone numbers.`;

const UNREACHABLE = {
  eligible: false,
  reason: NO_NUMBERS,
  errorSource: null,
  errorCode: null,
  learntAt: null,
  lineType: null,
  remarks: [],
  enabled: false,
  pausedReason: null,
};

function eligibility({ facts, enabled, learnt, lineType, marketing }: Reach) {
  const { ineligible } = facts;
  const isLearnt = learnt !== null && ineligible?.code === learnt.code;
  return {
    eligible: ineligible === null,
    reason: ineligible?.reason ?? null,
    errorSource: ineligible?.source ?? null,
    errorCode: ineligible?.code ?? null,
    learntAt: isLearnt ? learnt.learntAt.toISOString() : null,
    lineType: lineType && {
      type: lineType.type,
      problem: lineType.problem,
      lookedUpAt: lineType.looked_up_at.toISOString(),
    },
    remarks: marketing === null ? [] : [marketing.reason],
    enabled,
    pausedReason: facts.pausedReason,
  };
}

function toWindow({ window }: Reach, zones: string[], nowMs: number) {
  const opensAtMs = window.open ? null : window.opensAtMs;
  const closesAtMs = window.open ? window.closesAtMs : null;
  return {
    open: window.open,
    opensAt: iso(opensAtMs),
    closesAt: iso(closesAtMs),
    local: zones.map((zone) => ({
      zone,
      localTime: localTimeIn(zone, nowMs),
      opensAtLocal: opensAtMs === null ? null : dayAndTime(zone, opensAtMs, nowMs),
      closesAtLocal: closesAtMs === null ? null : dayAndTime(zone, closesAtMs, nowMs),
    })),
  };
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
