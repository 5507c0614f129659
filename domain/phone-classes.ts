import metadata from 'libphonenumber-js/max/metadata';
import { createDigitMachine, UnknownPattern } from './digit-patterns.ts';

/**
 * Numbers that libphonenumber can't tell apart but by their digits: of one country code and one length, they match the same patterns of its
 * metadata, and it has nothing else to go by. What it says of one of them holds for all.
 */
export type PhoneClass<T> = { known?: T };

/** The parts of a country's metadata that decide on numbers, by their places: libphonenumber-js, METADATA.md. */
const PATTERN = 2;
const NATIONAL_PREFIX = 5;
const NATIONAL_PREFIX_FOR_PARSING = 7;
const LEADING_DIGITS = 10;
const TYPES = 11;

type Plan = readonly unknown[];
const { countries, country_calling_codes: codes } = metadata as unknown as {
  countries: Record<string, Plan>;
  country_calling_codes: Record<string, string[]>;
};

const LONGEST_CODE = 3;
/** E.164's, and a few more: no number that is longer is in any class. */
const LONGEST_NUMBER = 20;

/**
 * The classes of international numbers, with room in each for what is known of its numbers. Undefined for what is in none: a number of no
 * country's code, one that has a trunk prefix in it, and those of countries whose patterns are not read here.
 */
export function createPhoneClasses<T>(): (digits: string) => PhoneClass<T> | undefined {
  const plans = new Map<string, ReturnType<typeof createPlan<T>>>();
  return (digits) => {
    if (digits.length > LONGEST_NUMBER) return undefined;
    for (let length = 1; length <= LONGEST_CODE; length++) {
      const code = digits.slice(0, length);
      if (!Object.hasOwn(codes, code)) continue;
      let plan = plans.get(code);
      if (plan === undefined && !plans.has(code)) {
        plan = createPlan<T>(code);
        plans.set(code, plan);
      }
      return plan?.(digits, length);
    }
    return undefined;
  };
}

function createPlan<T>(code: string) {
  const plans = (codes[code] ?? []).map((country) => countries[country] ?? []);
  const whole = plans.flatMap((plan) => [plan[PATTERN], ...typesOf(plan)]).filter(isText);
  const start = plans.map((plan) => plan[LEADING_DIGITS]).filter(isText);
  const main = plans[0] ?? [];
  const trunk = [main[NATIONAL_PREFIX_FOR_PARSING], main[NATIONAL_PREFIX]].find(isText);
  try {
    const machine = createDigitMachine([
      ...[...new Set(whole)].map((pattern) => ({ pattern, matches: 'whole' as const })),
      ...[...new Set(start)].map((pattern) => ({ pattern, matches: 'start' as const })),
    ]);
    const hasTrunk = trunk === undefined ? undefined : new RegExp(`^(?:${trunk})`);
    const classes = new Map<object, PhoneClass<T>[]>();
    return (digits: string, from: number): PhoneClass<T> | undefined => {
      if (hasTrunk?.test(digits.slice(from))) return undefined;
      const place = machine.follow(digits, from);
      let byLength = classes.get(place);
      if (!byLength) classes.set(place, (byLength = []));
      return (byLength[digits.length] ??= {});
    };
  } catch (error) {
    if (error instanceof UnknownPattern) return undefined;
    throw error;
  }
}

function typesOf(plan: Plan): unknown[] {
  const types = plan[TYPES];
  return Array.isArray(types) ? types.map((type: unknown): unknown => (Array.isArray(type) ? type[0] : undefined)) : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
