/** Lives through a planned month on the time-skipping server, and keeps what the judge needs to know. */
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { sql } from 'kysely';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { pino } from 'pino';
import type { WeeklyWindow } from '../../../domain/window.ts';
import type { Message } from '../../../sandbox/message.ts';
import { Outbox, OUTBOX_DEFAULTS } from '../../../sandbox/outbox.ts';
import { twilioStatusWebhook } from '../../../sandbox/twilio-webhooks.ts';
import { StatusBatches } from '../../../sandbox/whatsapp-webhooks.ts';
import type { SandboxMessage } from '../../support/product.ts';
import { startStack, type Stack } from '../../support/stack.ts';
import { createTimeSkippingEnvironment } from '../../support/servers.ts';
import { travel } from '../../support/travel.ts';
import { MONTH_DAYS, QUIET_FROM_DAY, type Fate, type Month, type PlannedCampaign, type Someone } from './arbitrary.ts';
import { numberIn } from './places.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Those whose turn comes so soon after the next one's are waited for together with it. */
const TOGETHER_MS = 20_000;
const SETTLES_WITHIN_MS = 8_000;

export type Phone = {
  number: string;
  zones: string[];
  timezone: string | null;
  oldForm: boolean;
  sms: Fate | null;
  wa: Fate | null;
  /** When the consumer answered STOP, epoch ms. */
  stoppedAtMs: number | null;
};
export type Launched = {
  id: string;
  planned: PlannedCampaign;
  launchedAtMs: number;
  cancelled: boolean;
  recipients: { id: string; phone: Phone; zones: string[] }[];
};
export type Shown = { id: string; state: string; sentence: string; waitsFor: string | null };
/** What the workflow sleeps for, as it wrote it down; `untilMs` null: until it is told. */
export type Asleep = { waitsFor: string | null; untilMs: number | null };
export type Lived = {
  startMs: number;
  quietFromMs: number;
  endMs: number;
  campaigns: Launched[];
  /** The account's windows of a channel from an instant on. */
  settings: { fromMs: number; channel: string; windows: WeeklyWindow[] | null }[];
  log: SandboxMessage[];
  /** Messages of which the carrier said late that they had failed, by id. */
  failedLate: Set<string>;
  /** Of each attempt: whose it was. */
  recipientOf: Map<string, string>;
  shown: Map<string, Shown>;
  asleep: Map<string, Asleep>;
};

type Event = { atMs: number; run: () => Promise<unknown> };

export async function live(month: Month): Promise<Lived> {
  const env = await createTimeSkippingEnvironment();
  // The clock of the carrier and the API: the server's, as it was when an activity last began. It stands still while nobody travels.
  const clock = { offsetMs: 0 };
  const now = async () => {
    const ms = await env.currentTimeMs();
    clock.offsetMs = ms - Date.now();
    return ms;
  };
  const stalls = new Stalls();
  const stack = await startStack({
    client: env.client,
    connection: env.nativeConnection,
    namespace: env.namespace ?? 'default',
    now,
    clock: () => Date.now() + clock.offsetMs,
    beforeActivity: (name, args, attempt) => stalls.check(name, args, attempt),
  });
  try {
    return await new Simulation(env, stack, month, now, stalls).run();
  } finally {
    await stack.stop();
    await env.teardown();
  }
}

/** Calls that a channel's queue keeps for longer, as it does when its workers are away. */
class Stalls {
  onStall: (minutes: number) => void = () => undefined;
  readonly #minutes = new Map<string, number>();

  plan(recipientId: string, minutes: number): void {
    this.#minutes.set(recipientId, minutes);
  }

  check(name: string, [input]: unknown[], attempt: number): void {
    if (!name.startsWith('send') || attempt > 1) return;
    const { recipientId } = input as { recipientId: string };
    const minutes = this.#minutes.get(recipientId);
    if (minutes === undefined) return;
    this.#minutes.delete(recipientId);
    this.onStall(minutes);
    throw ApplicationFailure.create({ message: 'Still in the queue', nextRetryDelay: minutes * MINUTE_MS });
  }
}

class Simulation {
  readonly #env: TestWorkflowEnvironment;
  readonly #stack: Stack;
  readonly #month: Month;
  readonly #now: () => Promise<number>;
  readonly #stalls: Stalls;
  readonly #events: Event[] = [];
  readonly #phones: Phone[] = [];
  readonly #campaigns: Launched[] = [];
  readonly #settings: Lived['settings'] = [];
  readonly #failedLate = new Set<string>();
  readonly #told = new Set<string>();
  #startMs = 0;

  constructor(env: TestWorkflowEnvironment, stack: Stack, month: Month, now: () => Promise<number>, stalls: Stalls) {
    this.#env = env;
    this.#stack = stack;
    this.#month = month;
    this.#now = now;
    this.#stalls = stalls;
    stalls.onStall = (minutes) =>
      void this.#now().then((ms) => this.#at(ms + minutes * MINUTE_MS + TOGETHER_MS, () => Promise.resolve()));
  }

  async run(): Promise<Lived> {
    this.#startMs = startOf(this.#month.season, await this.#now());
    const endMs = this.#startMs + MONTH_DAYS * DAY_MS;
    const quietFromMs = this.#startMs + QUIET_FROM_DAY * DAY_MS;
    await this.#travelTo(this.#startMs);
    this.#plan(quietFromMs);
    for (;;) {
      const nowMs = await this.#now();
      const due = this.#events[0];
      if (due && due.atMs <= nowMs) {
        this.#events.shift();
        await due.run();
        await this.#settle();
      } else if (nowMs >= endMs) {
        break;
      } else {
        const wakeMs = await this.#nextWakeMs(nowMs);
        await this.#travelTo(Math.min(due?.atMs ?? endMs, wakeMs ?? endMs, endMs));
        await this.#settle();
      }
    }
    return {
      ...{ startMs: this.#startMs, quietFromMs, endMs: await this.#now() },
      ...{ campaigns: this.#campaigns, settings: this.#settings, failedLate: this.#failedLate },
      log: await this.#stack.sandbox.log(),
      recipientOf: await this.#recipientsOfAttempts(),
      shown: await this.#showAll(),
      asleep: await this.#listAsleep(),
    };
  }

  #at(atMs: number, run: () => Promise<unknown>): void {
    this.#events.push({ atMs, run });
    this.#events.sort((a, b) => a.atMs - b.atMs);
  }

  #plan(quietFromMs: number): void {
    const minute = (minutes: number) => this.#startMs + minutes * MINUTE_MS;
    for (const { at, channel, windows } of this.#month.settings) {
      this.#at(minute(at), async () => {
        this.#settings.push({ fromMs: await this.#now(), channel, windows });
        await this.#stack.call('PATCH', `/channels/${channel}`, { windows });
      });
    }
    for (const { at, channel, minutes } of this.#month.channelPauses) {
      this.#at(minute(at), () => this.#stack.call('POST', `/channels/${channel}/pause`));
      this.#at(minute(at + minutes), () => this.#stack.call('POST', `/channels/${channel}/resume`));
    }
    for (const campaign of this.#month.campaigns) this.#at(minute(campaign.launchAt), () => this.#launch(campaign));
    // A person looks every other day, and resumes what a provider's answer has paused.
    for (let day = 0; day < MONTH_DAYS - QUIET_FROM_DAY; day += 2) {
      this.#at(quietFromMs + day * DAY_MS, () => this.#resumeAll());
    }
  }

  async #launch(planned: PlannedCampaign): Promise<void> {
    const { launchAt, templateId, windows, sendRate, cancelAfter } = planned;
    const phones = this.#phonesOf(planned.recipients);
    for (const { number, sms, wa } of phones) {
      if (sms) await this.#stack.sandbox.behave('sms', number, sms.outcome, sms.times);
      if (wa) await this.#stack.sandbox.behave('wa', number, wa.outcome, wa.times);
    }
    const launchedAtMs = await this.#now();
    const instant = (after: number | null) =>
      after === null ? null : new Date(launchedAtMs + after * MINUTE_MS).toISOString();
    const order = String(this.#campaigns.length + 4711);
    const answer = (await this.#stack.call('POST', '/campaign', {
      ...{ campaignName: `Orders ${order}`, skill: 'sales', templateId, consent: true, sendRate },
      ...{ startAt: instant(planned.startAfter), expiresAt: instant(planned.expiresAfter) },
      schedulingMetrics: windows && { windows },
      consumers: phones.map((phone) => ({ ...identified(phone), variables: { '1': 'Ann', '2': order } })),
    })) as { proactiveCampaignId: string; acceptedConsumers: { id: string }[]; failedConsumers: unknown[] };
    if (answer.failedConsumers.length > 0) throw new Error(`Refused: ${JSON.stringify(answer.failedConsumers)}`);
    const id = answer.proactiveCampaignId;
    const recipients = answer.acceptedConsumers.map((accepted, index) => {
      const phone = phones[index];
      if (!phone) throw new Error('More were accepted than were given');
      const stall = planned.recipients[index]?.stall ?? null;
      if (stall !== null) this.#stalls.plan(accepted.id, stall);
      return { id: accepted.id, phone, zones: phone.timezone === null ? phone.zones : [phone.timezone] };
    });
    const launched: Launched = { id, planned, launchedAtMs, cancelled: false, recipients };
    this.#campaigns.push(launched);
    const minute = (after: number) => this.#startMs + (launchAt + after) * MINUTE_MS;
    for (const { after, minutes } of planned.pauses) {
      this.#at(minute(after), () => this.#change(launched, 'pause'));
      this.#at(minute(after + minutes), () => this.#change(launched, 'resume'));
    }
    if (cancelAfter !== null) this.#at(minute(cancelAfter), () => this.#change(launched, 'cancel'));
    planned.recipients.forEach(({ stopAfter }, index) => {
      const phone = phones[index];
      if (stopAfter !== null && phone) this.#at(minute(stopAfter), () => this.#stop(phone));
    });
  }

  /** Each number is one person's, and once in a campaign. */
  #phonesOf(recipients: Someone[]): Phone[] {
    const earlier = [...this.#phones];
    const taken = new Set<Phone>();
    return recipients.map(({ place, again, ...someone }) => {
      const known = again === null ? undefined : earlier[again % earlier.length];
      const phone = known && !taken.has(known) ? known : undefined;
      const made = phone ?? {
        number: numberIn(place, 1001 + this.#phones.length),
        zones: place.zones,
        ...{ timezone: someone.timezone, oldForm: someone.oldForm, sms: someone.sms, wa: someone.wa },
        stoppedAtMs: null,
      };
      if (!phone) this.#phones.push(made);
      taken.add(made);
      return made;
    });
  }

  /** What comes too late for the campaign is refused; that is for other tests. */
  async #change(campaign: Launched, change: 'pause' | 'resume' | 'cancel'): Promise<void> {
    const { campaignStatus } = (await this.#stack.call('GET', `/campaign/${campaign.id}`)) as {
      campaignStatus: string;
    };
    if (campaignStatus === 'FINISHED' || campaignStatus === 'CANCELLED' || campaignStatus === 'FAILED') return;
    if (change === 'cancel') campaign.cancelled = true;
    await this.#stack.call('POST', `/campaign/${campaign.id}/${change}`);
  }

  async #stop(phone: Phone): Promise<void> {
    phone.stoppedAtMs ??= await this.#now();
    await this.#stack.sandbox.reply('sms', phone.number, 'STOP');
  }

  async #resumeAll(): Promise<void> {
    for (const channel of ['sms', 'wa']) await this.#stack.call('POST', `/channels/${channel}/resume`);
    for (const campaign of this.#campaigns) await this.#change(campaign, 'resume');
  }

  async #travelTo(ms: number): Promise<void> {
    const nowMs = await this.#now();
    if (ms > nowMs) await travel(this.#env, ms - nowMs, this.#stack.isBusy);
    await this.#now();
  }

  async #nextWakeMs(nowMs: number): Promise<number | undefined> {
    const { rows } = await sql<{ at: Date | null }>`
      SELECT min(wake_at) AS at FROM recipient WHERE state IN ('SCHEDULED', 'SENDING') AND wake_at > ${new Date(nowMs)}`.execute(
      this.#stack.db,
    );
    const at = rows[0]?.at;
    return at ? at.getTime() + TOGETHER_MS : undefined;
  }

  /** Until nothing is going on that needs no clock; and has the receipts planned that come late. */
  async #settle(): Promise<void> {
    const untilMs = Date.now() + SETTLES_WITHIN_MS;
    for (let quiet = 0; quiet < 2 && Date.now() < untilMs;) {
      await new Promise((resolve) => setTimeout(resolve, 15));
      quiet = (await this.#isQuiet()) ? quiet + 1 : 0;
    }
  }

  async #isQuiet(): Promise<boolean> {
    if (this.#stack.isBusy()) return false;
    const { rows } = await sql<{ busy: boolean }>`
      SELECT EXISTS (SELECT FROM outbox) OR EXISTS (SELECT FROM recipient WHERE state = 'NOT_SENT') AS busy`.execute(
      this.#stack.db,
    );
    if (rows[0]?.busy !== false) return false;
    const log = await this.#stack.sandbox.log();
    return log.filter((message) => this.#isUnderWay(message)).length === 0;
  }

  #isUnderWay(message: SandboxMessage): boolean {
    if (!['accepted', 'queued', 'sent'].includes(message.status) || this.#told.has(message.id)) return false;
    const phone = this.#phones.find(({ number }) => number === message.to.slice(1));
    const late = phone?.[message.channel as 'sms' | 'wa']?.late;
    if (!late) return true;
    this.#told.add(message.id);
    const atMs = Date.parse(message.acceptedAt) + late.afterMinutes * MINUTE_MS;
    this.#at(atMs, () => this.#tellLate(message, late.code));
    return false;
  }

  /** As the carrier would: signed, to the callback of the message. */
  async #tellLate(listed: SandboxMessage, code: string | undefined): Promise<void> {
    const { config } = this.#stack.sandbox;
    const message = { ...listed, direction: 'outbound', receipts: 'none' } as Message;
    if (code !== undefined) this.#failedLate.add(message.id);
    const outbox = new Outbox(OUTBOX_DEFAULTS, pino({ level: 'silent' }));
    if (message.channel === 'sms') {
      const url = `${config.PUBLIC_URL}/webhooks/twilio/status/${message.reference ?? ''}`;
      const status = code === undefined ? 'delivered' : 'undelivered';
      await outbox.deliver(twilioStatusWebhook(config, url, message, status, code));
      return;
    }
    const nowMs = await this.#now();
    const batches = new StatusBatches(config, outbox, () => nowMs);
    await batches.add(message, code === undefined ? 'delivered' : 'failed', code);
  }

  async #recipientsOfAttempts(): Promise<Map<string, string>> {
    const attempts = await this.#stack.db.selectFrom('attempt').select(['id', 'recipient_id']).execute();
    return new Map(attempts.map(({ id, recipient_id }) => [id, recipient_id]));
  }

  async #listAsleep(): Promise<Map<string, Asleep>> {
    const rows = await this.#stack.db.selectFrom('recipient').select(['id', 'waits_for', 'wake_at']).execute();
    return new Map(
      rows.map(({ id, waits_for, wake_at }) => [id, { waitsFor: waits_for, untilMs: wake_at?.getTime() ?? null }]),
    );
  }

  /** What people are shown of every recipient. */
  async #showAll(): Promise<Map<string, Shown>> {
    const shown = new Map<string, Shown>();
    for (const { id } of this.#campaigns) {
      const page = (await this.#stack.call('GET', `/campaign/${id}/recipients?limit=100`)) as { recipients: Shown[] };
      for (const recipient of page.recipients) shown.set(recipient.id, recipient);
    }
    return shown;
  }
}

/** The request names nobody's zone but the one that was given. */
function identified({ number, oldForm, timezone }: Phone): Record<string, unknown> {
  const written = parsePhoneNumberFromString(`+${number}`);
  const identity = oldForm
    ? { consumerCountryCode: written?.countryCallingCode, consumerPhoneNumber: written?.nationalNumber }
    : { consumerContent: { sms: number, wa: number } };
  return { ...identity, ...(timezone === null ? {} : { timezone }) };
}

/** The next 8 March or 20 October: the clocks of America, Europe and, in spring, Australia change in the month after them. */
function startOf(season: Month['season'], nowMs: number): number {
  const [month, day] = season === 'spring' ? [2, 8] : [9, 20];
  const year = new Date(nowMs).getUTCFullYear();
  const starts = [year, year + 1].map((each) => Date.UTC(each, month, day));
  return starts.find((ms) => ms > nowMs) ?? nowMs;
}
