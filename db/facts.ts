import { DateTime } from 'luxon';
import { sql } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import type { ChannelFacts, Facts } from '../domain/decision.ts';
import { eligibilityOf, type Registration } from '../domain/eligibility.ts';
import { lookbackEndMs } from '../domain/lookback.ts';
import type { ChannelPlan, Plan } from '../domain/plan.ts';
import type { AttemptState, CampaignStatus } from '../domain/status.ts';
import { defaultWindows, type WeeklyWindow } from '../domain/window.ts';
import type { Db } from './connect.ts';
import type { Recipient } from './schema.ts';

/** A recipient with the facts that its decision stands on, and what a message to it is made of. */
export type RecipientFacts = { recipient: Recipient; plan: Plan; facts: Facts };

/** How long a refusal such as "not on WhatsApp" is believed: people install it, numbers change hands. */
const INELIGIBILITY_DAYS = 30;

type Row = Recipient & {
  plan: Plan;
  campaign_status: CampaignStatus;
  campaign_status_reason: string | null;
  start_at: Date | null;
  expires_at: Date | null;
  send_rate: number | null;
  campaign_windows: WeeklyWindow[] | null;
  lookback_minutes: number;
  timezone: string;
  whatsapp_marketing_to_us: boolean;
  opted_out: boolean;
  open_conversation: boolean;
  attempts: {
    channel: Channel;
    state: AttemptState;
    code: string | null;
    called_ms: number;
    ended_ms: number | null;
    retry_after_ms: number | null;
  }[];
  settings: {
    channel: Channel;
    enabled: boolean;
    rate_per_second: number;
    daily_limit: number;
    windows: WeeklyWindow[] | null;
    paused_reason: string | null;
    sent_today: number;
  }[];
  ineligible: { channel: Channel; code: string }[];
  registrations: Registration[];
};

/** The facts of one recipient at `nowMs`, in one query; undefined where there is no such recipient. */
export async function findFacts(db: Db, recipientId: string, nowMs: number): Promise<RecipientFacts | undefined> {
  const now = new Date(nowMs);
  const { rows } = await sql<Row>`
    SELECT r.*, c.plan, c.status AS campaign_status, c.status_reason AS campaign_status_reason, c.start_at, c.expires_at,
      c.send_rate, c.windows AS campaign_windows, c.lookback_minutes, a.timezone, a.whatsapp_marketing_to_us,
      EXISTS (SELECT FROM opt_out o WHERE o.account_id = r.account_id AND o.consumer IN (r.wa, r.sms, r.inapp)
        AND o.revoked_at IS NULL) AS opted_out,
      EXISTS (SELECT FROM conversation v WHERE v.account_id = r.account_id AND v.consumer IN (r.wa, r.sms, r.inapp)
        AND v.closed_at IS NULL) AS open_conversation,
      (SELECT coalesce(json_agg(json_build_object('channel', t.channel, 'state', t.state, 'code', t.code,
          'called_ms', extract(epoch FROM t.called_at) * 1000, 'ended_ms', extract(epoch FROM t.ended_at) * 1000, 'retry_after_ms', t.retry_after_ms)
          ORDER BY t.number), '[]')
        FROM attempt t WHERE t.recipient_id = r.id
          AND (t.state NOT IN ('REFUSED', 'FAILED') OR r.retried_at IS NULL OR t.called_at >= r.retried_at)) AS attempts,
      (SELECT coalesce(json_agg(json_build_object('channel', s.channel, 'enabled', s.enabled,
          'rate_per_second', s.rate_per_second, 'daily_limit', s.daily_limit, 'windows', s.windows,
          'paused_reason', s.paused_reason, 'sent_today', coalesce(u.sent, 0))), '[]')
        FROM channel_setting s LEFT JOIN daily_usage u ON u.account_id = s.account_id AND u.channel = s.channel
          AND u.day = (${now}::timestamptz AT TIME ZONE a.timezone)::date
        WHERE s.account_id = r.account_id) AS settings,
      (SELECT coalesce(json_agg(json_build_object('channel', i.channel, 'code', i.code)), '[]')
        FROM channel_ineligibility i WHERE i.account_id = r.account_id
          AND ((i.channel = 'wa' AND i.address = r.wa) OR (i.channel = 'sms' AND i.address = r.sms))
          AND i.learnt_at > ${now}::timestamptz - make_interval(days => ${INELIGIBILITY_DAYS})) AS ineligible,
      (SELECT coalesce(json_agg(json_build_object('app', u.app, 'expired', coalesce(u.expires_at <= ${now}::timestamptz, false))), '[]')
        FROM inapp_user u WHERE u.account_id = r.account_id AND u.user_id = r.inapp) AS registrations
    FROM recipient r JOIN campaign c ON c.id = r.campaign_id JOIN account a ON a.id = r.account_id
    WHERE r.id = ${recipientId}`.execute(db);
  const [row] = rows;
  return row && { recipient: row, plan: row.plan, facts: toFacts(row, nowMs) };
}

function toFacts(row: Row, nowMs: number): Facts {
  return {
    state: row.state,
    zones: row.zones,
    zoneOrdinal: row.zone_ordinal,
    slotAtMs: row.slot_at?.getTime() ?? null,
    repliesUntilMs: row.sent_at === null ? null : lookbackEndMs(row.sent_at.getTime(), row.lookback_minutes),
    campaign: {
      status: row.campaign_status,
      statusReason: row.campaign_status_reason,
      startAtMs: row.start_at?.getTime() ?? null,
      expiresAtMs: row.expires_at?.getTime() ?? null,
      sendRate: row.send_rate,
    },
    optedOut: row.opted_out,
    openConversation: row.open_conversation,
    channels: row.plan.map((entry) => channelFacts(row, entry, nowMs)),
    attempts: row.attempts.map((attempt) => ({
      channel: attempt.channel,
      state: attempt.state,
      code: attempt.code,
      calledAtMs: attempt.called_ms,
      endedAtMs: attempt.ended_ms,
      retryAfterMs: attempt.retry_after_ms,
    })),
  };
}

function channelFacts(row: Row, entry: ChannelPlan, nowMs: number): ChannelFacts {
  const { channel } = entry;
  const setting = row.settings.find((candidate) => candidate.channel === channel);
  return {
    channel,
    ineligible: eligibilityOf({
      entry,
      address: row[channel],
      enabled: setting?.enabled ?? false,
      learntCode: row.ineligible.find((candidate) => candidate.channel === channel)?.code ?? null,
      registrations: row.registrations,
      marketingToUs: row.whatsapp_marketing_to_us,
    }),
    pausedReason: setting?.paused_reason ?? null,
    windows: row.campaign_windows ?? setting?.windows ?? defaultWindows(channel),
    ratePerSecond: setting?.rate_per_second ?? 10,
    dailyLimitUntilMs: setting && setting.sent_today >= setting.daily_limit ? nextDayMs(row.timezone, nowMs) : null,
  };
}

function nextDayMs(timezone: string, nowMs: number): number {
  return DateTime.fromMillis(nowMs, { zone: timezone }).plus({ days: 1 }).startOf('day').toMillis();
}
