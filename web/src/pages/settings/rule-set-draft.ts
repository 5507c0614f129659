import type { Call, Operation } from '../../../../client/types.ts';
import type { Holiday } from '../../../../domain/holidays.ts';
import { intersectWindows, type WeeklyWindow } from '../../../../domain/window.ts';
import type { Channel } from '../../components/badges.tsx';
import { hoursOf, stretchFault, windowsOf, type Day, type Hours } from './hours.ts';
import type { Rule, RuleSet } from './rule-set-queries.ts';

export type RuleSetRequest = Call<Operation<'put', '/api/v2/account/{accountId}/settings/rule-sets/{name}'>>['body'];

export type HolidayKind = 'monthDay' | 'date' | 'nth' | 'easter';
type Nth = Extract<Holiday, { nth: unknown }>['nth'];

/** A holiday while it is written: what another kind has stays when one goes back to it. */
export type HolidayDraft = {
  key: number;
  kind: HolidayKind;
  name: string;
  observed: boolean;
  /** 1 to 12, of `monthDay` and `nth`. */
  month: number;
  day: number | string;
  date: string;
  nth: Nth;
  weekday: Day;
  easter: number | string;
};

export type RuleDraft = {
  /** Of this page alone: by it a rule stays the same one while others come and go. */
  key: number;
  jurisdiction: string;
  name: string;
  channels: Channel[];
  /** Null: any time. */
  hours: Hours | null;
  messagesPer24Hours: number | string;
  holidays: HolidayDraft[];
  source: string;
  asOf: string;
};

export type RuleSetDraft = { name: string; description: string; rules: RuleDraft[] };

/** By the API's own names of the fields: `rules[0].windows`. */
export type Faults = Record<string, string>;

let lastKey = 0;

/** A rule that says nothing yet. `today`: YYYY-MM-DD. */
export function newRule(today: string): RuleDraft {
  return {
    key: ++lastKey,
    jurisdiction: '',
    name: '',
    channels: ['wa', 'sms'],
    hours: null,
    messagesPer24Hours: '',
    holidays: [],
    source: '',
    asOf: today,
  };
}

export function newHoliday(): HolidayDraft {
  return {
    key: ++lastKey,
    kind: 'monthDay',
    name: '',
    observed: false,
    month: 1,
    day: 1,
    date: '',
    nth: 1,
    weekday: 'MONDAY',
    easter: 0,
  };
}

export function draftOf({ name, description, rules }: Pick<RuleSet, 'name' | 'description' | 'rules'>): RuleSetDraft {
  return { name, description, rules: rules.map(ruleDraftOf) };
}

function ruleDraftOf({ windows, holidays, messagesPer24Hours, ...rule }: Rule): RuleDraft {
  return {
    ...rule,
    key: ++lastKey,
    hours: windows && hoursOf(windows),
    messagesPer24Hours: messagesPer24Hours ?? '',
    holidays: holidays.map(holidayDraftOf),
  };
}

function holidayDraftOf(holiday: Holiday): HolidayDraft {
  const draft = { ...newHoliday(), name: holiday.name, observed: holiday.observed === true };
  if ('date' in holiday) return { ...draft, kind: 'date', date: holiday.date };
  if ('easter' in holiday) return { ...draft, kind: 'easter', easter: holiday.easter };
  if ('monthDay' in holiday) {
    const [month, day] = holiday.monthDay.split('-').map(Number);
    return { ...draft, kind: 'monthDay', month: month ?? 1, day: day ?? 1 };
  }
  return { ...draft, kind: 'nth', nth: holiday.nth, weekday: holiday.weekday, month: holiday.month };
}

export function toRequest({ description, rules }: RuleSetDraft): RuleSetRequest {
  return { description, rules: rules.map(toRule) };
}

function toRule({ jurisdiction, name, channels, source, asOf, ...rule }: RuleDraft): RuleSetRequest['rules'][number] {
  return {
    ...{ jurisdiction: jurisdiction.trim(), name, channels, source, asOf },
    windows: rule.hours && windowsOf(rule.hours),
    messagesPer24Hours: rule.messagesPer24Hours === '' ? null : Number(rule.messagesPer24Hours),
    holidays: rule.holidays.map(toHoliday),
  };
}

export function toHoliday(draft: HolidayDraft): Holiday {
  const { kind, month, nth, weekday, date, easter } = draft;
  const common = { name: draft.name, ...(draft.observed && { observed: true }) };
  if (kind === 'date') return { ...common, date };
  if (kind === 'easter') return { ...common, easter: Number(easter) };
  if (kind === 'nth') return { ...common, nth, weekday, month };
  return { ...common, monthDay: `${twoDigits(month)}-${twoDigits(draft.day)}` };
}

function twoDigits(number: number | string): string {
  return String(number).padStart(2, '0');
}

/** What the API could not see in what it is sent: a field that is empty. */
export function draftFaults({ rules }: RuleSetDraft): Faults {
  const faults: Faults = {};
  for (const [index, { hours, holidays }] of rules.entries()) {
    const stretches = Object.values(hours ?? {}).flat();
    if (stretches.some((each) => stretchFault(each) !== undefined)) {
      faults[`rules[${index}].windows`] = 'Mend the hours that are marked';
    }
    for (const [at, { kind, date, day, easter }] of holidays.entries()) {
      const when = { date, monthDay: day, easter, nth: 'said' }[kind];
      if (when === '') faults[`rules[${index}].holidays[${at}]`] = 'Say on which day it is';
    }
  }
  return faults;
}

/** Those of one rule, by the names of its own fields. */
export function faultsOfRule(faults: Faults, index: number): Faults {
  const beginning = `rules[${index}].`;
  const own = Object.entries(faults).filter(([field]) => field.startsWith(beginning));
  return Object.fromEntries(own.map(([field, reason]) => [field.slice(beginning.length), reason]));
}

/** What is wrong with a field or with something inside of it, other than with what has a place of its own. */
export function faultWithin(faults: Faults, field: string, elsewhere: readonly string[] = []): string | undefined {
  const others = elsewhere.map((name) => `${field}.${name}`);
  const isInside = (each: string) => each === field || each.startsWith(`${field}[`) || each.startsWith(`${field}.`);
  return Object.entries(faults).find(([each]) => isInside(each) && !others.includes(each))?.[1];
}

/** Whether hours are nowhere open where others are closed. Null: any time. */
export function isWithin(own: readonly WeeklyWindow[] | null, other: readonly WeeklyWindow[] | null): boolean {
  if (other === null) return true;
  if (own === null) return false;
  return JSON.stringify(intersectWindows(own, other)) === JSON.stringify(intersectWindows(own, own));
}
