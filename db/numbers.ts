import { sql } from 'kysely';
import { CHANNELS, type Channel } from '../domain/channel.ts';
import { decide, type ChannelFacts, type Facts } from '../domain/decision.ts';
import type { EligibilityFacts } from '../domain/eligibility.ts';
import { forecast, type Forecast } from '../domain/forecast.ts';
import type { Phone } from '../domain/phone.ts';
import { placesOf } from '../domain/places.ts';
import { closedDays, ruleVersion } from '../domain/rule-set.ts';
import { windowAt, type WindowState } from '../domain/window.ts';
import type { Db } from './connect.ts';
import { limitsConsumers, listConsumerMessages } from './consumer-messages.ts';
import { channelCircumstances, channelFacts, isBelieved, type Law, type SettingFacts } from './facts.ts';
import { findLineType, type LineType } from './line-types.ts';
import { listHolding } from './opt-outs.ts';
import { getRuleSetInForce } from './rule-sets.ts';
import type { Account, Conversation, OptOut } from './schema.ts';

/** What is known of a number on one channel. */
export type NumberChannel = {
  channel: Channel;
  /** Null: the channel has no phone numbers. */
  reach: Reach | null;
  openConversation: Pick<Conversation, 'id' | 'skill' | 'opened_at'> | null;
  /** Messages of campaigns that a gateway took. */
  messages: { last24Hours: number; last7Days: number; lastAt: Date | null };
};

export type Reach = {
  facts: ChannelFacts;
  enabled: boolean;
  /** An earlier refusal of this number that is still believed. */
  learnt: { code: string; learntAt: Date } | null;
  /** What Twilio Lookup said of the number's line; null: another channel, or it was not asked lately. */
  lineType: LineType | null;
  /** Why a marketing template would not be tried though another may; null: no difference. */
  marketing: ChannelFacts['ineligible'];
  window: WindowState;
  /** Of a message on this channel alone that is posted now. */
  outlook: Pick<Forecast, 'nextSendAt' | 'waitsFor' | 'sentence'>;
};

export type NumberRecord = {
  /** Those that hold: of the whole account first. */
  optOuts: OptOut[];
  channels: NumberChannel[];
  /** Versions of the data and the rules that this stands on. */
  ruleVersion: string;
  /** Where its owner may be, as far as rules of the law go; empty where the account has no rule set in force. */
  places: string[];
};

type Row = Read & { opted_out: (Channel | 'all')[]; lineType: LineType | null };

type Read = {
  settings: SettingFacts[];
  ineligible: { channel: Channel; address: string; code: string; learnt_ms: number }[];
  messages: { channel: Channel; last_24_hours: number; last_7_days: number; last_ms: number }[];
};

/** What the account knows of a number at `nowMs`, over all channels in their order. */
export async function getNumberRecord(
  db: Db,
  account: Account,
  phone: Phone,
  zones: string[],
  nowMs: number,
): Promise<NumberRecord> {
  const row = {
    ...(await readNumber(db, account, phone, nowMs)),
    lineType: (await findLineType(db, account.id, phone.e164, new Date(nowMs))) ?? null,
  };
  const conversations = await db
    .selectFrom('conversation')
    .select(['id', 'channel', 'skill', 'opened_at'])
    .where('account_id', '=', account.id)
    .where('consumer', '=', phone.e164)
    .where('closed_at', 'is', null)
    .orderBy('opened_at', 'desc')
    .execute();
  const optOuts = await listHolding(db, account.id, { kind: 'phone', consumer: phone.e164 });
  const ruleSet = await getRuleSetInForce(db, account);
  const law = ruleSet && { ruleSet, places: placesOf([phone.e164], zones, 'area-code') };
  const addresses = { wa: phone.e164, sms: phone.e164, inapp: null };
  const [consumerMessagesMs] = limitsConsumers(account)
    ? await listConsumerMessages(db, account.id, [addresses], nowMs)
    : [];
  const hypothetical = {
    ...SENDABLE,
    zones,
    consumerMessagesMs,
    optedOut: optOuts.some(({ channel }) => channel === null),
    openConversation: conversations.length > 0,
  };
  const opted_out = optOuts.map(({ channel }) => channel ?? 'all');
  return {
    optOuts,
    ruleVersion: ruleVersion(ruleSet),
    places: law?.places ?? [],
    channels: CHANNELS.map((channel) => {
      const counts = row.messages.find((candidate) => candidate.channel === channel);
      return {
        channel,
        reach: reachOf(account, { phone, row: { ...row, opted_out }, law, hypothetical }, channel, nowMs),
        openConversation: conversations.find((conversation) => conversation.channel === channel) ?? null,
        messages: {
          last24Hours: counts?.last_24_hours ?? 0,
          last7Days: counts?.last_7_days ?? 0,
          lastAt: counts ? new Date(counts.last_ms) : null,
        },
      };
    }),
  };
}

/** A recipient of a campaign that holds it up in nothing. */
const SENDABLE: Omit<Facts, 'zones' | 'optedOut' | 'openConversation' | 'channels'> = {
  state: 'SCHEDULED',
  zoneOrdinal: 0,
  slotAtMs: null,
  repliesUntilMs: null,
  campaign: { status: 'RUNNING', statusReason: null, startAtMs: null, expiresAtMs: null, sendRate: null },
  attempts: [],
};

type Known = { phone: Phone; row: Row; law: Law | null; hypothetical: Omit<Facts, 'channels'> };

function reachOf(
  account: Account,
  { phone, row, law, hypothetical }: Known,
  channel: Channel,
  nowMs: number,
): Reach | null {
  const [entry, marketing] = ENTRIES[channel];
  if (!entry) return null;
  const known = {
    ...row,
    line_type: account.line_type_lookup ? (row.lineType?.type ?? null) : null,
    campaign_windows: null,
    timezone: account.timezone,
    whatsapp_marketing_to_us: account.whatsapp_marketing_to_us,
    messages_per_24_hours: account.messages_per_24_hours,
    messages_per_7_days: account.messages_per_7_days,
    wa: phone.e164,
    sms: phone.e164,
    inapp: null,
  };
  const facts = channelFacts(known, entry, nowMs, law);
  const given = { ...hypothetical, channels: [facts] };
  const learnt = row.ineligible.find((candidate) => candidate.channel === channel);
  return {
    facts,
    enabled: row.settings.some((setting) => setting.channel === channel && setting.enabled),
    learnt: learnt ? { code: learnt.code, learntAt: new Date(learnt.learnt_ms) } : null,
    lineType: channel === 'sms' ? row.lineType : null,
    marketing: marketing && facts.ineligible === null ? channelFacts(known, marketing, nowMs).ineligible : null,
    window: windowAt(hypothetical.zones, facts.windows, nowMs, closedDays(facts.rules)),
    outlook: outlookOf(account, row, given, nowMs),
  };
}

/** Where it stands in the queue is not asked: nobody has posted it. */
function outlookOf(account: Account, row: Row, facts: Facts, nowMs: number): Reach['outlook'] {
  const decision = decide(facts, nowMs);
  if (decision.kind === 'send') {
    return { nextSendAt: new Date(nowMs).toISOString(), waitsFor: null, sentence: decision.reason };
  }
  const circumstances = {
    timezone: account.timezone,
    pausedAtMs: null,
    nextSlotAtMs: null,
    channels: channelCircumstances(row.settings),
    asleep: null,
  };
  return forecast({ facts, circumstances, line: { turn: null, queued: {}, unlooked: 0 }, nowMs });
}

type Entry = EligibilityFacts['entry'];

/** What would be sent on a channel that has phone numbers, and the same as marketing where that makes a difference. */
const ENTRIES: Record<Channel, [Entry?, Entry?]> = {
  wa: [
    { channel: 'wa', template: { category: 'UTILITY' } },
    { channel: 'wa', template: { category: 'MARKETING' } },
  ],
  sms: [{ channel: 'sms' }],
  inapp: [],
};

async function readNumber(db: Db, account: Account, phone: Phone, nowMs: number): Promise<Read> {
  const now = new Date(nowMs);
  const { rows } = await sql<Read>`
    SELECT
      (SELECT coalesce(json_agg(json_build_object('channel', s.channel, 'enabled', s.enabled,
          'rate_per_second', s.rate_per_second, 'daily_limit', s.daily_limit, 'windows', s.windows,
          'paused_reason', s.paused_reason, 'paused_ms', extract(epoch FROM s.paused_at) * 1000,
          'sent_today', coalesce(u.sent, 0))), '[]')
        FROM channel_setting s LEFT JOIN daily_usage u ON u.account_id = s.account_id AND u.channel = s.channel
          AND u.day = (${now}::timestamptz AT TIME ZONE ${account.timezone})::date
        WHERE s.account_id = ${account.id}) AS settings,
      (SELECT coalesce(json_agg(json_build_object('channel', i.channel, 'address', i.address, 'code', i.code,
          'learnt_ms', extract(epoch FROM i.learnt_at) * 1000)), '[]')
        FROM channel_ineligibility i WHERE i.account_id = ${account.id} AND i.address = ${phone.e164}
          AND ${isBelieved(now)}) AS ineligible,
      (SELECT coalesce(json_agg(m), '[]') FROM (
        SELECT t.channel, extract(epoch FROM max(t.called_at)) * 1000 AS last_ms,
          count(*) FILTER (WHERE t.called_at > ${now}::timestamptz - interval '24 hours') AS last_24_hours,
          count(*) FILTER (WHERE t.called_at > ${now}::timestamptz - interval '7 days') AS last_7_days
        FROM attempt t WHERE t.account_id = ${account.id} AND t.channel = ANY(${[...CHANNELS]}::text[])
          AND t.to_address = ${phone.e164}
          AND t.state IN ('ACCEPTED', 'DELIVERED', 'READ') AND t.called_at <= ${now}::timestamptz
        GROUP BY t.channel) m) AS messages`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('A SELECT without FROM has one row');
  return row;
}
