/**
 * A month of the whole product on a simulated clock, with the changes of the clocks in it: random people in many countries, windows, start
 * dates, pauses, and a carrier that is late, refuses, and loses its answers. What the carrier took, and when, is the judge.
 *
 * `DAYBREAK_MONTHS=20` lives through more months; `DAYBREAK_MONTHS_FROM=7` begins with another seed than 1.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_WINDOWS, type WeeklyWindow } from '../../domain/window.ts';
import type { SandboxMessage } from '../support/product.ts';
import { months, type Fate } from './month/arbitrary.ts';
import { everLawful, isLawful, lawfulUntil, wallClocks } from './month/oracle.ts';
import { live, type Launched, type Lived, type Phone, type Shown } from './month/simulation.ts';

const FIRST = Number(process.env.DAYBREAK_MONTHS_FROM ?? 1);
const SEEDS = Array.from({ length: Number(process.env.DAYBREAK_MONTHS ?? 2) }, (_, index) => FIRST + index);
/** Between the product's last look at the clock and the carrier's, on a machine that is busy. */
const GRACE_MS = 2_000;

it.each(SEEDS)(
  'nobody is sent to outside their window or twice, and nobody is lost: month %i',
  async (seed) => {
    const property = fc.asyncProperty(months, async (month) => {
      const lived = await live(month);
      expect(unlawful(lived)).toEqual([]);
      expect(overdue(lived)).toEqual([]);
      expect(twice(lived)).toEqual([]);
      expect(afterStop(lived)).toEqual([]);
      expect(lost(lived)).toEqual([]);
      // A month in which hardly anything was sent proves nothing.
      expect(lived.log.length).toBeGreaterThan(5);
      if (process.env.DAYBREAK_MONTHS !== undefined) console.log(`Month ${seed}: ${summary(lived)}`);
    });
    await fc.assert(property, { numRuns: 1, seed, endOnFailure: true });
  },
  // Half a minute on a quiet machine.
  600_000,
);

type Whose = { campaign: Launched; recipientId: string; phone: Phone; zones: string[] };

/** Whose a message is, by the reference that the carrier was given. */
function whose(lived: Lived, message: SandboxMessage): Whose {
  const recipientId = lived.recipientOf.get(message.reference ?? '');
  for (const campaign of lived.campaigns) {
    const recipient = campaign.recipients.find(({ id }) => id === recipientId);
    if (recipient) return { campaign, recipientId: recipient.id, phone: recipient.phone, zones: recipient.zones };
  }
  throw new Error(`The carrier has a message that is nobody's: ${JSON.stringify(message)}`);
}

function windowsOf(lived: Lived, campaign: Launched, channel: string, atMs: number): WeeklyWindow[] {
  if (campaign.planned.windows) return campaign.planned.windows;
  const set = lived.settings.findLast((each) => each.channel === channel && each.fromMs <= atMs);
  return set?.windows ?? DEFAULT_WINDOWS;
}

/** What the carrier got when it was not allowed: outside of the window, before the start, after the campaign's end. */
function unlawful(lived: Lived): string[] {
  return lived.log.flatMap((message) => {
    const { campaign, phone, zones } = whose(lived, message);
    const atMs = Date.parse(message.acceptedAt);
    const { startAfter, expiresAfter } = campaign.planned;
    const minutes = (atMs - campaign.launchedAtMs) / 60_000;
    const early = startAfter !== null && minutes < startAfter;
    const late = expiresAfter !== null && minutes >= expiresAfter;
    if (!early && !late && isLawful(zones, windowsOf(lived, campaign, message.channel, atMs), atMs)) return [];
    return [`${message.channel} to +${phone.number} at ${message.acceptedAt}: ${wallClocks(zones, atMs)}`];
  });
}

/** What Twilio may keep for longer than the window is open. */
function overdue(lived: Lived): string[] {
  return lived.log.flatMap((message) => {
    if (message.channel !== 'sms') return [];
    const { campaign, zones } = whose(lived, message);
    const atMs = Date.parse(message.acceptedAt);
    const untilMs = atMs + (message.validityPeriod ?? Infinity) * 1000;
    const closesMs = lawfulUntil(zones, windowsOf(lived, campaign, 'sms', atMs), atMs, atMs + 86_400_000);
    if (untilMs <= closesMs + GRACE_MS) return [];
    return [`kept until ${new Date(untilMs).toISOString()}, closes ${wallClocks(zones, closesMs)}`];
  });
}

/** Of one recipient more than one message that the carrier did not give up. */
function twice(lived: Lived): string[] {
  const counts = new Map<string, number>();
  for (const message of lived.log) {
    if (!isLive(lived, message)) continue;
    const { recipientId } = whose(lived, message);
    counts.set(recipientId, (counts.get(recipientId) ?? 0) + 1);
  }
  return [...counts].flatMap(([id, count]) => (count > 1 ? [`${count} messages to ${id}`] : []));
}

function isLive(lived: Lived, { id, status }: SandboxMessage): boolean {
  return status !== 'failed' && status !== 'undelivered' && !lived.failedLate.has(id);
}

function afterStop(lived: Lived): string[] {
  return lived.log.flatMap((message) => {
    const { stoppedAtMs, number } = whose(lived, message).phone;
    const sent = stoppedAtMs !== null && Date.parse(message.acceptedAt) > stoppedAtMs;
    return sent ? [`+${number} said STOP at ${new Date(stoppedAtMs).toISOString()}, sent ${message.acceptedAt}`] : [];
  });
}

const SENT = ['SENT', 'DELIVERED', 'READ'];

/** Who has neither a message nor an end or a wait that what happened explains. */
function lost(lived: Lived): string[] {
  const reached = new Set(
    lived.log.filter((message) => isLive(lived, message)).map((message) => whose(lived, message).recipientId),
  );
  return lived.campaigns.flatMap((campaign) =>
    campaign.recipients.flatMap(({ id, phone, zones }) => {
      const shown = lived.shown.get(id);
      if (!shown) return [`${id} is not shown at all`];
      if (reached.has(id) === SENT.includes(shown.state) && shown.sentence !== '') {
        if (reached.has(id) || isExplained(lived, campaign, { phone, zones, recipientId: id }, shown)) return [];
      }
      const carrier = reached.has(id) ? 'has a message' : 'has none';
      return [`+${phone.number} ${carrier} and is ${shown.state}: ${shown.sentence} (${JSON.stringify({ ...phone })})`];
    }),
  );
}

type Waiting = Pick<Whose, 'phone' | 'zones' | 'recipientId'>;

function isExplained(lived: Lived, campaign: Launched, who: Waiting, { state, waitsFor }: Shown) {
  const { phone } = who;
  switch (state) {
    case 'CANCELLED':
      return campaign.cancelled;
    case 'EXPIRED':
      return campaign.planned.expiresAfter !== null;
    case 'SKIPPED':
      return phone.stoppedAtMs !== null || [phone.sms, phone.wa].some((fate) => isOptOut(fate));
    case 'FAILED':
      return phone.sms !== null && !isOptOut(phone.sms);
    case 'SCHEDULED':
      return (
        ['WINDOW', 'BACK_OFF'].includes(waitsFor ?? '') &&
        isAsleepForIt(lived, who.recipientId) &&
        (keepsTrying(phone.sms) || isPausable(campaign) || !everOpens(lived, campaign, who))
      );
    default:
      return false;
  }
}

const OPT_OUTS = ['21610', '131050'];
const isOptOut = (fate: Fate | null) => fate !== null && OPT_OUTS.includes(fate.outcome);

/** The carrier says again and again, or said late, that it came at the wrong time: with few windows a week that may take until the end. */
function keepsTrying(fate: Fate | null): boolean {
  return ['30610', '30036', '30047'].some((code) => fate?.outcome === `failed:${code}` || fate?.late?.code === code);
}

/** What is shown comes from the facts of this moment: the workflow must sleep for the same, or until somebody changes the windows. */
function isAsleepForIt({ asleep, endMs }: Lived, recipientId: string): boolean {
  const { waitsFor, untilMs } = asleep.get(recipientId) ?? { waitsFor: null, untilMs: 0 };
  return (waitsFor === 'WINDOW' || waitsFor === 'BACK_OFF') && (untilMs ?? Infinity) > endMs;
}

/** The carrier's answer to one of it may have paused all, for two days at the most: over the only window of the week, perhaps. */
function isPausable({ recipients }: Launched): boolean {
  return recipients.some(({ phone }) => phone.sms?.outcome === '30034' || phone.wa?.outcome === '132015');
}

/** Whether there was a time in the quiet end of the month at which it could have been sent, or sent again after the carrier's last word. */
function everOpens(lived: Lived, campaign: Launched, { phone, zones, recipientId }: Waiting): boolean {
  const late = Math.max(phone.sms?.late?.afterMinutes ?? 0, phone.wa?.late?.afterMinutes ?? 0);
  const words = lived.log
    .filter((message) => whose(lived, message).recipientId === recipientId)
    .map((message) => Date.parse(message.acceptedAt) + (late + 2) * 60_000);
  const fromMs = Math.max(lived.quietFromMs, ...words);
  return ['sms', 'wa'].some((channel) =>
    everLawful(zones, windowsOf(lived, campaign, channel, fromMs), fromMs, lived.endMs),
  );
}

function summary(lived: Lived): string {
  const states = new Map<string, number>();
  for (const { state } of lived.shown.values()) states.set(state, (states.get(state) ?? 0) + 1);
  const counts = [...states].map(([state, count]) => `${count} ${state}`).join(', ');
  return `from ${new Date(lived.startMs).toISOString()}, ${lived.log.length} messages taken; ${counts}`;
}
