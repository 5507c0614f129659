import { sql, type RawBuilder } from 'kysely';
import { nextDayMs } from '../domain/account-day.ts';
import type { Channel } from '../domain/channel.ts';
import { DAY_MS, WEEK_MS, type ConsumerLimit } from '../domain/consumer-limit.ts';
import type { ChannelFacts, Constraint, Facts } from '../domain/decision.ts';
import { eligibilityOf, LINE_TYPE_DAYS, type EligibilityFacts, type Registration } from '../domain/eligibility.ts';
import type { Circumstances } from '../domain/forecast.ts';
import { lookbackEndMs } from '../domain/lookback.ts';
import { placesOf } from '../domain/places.ts';
import type { Plan } from '../domain/plan.ts';
import { limitsOf, narrowedWindows, rulesInForce, ruleVersion, type RuleSet } from '../domain/rule-set.ts';
import { BAD_NUMBER_CODES } from '../domain/provider-codes.ts';
import type { AttemptState, CampaignStatus } from '../domain/status.ts';
import { defaultWindows, type WeeklyWindow } from '../domain/window.ts';
import type { Db } from './connect.ts';
import { limitsConsumers, listConsumerMessages } from './consumer-messages.ts';
import { optOutHolds } from './opt-outs.ts';
import { getRuleSetInForce } from './rule-sets.ts';
import type { Account, Recipient } from './schema.ts';

/**
 * A recipient with the facts that its decision stands on, what a message to it is made of, and what else the forecast says. `ruleVersion`: the
 * versions of the data and the rules among the facts.
 */
export type RecipientFacts = {
  recipient: Recipient;
  plan: Plan;
  facts: Facts;
  circumstances: Circumstances;
  ruleVersion: string;
};

/** How long a refusal such as "not on WhatsApp" is believed: people install it, numbers change hands. */
export const INELIGIBILITY_DAYS = 30;

/** Whether a refusal `i` of an address is still believed at `now`: that a number is none stays true. */
export function isBelieved(now: Date): RawBuilder<boolean> {
  return sql<boolean>`(i.learnt_at > ${now}::timestamptz - make_interval(days => ${INELIGIBILITY_DAYS})
    OR i.code = ANY(${BAD_NUMBER_CODES}::text[]))`;
}

/** An account's setting of a channel, with what it has sent on it today. */
export type SettingFacts = {
  channel: Channel;
  enabled: boolean;
  rate_per_second: number;
  daily_limit: number;
  windows: WeeklyWindow[] | null;
  paused_reason: string | null;
  paused_ms: number | null;
  sent_today: number;
};

type SendEntry = EligibilityFacts['entry'];

type Row = Recipient & {
  plan: Plan;
  campaign_status: CampaignStatus;
  campaign_status_reason: string | null;
  campaign_paused_at: Date | null;
  next_slot_at: Date | null;
  start_at: Date | null;
  expires_at: Date | null;
  send_rate: number | null;
  campaign_windows: WeeklyWindow[] | null;
  lookback_minutes: number;
  timezone: string;
  whatsapp_marketing_to_us: boolean;
  rule_set: string | null;
  rule_set_version: number | null;
  messages_per_24_hours: number | null;
  messages_per_7_days: number | null;
  /** The channels that the consumer is opted out of; `all` among them: of the account. */
  opted_out: (Channel | 'all')[];
  open_conversation: boolean;
  attempts: {
    channel: Channel;
    state: AttemptState;
    code: string | null;
    called_ms: number;
    ended_ms: number | null;
    failed_ms: number | null;
    retry_after_ms: number | null;
  }[];
  settings: SettingFacts[];
  ineligible: { channel: Channel; address: string; code: string }[];
  /** What Twilio Lookup says of the consumer's SMS number, while the account asks it and the answer is fresh. */
  line_type: string | null;
  /** The account's numbers to send from. */
  senders: { channel: Channel; number: string }[];
  registrations: Registration[];
};

/** The facts of one recipient at `nowMs`; undefined where there is no such recipient. */
export async function findFacts(db: Db, recipientId: string, nowMs: number): Promise<RecipientFacts | undefined> {
  const [known] = await listFacts(db, [recipientId], nowMs);
  return known;
}

/**
 * The facts of many recipients at `nowMs`, in the order of `ids`, without those that there are not. One statement: a decision never stands on
 * two moments. Where the account has a rule set or limits messages to a consumer, what these say is read after it: a version of a rule set
 * never changes, and of messages there can only be more.
 */
export async function listFacts(db: Db, ids: readonly string[], nowMs: number): Promise<RecipientFacts[]> {
  const now = new Date(nowMs);
  const { rows } = await sql<Row>`
    SELECT r.*, c.plan, c.status AS campaign_status, c.status_reason AS campaign_status_reason,
      c.paused_at AS campaign_paused_at, c.next_slot_at, c.start_at, c.expires_at, c.send_rate,
      c.windows AS campaign_windows, c.lookback_minutes, a.timezone, a.whatsapp_marketing_to_us,
      a.rule_set, a.rule_set_version, a.messages_per_24_hours, a.messages_per_7_days,
      (SELECT coalesce(json_agg(DISTINCT coalesce(o.channel, 'all')), '[]') FROM opt_out o
        WHERE ${optOutHolds('o', 'r')}) AS opted_out,
      EXISTS (SELECT FROM conversation v WHERE v.account_id = r.account_id AND v.consumer IN (r.wa, r.sms, r.inapp)
        AND v.closed_at IS NULL) AS open_conversation,
      (SELECT coalesce(json_agg(json_build_object('channel', t.channel, 'state', t.state, 'code', t.code,
          'called_ms', extract(epoch FROM t.called_at) * 1000, 'ended_ms', extract(epoch FROM t.ended_at) * 1000,
          'failed_ms', CASE t.state WHEN 'FAILED' THEN extract(epoch FROM t.receipt_at) * 1000 END, 'retry_after_ms', t.retry_after_ms)
          ORDER BY t.number), '[]')
        FROM attempt t WHERE t.recipient_id = r.id
          AND (t.state NOT IN ('REFUSED', 'FAILED', 'ABSENT') OR r.retried_at IS NULL OR t.called_at >= r.retried_at)) AS attempts,
      (SELECT coalesce(json_agg(json_build_object('channel', s.channel, 'enabled', s.enabled,
          'rate_per_second', s.rate_per_second, 'daily_limit', s.daily_limit, 'windows', s.windows,
          'paused_reason', s.paused_reason, 'paused_ms', extract(epoch FROM s.paused_at) * 1000, 'sent_today', coalesce(u.sent, 0))), '[]')
        FROM channel_setting s LEFT JOIN daily_usage u ON u.account_id = s.account_id AND u.channel = s.channel
          AND u.day = (${now}::timestamptz AT TIME ZONE a.timezone)::date
        WHERE s.account_id = r.account_id) AS settings,
      (SELECT coalesce(json_agg(json_build_object('channel', i.channel, 'address', i.address, 'code', i.code)), '[]')
        FROM channel_ineligibility i WHERE i.account_id = r.account_id
          AND i.channel IN ('wa', 'sms') AND i.address IN (r.wa, r.sms) AND ${isBelieved(now)}) AS ineligible,
      (SELECT l.type FROM line_type l WHERE a.line_type_lookup AND l.account_id = r.account_id AND l.number = r.sms
        AND l.looked_up_at > ${now}::timestamptz - make_interval(days => ${LINE_TYPE_DAYS})) AS line_type,
      (SELECT coalesce(json_agg(json_build_object('channel', o.channel, 'number', o.number)), '[]')
        FROM outbound_number o WHERE o.account_id = r.account_id) AS senders,
      (SELECT coalesce(json_agg(json_build_object('app', u.app, 'expired', coalesce(u.expires_at <= ${now}::timestamptz, false))), '[]')
        FROM inapp_user u WHERE u.account_id = r.account_id AND u.user_id = r.inapp) AS registrations
    FROM recipient r JOIN campaign c ON c.id = r.campaign_id JOIN account a ON a.id = r.account_id
    WHERE r.id = ANY(${ids}::uuid[])`.execute(db);
  const rules = await readRules(db, rows);
  const messages = await readMessages(db, rows, nowMs);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const ruleSet = rules.get(row.account_id) ?? null;
    const facts = toFacts(row, ruleSet, messages.get(id), nowMs);
    return [
      { recipient: row, plan: row.plan, facts, circumstances: circumstancesOf(row), ruleVersion: ruleVersion(ruleSet) },
    ];
  });
}

/** By account: the rule sets that are in force. */
async function readRules(db: Db, rows: readonly Row[]): Promise<Map<string, RuleSet | null>> {
  const rules = new Map<string, RuleSet | null>();
  for (const { account_id: id, rule_set, rule_set_version } of rows) {
    if (rule_set === null || rules.has(id)) continue;
    rules.set(id, await getRuleSetInForce(db, { id, rule_set, rule_set_version }));
  }
  return rules;
}

/** By recipient: when messages went to its consumer, where something limits them. */
async function readMessages(db: Db, rows: readonly Row[], nowMs: number): Promise<Map<string, number[]>> {
  const messages = new Map<string, number[]>();
  const limited = rows.filter(limitsConsumers);
  for (const accountId of new Set(limited.map((row) => row.account_id))) {
    const own = limited.filter((row) => row.account_id === accountId);
    const found = await listConsumerMessages(db, accountId, own, nowMs);
    own.forEach((row, index) => messages.set(row.id, found[index] ?? []));
  }
  return messages;
}

function toFacts(row: Row, ruleSet: RuleSet | null, consumerMessagesMs: number[] | undefined, nowMs: number): Facts {
  const law = ruleSet && { ruleSet, places: placesOf(numbersOf(row), row.zones, row.zone_source) };
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
    optedOut: row.opted_out.includes('all'),
    openConversation: row.open_conversation,
    ...(consumerMessagesMs && { consumerMessagesMs }),
    channels: row.plan.map((entry) => channelFacts(row, entry, nowMs, law)),
    attempts: row.attempts.map((attempt) => ({
      channel: attempt.channel,
      state: attempt.state,
      code: attempt.code,
      calledAtMs: attempt.called_ms,
      endedAtMs: attempt.ended_ms,
      failedAtMs: attempt.failed_ms,
      retryAfterMs: attempt.retry_after_ms,
    })),
  };
}

function numbersOf({ wa, sms }: Pick<Row, 'wa' | 'sms'>): string[] {
  return [...new Set([wa, sms])].filter((number) => number !== null);
}

/** What `channelFacts` needs of a consumer and their account. */
export type ChannelRow = Pick<
  Row,
  | 'settings'
  | 'ineligible'
  | 'campaign_windows'
  | 'timezone'
  | 'whatsapp_marketing_to_us'
  | 'messages_per_24_hours'
  | 'messages_per_7_days'
  | 'opted_out'
  | 'line_type'
  | Channel
> &
  Partial<Pick<Row, 'registrations' | 'senders' | 'variables'>>;

/** The rule set in force, and where the consumer may be. */
export type Law = { ruleSet: RuleSet; places: string[] };

/** What is known of one channel for one consumer, whose address on it is `row[channel]`. */
export function channelFacts(row: ChannelRow, entry: SendEntry, nowMs: number, law: Law | null = null): ChannelFacts {
  const { channel } = entry;
  const setting = row.settings.find((candidate) => candidate.channel === channel);
  const ownWindows = row.campaign_windows ?? setting?.windows ?? defaultWindows(channel);
  const rules = law ? rulesInForce(law.ruleSet, channel, law.places, ownWindows) : undefined;
  const limits = [...ownLimits(row), ...limitsOf(rules)];
  const own = row.ineligible.filter((refusal) => refusal.address === row[channel]);
  return {
    channel,
    ineligible: eligibilityOf({
      entry,
      address: row[channel],
      enabled: setting?.enabled ?? false,
      learntCode: own.find((refusal) => refusal.channel === channel)?.code ?? null,
      badNumberCode: own.find((refusal) => BAD_NUMBER_CODES.includes(refusal.code))?.code ?? null,
      lineType: row.line_type,
      registrations: row.registrations ?? [],
      ...(row.variables && { variables: row.variables }),
      senders: row.senders,
      marketingToUs: row.whatsapp_marketing_to_us,
    }),
    optedOut: row.opted_out.includes(channel),
    pausedReason: setting?.paused_reason ?? null,
    windows: rules ? narrowedWindows(rules) : ownWindows,
    fixedWindows: row.campaign_windows !== null,
    ...(rules && { rules }),
    ...(limits.length > 0 && { limits }),
    ratePerSecond: setting?.rate_per_second ?? 10,
    dailyLimitUntilMs: setting && setting.sent_today >= setting.daily_limit ? nextDayMs(row.timezone, nowMs) : null,
  };
}

function ownLimits({ messages_per_24_hours: day, messages_per_7_days: week }: Limited): ConsumerLimit[] {
  return [
    ...(day === null ? [] : [{ most: day, periodMs: DAY_MS, by: null }]),
    ...(week === null ? [] : [{ most: week, periodMs: WEEK_MS, by: null }]),
  ];
}

type Limited = Pick<Account, 'messages_per_24_hours' | 'messages_per_7_days'>;

/** What a workflow sleeps through until the instant that it fell asleep with, whatever has changed meanwhile. */
const SLEPT_THROUGH: Constraint[] = ['WINDOW', 'DAILY_LIMIT', 'CONSUMER_LIMIT', 'START_DATE', 'RATE', 'BACK_OFF'];

function circumstancesOf(row: Row): Circumstances {
  const sleptFor = SLEPT_THROUGH.find((constraint) => constraint === row.waits_for);
  return {
    timezone: row.timezone,
    pausedAtMs: row.campaign_paused_at?.getTime() ?? null,
    nextSlotAtMs: row.next_slot_at?.getTime() ?? null,
    channels: channelCircumstances(row.settings),
    asleep:
      row.state === 'SCHEDULED' && sleptFor !== undefined
        ? { for: sleptFor, untilMs: row.wake_at?.getTime() ?? null }
        : null,
  };
}

/** What the forecast says of the account's channels. */
export function channelCircumstances(settings: SettingFacts[]): Circumstances['channels'] {
  return settings.map((setting) => ({
    channel: setting.channel,
    pausedAtMs: setting.paused_ms,
    dailyLimit: setting.daily_limit,
    sentToday: setting.sent_today,
  }));
}
