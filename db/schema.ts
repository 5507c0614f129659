import type { ColumnType, Generated, GeneratedAlways, Insertable, JSONColumnType, Selectable } from 'kysely';
import type { NoticePurpose } from '../domain/answer.ts';
import type { Channel, ChannelTexts } from '../domain/channel.ts';
import type {
  AdapterName,
  AdapterSettings,
  ConversationEventKind,
  OutsideAdapter,
} from '../domain/conversation-adapter.ts';
import type { ErrorSource } from '../domain/errors.ts';
import type { Constraint } from '../domain/decision.ts';
import type { MessageStatus } from '../domain/funnel.ts';
import type { HandoffChannel, MessageComponent } from '../domain/handoff.ts';
import type { ConsumerKind, OptOutScope } from '../domain/opt-out-consumer.ts';
import type { InboundKind } from '../domain/opt-out.ts';
import type { Message } from '../domain/message.ts';
import type { NudgeDeviceState, NudgeState } from '../domain/nudge.ts';
import type { Plan } from '../domain/plan.ts';
import type { PushCredential, PushPlatform } from '../domain/push.ts';
import type { ListRowState, ListState } from '../domain/recipient-file.ts';
import type { Role } from '../domain/roles.ts';
import type { Rule } from '../domain/rule-set.ts';
import type { AgentMessageState, AttemptState, CampaignStatus, RecipientState } from '../domain/status.ts';
import type { TemplateCategory, TemplateStatus } from '../domain/template-status.ts';
import type { WeeklyWindow } from '../domain/window.ts';

type Json<T> = ColumnType<T, string, string>;
/** With a default of the database's. */
type JsonColumn<T> = ColumnType<T, string | undefined, string>;
type JsonOrNull<T> = ColumnType<T | null, string | null, string | null>;

export interface AccountTable {
  id: string;
  name: string;
  timezone: Generated<string>;
  default_skill: string;
  lookback_minutes: Generated<number>;
  max_consumers: Generated<number>;
  /** Lines of one file of recipients. */
  max_file_recipients: Generated<number>;
  whatsapp_marketing_to_us: Generated<boolean>;
  /** Whether Twilio Lookup is asked before the first SMS to a number. */
  line_type_lookup: Generated<boolean>;
  /** Of each API on its own: contract.md section 3. */
  api_calls_per_second: Generated<number>;
  /** IANA name: the zone of In-App users who bring none. Null: no zone, no guard. */
  in_app_timezone: string | null;
  /** The rule set in force; null: none. */
  rule_set: string | null;
  /** Of a set of the account's own; null: the set comes with the product. */
  rule_set_version: number | null;
  /** Messages of campaigns to one consumer; null: no limit. */
  messages_per_24_hours: number | null;
  messages_per_7_days: number | null;
  /** Of opt-outs that consumers and providers bring from now on. */
  opt_out_scope: Generated<OptOutScope>;
  /** What confirms an opt-out on each channel; absent: nothing does. */
  opt_out_confirmation: JsonColumn<ChannelTexts>;
  /** What answers HELP on each channel; absent: it is a reply like any other. */
  help_text: JsonColumn<ChannelTexts>;
  /** Where the agents of conversations that open from now on work. */
  conversation_adapter: Generated<AdapterName>;
  created_at: Generated<Date>;
}

export interface ChannelSettingTable {
  account_id: string;
  channel: Channel;
  enabled: Generated<boolean>;
  rate_per_second: Generated<number>;
  daily_limit: Generated<number>;
  /** Null: the channel's default windows. */
  windows: JsonOrNull<WeeklyWindow[]>;
  paused_reason: string | null;
  /** Since when it is paused; kept by a trigger. */
  paused_at: Generated<Date | null>;
  /** The account's order of its channels, from 0. */
  position: Generated<number>;
}

/** One version of an account's own rule set: never changed. */
export interface RuleSetTable {
  account_id: string;
  name: string;
  version: number;
  description: string;
  rules: Json<Rule[]>;
  created_at: Date;
  /** The API client or user. */
  created_by: string;
}

export interface ApiClientTable {
  client_id: string;
  account_id: string;
  secret_hash: string;
  /** What people call it; null where it was not made in the web tool. */
  name: string | null;
  created_at: Generated<Date>;
  created_by: string | null;
  /** When it last got a token, to the minute. */
  last_used_at: Date | null;
  revoked_at: Date | null;
}

/** Who has signed in to the web tool, with what their issuer said of them the last time. */
export interface WebUserTable {
  id: Generated<string>;
  account_id: string;
  issuer: string;
  /** What the issuer calls them. */
  subject: string;
  name: string;
  email: string | null;
  role: Role;
  skills: string[];
  created_at: Date;
  /** To the minute. */
  seen_at: Date;
}

export interface WebSessionTable {
  /** SHA-256 of the cookie's value, which is nowhere else. */
  token_hash: Buffer;
  user_id: string;
  /** What signing out at the issuer names the session by, sealed with what only the cookie has: api/id-tokens.ts. */
  id_token: string;
  created_at: Date;
  seen_at: Date;
}

/** A call that changes something. */
export interface AuditEventTable {
  id: GeneratedAlways<number>;
  account_id: string;
  at: Date;
  actor_kind: 'user' | 'client';
  actor_id: string;
  actor_name: string;
  /** The operationId. */
  operation: string;
  /** What was changed; null: the account itself. */
  target: string | null;
  /** What of the call is kept: domain/audit.ts. */
  change: JSONColumnType<Record<string, unknown>>;
  /** False: the call is under way, or broke, and nobody knows what it changed. */
  done: Generated<boolean>;
}

export interface SigningKeyTable {
  kid: string;
  private_jwk: JSONColumnType<Record<string, unknown>>;
  public_jwk: JSONColumnType<Record<string, unknown>>;
  created_at: Generated<Date>;
}

export interface SkillTable {
  account_id: string;
  name: string;
}

export interface OutboundNumberTable {
  account_id: string;
  channel: 'wa' | 'sms';
  /** E.164. */
  number: string;
  /** What the provider calls it: WhatsApp's phone-number-id. */
  provider_ref: string | null;
  /** The WhatsApp Business Account that the number belongs to; null for SMS. */
  waba_id: string | null;
  created_at: Generated<Date>;
}

export interface MediaHostTable {
  account_id: string;
  host: string;
}

export interface TemplateTable {
  account_id: string;
  id: string;
  name: string;
  language: string;
  category: TemplateCategory;
  status: TemplateStatus;
  components: Json<MessageComponent[]>;
  waba_id: string | null;
  /** WhatsApp's own id of it, once it has one. */
  provider_template_id: string | null;
  /** Why it is rejected, paused or disabled, in WhatsApp's words. */
  status_reason: string | null;
  /** When WhatsApp took it for review. */
  submitted_at: Date | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  /** It is no longer the account's; WhatsApp may still have to be told. */
  deleted_at: Date | null;
  /** When WhatsApp last said what its status is. */
  status_at: Date | null;
  /** When WhatsApp last said what its category is. */
  category_at: Date | null;
  /** When WhatsApp had been told of the deletion, and had answered; null where it need not be. */
  withdrawn_at: Date | null;
}

export interface HandoffTable {
  id: string;
  account_id: string;
  name: string;
  lookback_minutes: number;
  channels: Json<HandoffChannel[]>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface CampaignTable {
  id: string;
  account_id: string;
  name: string;
  skill: string;
  /** As the request, or its list, had it; null: it came with a message of its own. */
  template_id: string | null;
  handoff_id: string | null;
  plan: Json<Plan>;
  lookback_minutes: number;
  /** Null: the account's windows of the channel. */
  windows: JsonOrNull<WeeklyWindow[]>;
  start_at: Date | null;
  expires_at: Date | null;
  /** Messages per second. */
  send_rate: number | null;
  /** The next free slot of a campaign with a send rate. */
  next_slot_at: Date | null;
  status: Generated<CampaignStatus>;
  status_reason: string | null;
  /** Since when it is paused; kept by a trigger. */
  paused_at: Generated<Date | null>;
  cancelled_at: Date | null;
  le_campaign_id: string;
  le_engagement_id: string;
  request_trace_id: string;
  /** The API client or user that stated the consent. */
  consented_by: string;
  /** The words under which the consent was stated. */
  consent_words: string | null;
  source: Generated<'API' | 'UI'>;
  /** The channel that is tried first. */
  initial_channel: GeneratedAlways<Channel>;
  created_at: Generated<Date>;
}

export interface RecipientTable {
  id: string;
  account_id: string;
  campaign_id: string;
  /** Its place in the campaign, from 0. */
  seq: number;
  /** As the client sent it; null for the old form. */
  consumer_content: JsonOrNull<Partial<Record<Channel, string>>>;
  /** E.164. */
  wa: string | null;
  sms: string | null;
  inapp: string | null;
  zones: string[];
  zone_source: string;
  zone_version: string;
  zone_ordinal: number;
  variables: Json<Record<string, string>>;
  header_variables: Json<Record<string, string>>;
  /** `url`: the end of a WhatsApp button's address. */
  button_variables: JsonColumn<Record<string, string>>;
  context: JsonOrNull<unknown[]>;
  state: Generated<RecipientState>;
  /** RETRY: it had failed, a person has asked for another try, and its workflow has not looked yet. */
  waits_for: Constraint | 'RETRY' | null;
  wake_at: Date | null;
  /** The sentence of the last decision. */
  reason: string | null;
  slot_at: Date | null;
  channel: Channel | null;
  error_source: ErrorSource | null;
  error_code: string | null;
  error_message: string | null;
  accepted_at: Generated<Date>;
  eligible_at: Date | null;
  /** The call to the provider: that of the message which was taken, else the last one. */
  called_at: Date | null;
  sent_at: Date | null;
  delivered_at: Date | null;
  read_at: Date | null;
  responded_at: Date | null;
  failed_at: Date | null;
  skipped_at: Date | null;
  cancelled_at: Date | null;
  /** Attempts before it no longer count: an operator has asked for another try. */
  retried_at: Date | null;
  conversation_id: string | null;
  /** When the conversation that a reply opened was closed. */
  conversation_closed_at: Date | null;
  /** What the consumer thought of that conversation, 1 to 5. */
  csat: number | null;
  /** How far the message has come, whatever its campaign makes of that. The database derives it. */
  reached: GeneratedAlways<MessageStatus | RecipientState>;
  /** Since when it waits for its turn in the account's rate on `turn_channel`; null: it doesn't. */
  turn_at: Date | null;
  turn_channel: Channel | null;
}

export interface AttemptTable {
  /** The reference that goes to the provider. */
  id: string;
  account_id: string;
  recipient_id: string;
  number: number;
  channel: Channel;
  state: AttemptState;
  from_address: string;
  to_address: string;
  /** What the provider calls the consumer where that differs, E.164: WhatsApp writes some countries' mobiles in a form of its own. */
  to_alias: string | null;
  /** WhatsApp's own id of the consumer, once a webhook has told it. */
  to_user_id: string | null;
  provider_message_id: string | null;
  code: string | null;
  message: string | null;
  /** How long the provider asked to be left alone. */
  retry_after_ms: number | null;
  /** The wall clock in the recipient's zones at the call. */
  local_time: string | null;
  /** Versions of the timezone data and of the rule set that the decision stood on. */
  rule_version: string;
  called_at: Date;
  ended_at: Date | null;
  receipt_at: Date | null;
}

export interface ChannelIneligibilityTable {
  account_id: string;
  channel: Channel;
  address: string;
  code: string;
  learnt_at: Generated<Date>;
}

/** What Twilio Lookup said of a number. */
export interface LineTypeTable {
  account_id: string;
  /** E.164. */
  number: string;
  /** Twilio's own word: mobile, landline, fixedVoip…; null: it did not say, and `problem` has why. */
  type: string | null;
  problem: string | null;
  looked_up_at: Date;
}

export interface OptOutTable {
  id: Generated<number>;
  account_id: string;
  /** E.164, or the user id of In-App: `kind` says which. */
  consumer: string;
  kind: ConsumerKind;
  /** The channel on which alone it holds; null: all of the account's. */
  channel: Channel | null;
  source: string;
  /** What the consumer wrote, and the rule of domain/opt-out.ts by which that is an opt-out. */
  words: string | null;
  rule: string | null;
  /** The message that confirmed it. */
  confirmation_id: string | null;
  created_at: Generated<Date>;
  /** When it was last said again; null: it was said once. */
  renewed_at: Date | null;
  revoked_at: Date | null;
  revoked_source: string | null;
  /** Why, where a person or a file said so. */
  reason: string | null;
  /** The API client or user that recorded it; null: the consumer or the provider. */
  recorded_by: string | null;
  revoked_by: string | null;
  revoked_reason: string | null;
}

export interface ConversationTable {
  id: string;
  account_id: string;
  consumer: string;
  brand_address: string;
  channel: Channel;
  skill: string;
  /** Why the skill: see domain/lookback.ts; `inbound` where nothing was answered. */
  route: 'campaign' | 'after-lookback' | 'after-close' | 'inbound';
  campaign_id: string | null;
  recipient_id: string | null;
  context: JsonOrNull<unknown[]>;
  opened_at: Date;
  closed_at: Date | null;
  csat: number | null;
  /** Where its agents work: the account's adapter when it was opened. */
  adapter: Generated<AdapterName>;
  /** What the adapter's side calls it, once it has said so. */
  external_id: string | null;
  /** The dialog of it that is open there; null: the one that has its id. */
  external_dialog_id: string | null;
  /** What the adapter's side calls the consumer. */
  external_consumer_id: string | null;
  /** Of the consumer or an agent; kept by triggers. Null: it has no message yet. */
  last_message_at: Date | null;
  /** What came until then an agent has read; an answer says so too. */
  seen_at: Date | null;
}

/** How an account's conversations reach an adapter that is not ours. */
export interface ConversationAdapterTable {
  account_id: string;
  adapter: OutsideAdapter;
  settings: Json<AdapterSettings>;
  /** Signs the webhook; LivePerson's app secret. It has to be kept as it is. */
  secret: string;
  secret_set_at: Date;
  /** The one before it, which still counts until then. */
  previous_secret: string | null;
  previous_secret_until: Date | null;
}

/** What an adapter has to be told of a conversation, in the order of `seq`. */
export interface ConversationEventTable {
  id: string;
  seq: GeneratedAlways<number>;
  account_id: string;
  conversation_id: string;
  kind: ConversationEventKind;
  message_id: string | null;
  created_at: Date;
  /** Calls so far: each is counted before it is made. */
  tries: Generated<number>;
  tried_at: Date | null;
  last_error: string | null;
  delivered_at: Date | null;
}

/** What an agent answered in a conversation, or the account's own text to a STOP or HELP. */
export interface AgentMessageTable {
  /** The reference that goes to the provider. */
  id: string;
  account_id: string;
  /** Null: a notice, which belongs to none. */
  conversation_id: string | null;
  purpose: Generated<'answer' | NoticePurpose>;
  /** The consumer's message to which a notice is the answer. */
  inbound_id: string | null;
  /** The API client or user that wrote it. */
  author: string;
  text: string;
  channel: Channel;
  from_address: string;
  to_address: string;
  state: Generated<AgentMessageState>;
  provider_message_id: string | null;
  /** Whose code it is. */
  error_source: ErrorSource | null;
  code: string | null;
  message: string | null;
  created_at: Date;
  /** Calls to the provider so far. */
  tries: Generated<number>;
  called_at: Date | null;
  sent_at: Date | null;
  delivered_at: Date | null;
  read_at: Date | null;
  failed_at: Date | null;
  /** What the adapter's side calls it, where it was written there. */
  external_ref: string | null;
}

export interface InboundMessageTable {
  id: string;
  account_id: string;
  channel: Channel;
  provider_message_id: string;
  consumer: string;
  brand_address: string;
  text: string;
  received_at: Date;
  kind: InboundKind;
  recipient_id: string | null;
  conversation_id: string | null;
}

export interface DailyUsageTable {
  account_id: string;
  channel: Channel;
  /** YYYY-MM-DD in the account's timezone. */
  day: string;
  accepted: Generated<number>;
  sent: Generated<number>;
}

export interface OutboxTable {
  id: Generated<number>;
  message: Json<OutboxMessage>;
  created_at: Generated<Date>;
  tries: Generated<number>;
  last_error: string | null;
}

export interface IdempotencyKeyTable {
  account_id: string;
  key: string;
  body_hash: string;
  answer: Json<unknown>;
  created_at: Generated<Date>;
}

/** How often something was done within a stretch of time: rate-limiter-flexible's own columns. */
export interface RateLimitTable {
  key: string;
  points: Generated<number>;
  /** Epoch ms. */
  expire: number | null;
}

/** An account's pace on a channel. Written with each call to a provider, and lost with a crash. */
export interface PaceTable {
  account_id: string;
  channel: Channel;
  /** The last turn that was given to a call: it may be still to come. */
  turn_at: Date;
}

/** Recipients that are alike in all that is counted: the sum of `n` over alike rows is how many there are. Written by triggers alone. */
export interface RecipientCountTable {
  account_id: string;
  campaign_id: string;
  channel: Channel;
  state: RecipientState;
  eligible: boolean;
  sent: boolean;
  delivered: boolean;
  read: boolean;
  responded: boolean;
  closed: boolean;
  csat: number | null;
  error_source: ErrorSource | null;
  error_code: string | null;
  n: number;
}

/** Who waits to be sent to, by zones: kept as RecipientCountTable is. */
export interface ZoneCountTable {
  campaign_id: string;
  zones: string[];
  n: number;
}

/** How often each happened to recipients in a minute: kept as RecipientCountTable is. */
export interface MinuteCountTable {
  campaign_id: string;
  minute: Date;
  sent: number;
  delivered: number;
  read: number;
  failed: number;
  responded: number;
}

/** An app of the brand that shows In-App messages. */
export interface InAppAppTable {
  account_id: string;
  name: string;
  /** Tokens of the app's users are signed with it (HS256): it has to be kept as it is. */
  secret: string;
  /** The one before it, which still counts until then. */
  previous_secret: string | null;
  previous_secret_until: Date | null;
  /** A registration by the app itself runs out so many days after the app was last open. */
  registration_days: number;
  created_at: Date;
  /** Above what a nudge says; null: the account's name. */
  push_title: string | null;
  /** What a nudge says; null: the message. */
  push_text: string | null;
}

export interface InAppUserTable {
  account_id: string;
  app: string;
  user_id: string;
  registered_at: Date;
  /** When the app last called for the user; null: it never has, the brand registered it. */
  last_seen_at: Date | null;
  /** Null: it does not run out. */
  expires_at: Date | null;
}

export interface InAppMessageTable {
  /** That of the attempt or agent message that it is; of a reply, the one that the app gave it. */
  id: string;
  /** Its place in the user's inbox: in the order in which transactions end. */
  seq: Generated<number>;
  account_id: string;
  user_id: string;
  /** In whose inboxes it is. */
  apps: string[];
  text: string;
  /** From the brand's side: `out` to the user, `in` from the user. */
  direction: 'in' | 'out';
  created_at: Date;
  delivered_at: Date | null;
  read_at: Date | null;
  /** After it nothing is pushed; the inbox has it all the same. */
  valid_until: Date | null;
}

/** By which nudges for an app go through one platform. */
export interface InAppPushCredentialTable {
  account_id: string;
  app: string;
  platform: PushPlatform;
  credential: Json<PushCredential>;
  set_at: Date;
  /** Why the platform refused it; null: it has not. */
  error: string | null;
  error_at: Date | null;
}

/** An installation of an app that can be nudged. */
export interface InAppDeviceTable {
  id: string;
  account_id: string;
  app: string;
  user_id: string;
  platform: PushPlatform;
  /** The platform's name for it. */
  token: string;
  /** When the app last registered it. */
  seen_at: Date;
}

/** What becomes of the nudge for a message: there where its user had a device when it came into the inbox. */
export interface InAppNudgeTable {
  message_id: string;
  account_id: string;
  state: Generated<NudgeState>;
  reason: string | null;
  created_at: Date;
  ended_at: Date | null;
}

/** The same for one device, which may be forgotten since. */
export interface InAppNudgeDeviceTable {
  message_id: string;
  device_id: string;
  app: string;
  platform: PushPlatform;
  state: Generated<NudgeDeviceState>;
  reason: string | null;
  /** Calls to the platform so far. */
  tries: Generated<number>;
  called_at: Date | null;
  ended_at: Date | null;
}

/** A file of recipients that was uploaded, to be launched once. It goes a week later, with its rows. */
export interface RecipientListTable {
  id: string;
  account_id: string;
  /** What the caller calls it. */
  name: string | null;
  /** What it was uploaded for, as the caller said it: this or a message. */
  template_id: string | null;
  message: JsonOrNull<Message>;
  outbound_number: string | null;
  /** What its recipients were judged for. */
  plan: Json<Plan>;
  /** The most characters of an SMS that the caller asked for; null: the product's own limit. */
  longest_sms: number | null;
  state: Generated<ListState>;
  /** Of the whole file, where the caller said it. */
  bytes: number | null;
  bytes_read: Generated<number>;
  /** All of them but the header, empty ones and those that were dropped: good, wrong, duplicates and opted-out ones together. */
  lines: Generated<number>;
  good: Generated<number>;
  wrong: Generated<number>;
  duplicates: Generated<number>;
  opted_out: Generated<number>;
  /** Of the good ones. */
  zones: JsonColumn<{ zones: string[]; count: number }[]>;
  zone_version: string;
  /** The campaign that it was launched as. */
  campaign_id: string | null;
  created_by: string;
  created_at: Date;
}

/** A line of such a file. */
export interface RecipientListRowTable {
  list_id: string;
  /** In the file, from 1: where it begins. */
  line: number;
  state: ListRowState;
  /** Why it is not good. */
  reason: string | null;
  /** E.164, or the user id of In-App. With what follows, of whom a message could go to. */
  address: string | null;
  zones: string[] | null;
  zone_source: string | null;
  variables: JsonOrNull<Record<string, string>>;
  header_variables: JsonOrNull<Record<string, string>>;
  button_variables: JsonOrNull<Record<string, string>>;
  /** What stands in the file, in the order of the plan's columns; of those that are wrong or duplicates. */
  cells: string[] | null;
}

/** The consent to the messages of a campaign that has been erased since. */
/** A campaign that someone is composing. */
export interface DraftTable {
  id: string;
  account_id: string;
  /** Whose it is: the API client or user. */
  owner: string;
  content: ColumnType<Record<string, unknown>, string, string>;
  created_at: Date;
  updated_at: Date;
}

export interface ConsentTable {
  campaign_id: string;
  account_id: string;
  /** The API client or user that stated it, and the words. */
  stated_by: string;
  words: string | null;
  stated_at: Date;
}

/** Whom the consent was stated for. */
export interface ConsentConsumerTable {
  campaign_id: string;
  kind: ConsumerKind;
  consumer: string;
  /** When a message to them was taken; null: none was. */
  sent_at: Date | null;
}

/** What Temporal has to be told, kept until it has been. Ids only. */
export type OutboxMessage =
  | { kind: 'start-campaign'; accountId: string; campaignId: string }
  | { kind: 'reply'; accountId: string; campaignId: string; recipientId: string; messageId: string }
  | { kind: 'reassess'; accountId: string; campaignId: string; recipientId: string }
  | { kind: 'resume'; accountId: string; what: Resumed }
  | { kind: 'submit-template' | 'delete-template'; accountId: string; templateId: string }
  | { kind: 'agent-message'; accountId: string; messageId: string; channel: Channel; ratePerSecond: number }
  | { kind: 'conversation'; accountId: string; conversationId: string }
  | { kind: 'nudge'; accountId: string; messageId: string };

/**
 * Who is woken: the parked ones of a campaign or of a channel, or whoever waits for what the settings of a channel have moved, or those of
 * rules and limits.
 */
export type Resumed = { campaignId: string } | { channel: Channel } | { settingsOf: Channel | 'rules' };

export interface Database {
  account: AccountTable;
  channel_setting: ChannelSettingTable;
  rule_set: RuleSetTable;
  api_client: ApiClientTable;
  web_user: WebUserTable;
  web_session: WebSessionTable;
  audit_event: AuditEventTable;
  signing_key: SigningKeyTable;
  skill: SkillTable;
  outbound_number: OutboundNumberTable;
  media_host: MediaHostTable;
  template: TemplateTable;
  handoff: HandoffTable;
  campaign: CampaignTable;
  recipient: RecipientTable;
  attempt: AttemptTable;
  channel_ineligibility: ChannelIneligibilityTable;
  line_type: LineTypeTable;
  opt_out: OptOutTable;
  conversation: ConversationTable;
  conversation_adapter: ConversationAdapterTable;
  conversation_event: ConversationEventTable;
  inbound_message: InboundMessageTable;
  daily_usage: DailyUsageTable;
  outbox: OutboxTable;
  idempotency_key: IdempotencyKeyTable;
  agent_message: AgentMessageTable;
  recipient_count: RecipientCountTable;
  zone_count: ZoneCountTable;
  minute_count: MinuteCountTable;
  rate_limit: RateLimitTable;
  pace: PaceTable;
  inapp_app: InAppAppTable;
  inapp_user: InAppUserTable;
  inapp_message: InAppMessageTable;
  inapp_push_credential: InAppPushCredentialTable;
  inapp_device: InAppDeviceTable;
  inapp_nudge: InAppNudgeTable;
  inapp_nudge_device: InAppNudgeDeviceTable;
  recipient_list: RecipientListTable;
  recipient_list_row: RecipientListRowTable;
  consent: ConsentTable;
  consent_consumer: ConsentConsumerTable;
  draft: DraftTable;
}

export type Account = Selectable<AccountTable>;
export type ApiClient = Selectable<ApiClientTable>;
export type WebUser = Selectable<WebUserTable>;
export type AuditEvent = Selectable<AuditEventTable>;
export type Campaign = Selectable<CampaignTable>;
export type NewCampaign = Insertable<CampaignTable>;
export type Recipient = Selectable<RecipientTable>;
export type NewRecipient = Insertable<RecipientTable>;
export type Attempt = Selectable<AttemptTable>;
export type Template = Selectable<TemplateTable>;
export type Handoff = Selectable<HandoffTable>;
export type Conversation = Selectable<ConversationTable>;
export type ConversationAdapterRow = Selectable<ConversationAdapterTable>;
export type ConversationEventRow = Selectable<ConversationEventTable>;
export type InAppApp = Selectable<InAppAppTable>;
export type InAppUser = Selectable<InAppUserTable>;
export type InAppMessage = Selectable<InAppMessageTable>;
export type InAppDevice = Selectable<InAppDeviceTable>;
export type InAppNudge = Selectable<InAppNudgeTable>;
export type InAppNudgeDevice = Selectable<InAppNudgeDeviceTable>;
export type InboundMessage = Selectable<InboundMessageTable>;
export type RecipientList = Selectable<RecipientListTable>;
export type RecipientListRow = Selectable<RecipientListRowTable>;
export type Draft = Selectable<DraftTable>;
export type OptOut = Selectable<OptOutTable>;
export type AgentMessage = Selectable<AgentMessageTable>;
