/** A month of everything that may happen to a message. Minutes count from the month's first; `n` minutes after something from that. */
import fc, { type Arbitrary } from 'fast-check';
import { DEMO } from '../../../dev/seed.ts';
import { DAYS, type WeeklyWindow } from '../../../domain/window.ts';
import { ABROAD_PLACES, NORTH_AMERICA, OWN_ZONES, type Place } from './places.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

/** Nothing is done to the account after this day: whoever may be sent has been by the month's end. */
export const QUIET_FROM_DAY = 21;
export const MONTH_DAYS = 31;

/** What the carrier does with the next `times` messages to a number; and how late it tells of one that it says nothing of. */
export type Fate = { outcome: string; times?: number; late?: { afterMinutes: number; code?: string } };
export type Someone = {
  place: Place;
  timezone: string | null;
  /** The old form of the request: country code and number. */
  oldForm: boolean;
  sms: Fate | null;
  wa: Fate | null;
  stopAfter: number | null;
  /** Minutes for which the queue of the channel keeps the first call. */
  stall: number | null;
  /** The number of somebody in an earlier campaign. */
  again: number | null;
};
export type PlannedCampaign = {
  launchAt: number;
  templateId: string;
  windows: WeeklyWindow[] | null;
  startAfter: number | null;
  expiresAfter: number | null;
  sendRate: number | null;
  pauses: { after: number; minutes: number }[];
  cancelAfter: number | null;
  recipients: Someone[];
};
export type Month = {
  season: 'spring' | 'autumn';
  settings: { at: number; channel: 'sms' | 'wa'; windows: WeeklyWindow[] | null }[];
  channelPauses: { at: number; channel: 'sms' | 'wa'; minutes: number }[];
  campaigns: PlannedCampaign[];
};

const often = <T>(usual: T, arbitrary: Arbitrary<T>, weight = 2) =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary });

const stretch = fc.record({ start: fc.integer({ min: 0, max: 275 }), length: fc.integer({ min: 6, max: 180 }) });

/** A window or two on some days, on the five minutes; the small hours, which the clocks skip and repeat, are as likely as the day. */
const windows: Arbitrary<WeeklyWindow[]> = fc
  .array(fc.record({ day: fc.constantFrom(...DAYS), stretch }), { minLength: 1, maxLength: 9 })
  .map((list) =>
    list.map(({ day, stretch: { start, length } }) => {
      const end = Math.min(start + length, 288);
      const time = (fives: number) => ({ hour: Math.floor(fives / 12), minute: (fives % 12) * 5 });
      return { day, startTime: time(start), endTime: time(end) };
    }),
  );

const late = (...codes: string[]) =>
  fc.record({
    outcome: fc.constant('no-receipt'),
    times: fc.constant(1),
    late: fc.record(
      { afterMinutes: fc.integer({ min: 1, max: 2 * DAY }), code: fc.constantFrom(...codes) },
      { requiredKeys: ['afterMinutes'] },
    ),
  });

const now = (outcome: string, times?: number): Fate => ({ outcome, ...(times === undefined ? {} : { times }) });

const smsFate: Arbitrary<Fate> = fc.oneof(
  fc.constantFrom(
    now('20429', 2),
    now('30001', 1),
    now('failed:30003', 1),
    now('failed:30003'),
    now('failed:30008', 1),
    now('failed:30610', 1),
    now('failed:30036', 2),
    now('21610'),
    now('30007'),
    now('30034', 1),
    now('http_503', 1),
    now('timeout-after-accept', 1),
  ),
  late('30003', '30008', '30610', '30005'),
);

const waFate: Arbitrary<Fate> = fc.oneof(
  fc.constantFrom(
    now('131026'),
    now('failed:131026'),
    now('131056', 1),
    now('130429', 3),
    now('131050'),
    now('132015', 1),
    now('timeout-after-accept', 1),
  ),
  late('131026', '131049', '131000'),
);

const someone: Arbitrary<Someone> = fc.record({
  place: fc.oneof(fc.constantFrom(...NORTH_AMERICA), fc.constantFrom(...ABROAD_PLACES)),
  timezone: often<string | null>(null, fc.constantFrom(...OWN_ZONES), 3),
  oldForm: fc.boolean(),
  sms: often<Fate | null>(null, smsFate, 1),
  wa: often<Fate | null>(null, waFate, 1),
  stopAfter: often<number | null>(null, fc.integer({ min: 5, max: 2 * DAY }), 8),
  stall: often<number | null>(null, fc.integer({ min: 1, max: 20 * HOUR }), 3),
  again: often<number | null>(null, fc.nat({ max: 100 }), 6),
});

const campaign: Arbitrary<PlannedCampaign> = fc.record({
  launchAt: fc.integer({ min: 0, max: 16 * DAY }),
  templateId: fc.constantFrom(DEMO.smsHandoff, DEMO.bothHandoff),
  windows: often<WeeklyWindow[] | null>(null, windows, 1),
  startAfter: often<number | null>(null, fc.integer({ min: 1, max: 4 * DAY })),
  expiresAfter: often<number | null>(null, fc.integer({ min: 4 * DAY + HOUR, max: 12 * DAY }), 3),
  sendRate: often<number | null>(null, fc.constantFrom(0.02, 0.5)),
  pauses: fc.array(fc.record({ after: fc.nat({ max: 3 * DAY }), minutes: fc.integer({ min: 1, max: 2 * DAY }) }), {
    maxLength: 2,
  }),
  cancelAfter: often<number | null>(null, fc.nat({ max: 3 * DAY }), 6),
  recipients: fc.array(someone, { minLength: 6, maxLength: 14 }),
});

const at = fc.integer({ min: 0, max: (QUIET_FROM_DAY - 2) * DAY });
const channel = fc.constantFrom('sms' as const, 'wa' as const);

export const months: Arbitrary<Month> = fc.record({
  season: fc.constantFrom('spring' as const, 'autumn' as const),
  settings: fc.array(fc.record({ at, channel, windows: often<WeeklyWindow[] | null>(null, windows, 1) }), {
    minLength: 1,
    maxLength: 5,
  }),
  channelPauses: fc.array(fc.record({ at, channel, minutes: fc.integer({ min: 1, max: 2 * DAY }) }), { maxLength: 2 }),
  campaigns: fc.array(campaign, { minLength: 3, maxLength: 5 }),
});
