import { sql } from 'kysely';
import { CHANNELS, type Channel } from '../domain/channel.ts';
import { decide, type ChannelFacts, type Facts } from '../domain/decision.ts';
import type { EligibilityFacts } from '../domain/eligibility.ts';
import { forecast, type Forecast } from '../domain/forecast.ts';
import type { Phone } from '../domain/phone.ts';
import { windowAt, type WindowState } from '../domain/window.ts';
import type { Db } from './connect.ts';
import { channelCircumstances, channelFacts, isBelieved, type SettingFacts } from './facts.ts';
import { findLineType, type LineType } from './line-types.ts';
import type { Account, Conversation } from './schema.ts';

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
  optOut: { created_at: Date; source: string; reason: string | null } | null;
  channels: NumberChannel[];
};

type KnownNumber = Row & { lineType: LineType | null };

type Row = {
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
  const optOut = await db
    .selectFrom('opt_out')
    .select(['created_at', 'source', 'reason'])
    .where('account_id', '=', account.id)
    .where('consumer', '=', phone.e164)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  const hypothetical = {
    ...SENDABLE,
    zones,
    optedOut: optOut !== undefined,
    openConversation: conversations.length > 0,
  };
  return {
    optOut: optOut ?? null,
    channels: CHANNELS.map((channel) => {
      const counts = row.messages.find((candidate) => candidate.channel === channel);
      return {
        channel,
        reach: reachOf(account, phone, row, channel, hypothetical, nowMs),
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

function reachOf(
  account: Account,
  phone: Phone,
  row: KnownNumber,
  channel: Channel,
  hypothetical: Omit<Facts, 'channels'>,
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
    wa: phone.e164,
    sms: phone.e164,
    inapp: null,
  };
  const facts = channelFacts(known, entry, nowMs);
  const given = { ...hypothetical, channels: [facts] };
  const learnt = row.ineligible.find((candidate) => candidate.channel === channel);
  return {
    facts,
    enabled: row.settings.some((setting) => setting.channel === channel && setting.enabled),
    learnt: learnt ? { code: learnt.code, learntAt: new Date(learnt.learnt_ms) } : null,
    lineType: channel === 'sms' ? row.lineType : null,
    marketing: marketing && facts.ineligible === null ? channelFacts(known, marketing, nowMs).ineligible : null,
    window: windowAt(hypothetical.zones, facts.windows, nowMs),
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

async function readNumber(db: Db, account: Account, phone: Phone, nowMs: number): Promise<Row> {
  const now = new Date(nowMs);
  const { rows } = await sql<Row>`
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
