import type { Holiday } from './holidays.ts';
import type { Rule, RuleSet } from './rule-set.ts';
import { DAYS, type Day, type WeeklyWindow } from './window.ts';

const WEEKDAYS: Day[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];
const NOT_SUNDAY: Day[] = [...WEEKDAYS, 'SATURDAY'];
/** When every row below was last looked at. */
const AS_OF = '2026-11-22';

const NEW_YEAR = { name: "New Year's Day", monthDay: '01-01', observed: true };
const KING = { name: 'Birthday of Martin Luther King, Jr.', nth: 3, weekday: 'MONDAY', month: 1 } as const;
const WASHINGTON = { name: "Washington's Birthday", nth: 3, weekday: 'MONDAY', month: 2 } as const;
const MARDI_GRAS = { name: 'Mardi Gras', easter: -47 };
const GOOD_FRIDAY = { name: 'Good Friday', easter: -2 };
const MEMORIAL = { name: 'Memorial Day', nth: 'last', weekday: 'MONDAY', month: 5 } as const;
const JUNETEENTH = { name: 'Juneteenth', monthDay: '06-19', observed: true };
const INDEPENDENCE = { name: 'Independence Day', monthDay: '07-04', observed: true };
const LABOR = { name: 'Labor Day', nth: 1, weekday: 'MONDAY', month: 9 } as const;
const COLUMBUS = { name: 'Columbus Day', nth: 2, weekday: 'MONDAY', month: 10 } as const;
const VETERANS = { name: 'Veterans Day', monthDay: '11-11', observed: true };
const THANKSGIVING = { name: 'Thanksgiving Day', nth: 4, weekday: 'THURSDAY', month: 11 } as const;
const CHRISTMAS = { name: 'Christmas Day', monthDay: '12-25', observed: true };

/** 5 U.S.C. § 6103. */
const FEDERAL: Holiday[] = [
  ...[NEW_YEAR, KING, WASHINGTON, MEMORIAL, JUNETEENTH, INDEPENDENCE],
  ...[LABOR, COLUMBUS, VETERANS, THANKSGIVING, CHRISTMAS],
];

/** Code du travail, article L3133-1. */
const FRENCH: Holiday[] = [
  { name: "New Year's Day", monthDay: '01-01' },
  { name: 'Easter Monday', easter: 1 },
  { name: 'Labour Day', monthDay: '05-01' },
  { name: 'Victory in Europe Day', monthDay: '05-08' },
  { name: 'Ascension Day', easter: 39 },
  { name: 'Whit Monday', easter: 50 },
  { name: 'Bastille Day', monthDay: '07-14' },
  { name: 'Assumption Day', monthDay: '08-15' },
  { name: "All Saints' Day", monthDay: '11-01' },
  { name: 'Armistice Day', monthDay: '11-11' },
  { name: 'Christmas Day', monthDay: '12-25' },
];

/**
 * The preset `strict`: every row that is known to reach text messages, or that may be read so, each at its narrowest
 * reading. Most of them are statutes on telephone solicitation, with exceptions for consent and for customers that no
 * program can judge; they are kept here without the exceptions. It is no legal advice. Raise its version with every
 * change, and write into docs/rules.md what changed.
 */
const STRICT: RuleSet = {
  name: 'strict',
  version: 1,
  description: 'Every day 08:00 to 20:00, and what states and countries ask beyond that, at its narrowest reading.',
  rules: [
    rule('*', 'everywhere', {
      windows: daily(8, 20),
      source: 'The narrower common close of the state rules below; 47 CFR 64.1200(c)(1) has 08:00 to 21:00',
    }),
    rule('US-AL', 'Alabama', {
      windows: daily(8, 20, NOT_SUNDAY),
      holidays: [
        ...FEDERAL,
        { name: 'Confederate Memorial Day', nth: 4, weekday: 'MONDAY', month: 4 },
        { name: "Jefferson Davis' Birthday", nth: 1, weekday: 'MONDAY', month: 6 },
        MARDI_GRAS,
      ],
      source:
        'Ala. Public Service Commission, telephone service rules, read by some as reaching utilities alone; holidays: Ala. Code § 1-3-8',
    }),
    rule('US-CT', 'Connecticut', {
      windows: daily(9, 20),
      source: 'Conn. Gen. Stat. § 42-288a, texts included since 1 October 2023',
    }),
    rule('US-FL', 'Florida', {
      windows: daily(8, 20),
      messagesPer24Hours: 3,
      source: 'Fla. Stat. § 501.616(6): per subject matter; here all of them together',
    }),
    rule('US-KY', 'Kentucky', {
      windows: daily(10, 21),
      source: 'Ky. Rev. Stat. § 367.46955',
    }),
    rule('US-LA', 'Louisiana', {
      windows: daily(8, 20, NOT_SUNDAY),
      holidays: [
        ...FEDERAL,
        { name: 'Battle of New Orleans', monthDay: '01-08' },
        { name: 'Robert E. Lee Day', monthDay: '01-19' },
        MARDI_GRAS,
        GOOD_FRIDAY,
        { name: 'Confederate Memorial Day', monthDay: '06-03' },
        { name: "Huey P. Long's Birthday", monthDay: '08-30' },
        { name: "All Saints' Day", monthDay: '11-01' },
      ],
      source:
        'La. Public Service Commission, General Order R-29617 § V(A); La. R.S. 45:811; holidays: La. R.S. 1:55. What the governor proclaims is not here',
    }),
    rule('US-MD', 'Maryland', {
      windows: daily(8, 20),
      messagesPer24Hours: 3,
      source: 'Stop the Spam Calls Act of 2023, Md. Code, Com. Law, title 14, subtitle 45: per subject matter',
    }),
    rule('US-MI', 'Michigan', { windows: daily(9, 21), source: 'Mich. Comp. Laws § 484.125; sources disagree' }),
    rule('US-MN', 'Minnesota', { windows: daily(9, 21), source: 'Minn. Stat. § 325E.30' }),
    rule('US-MS', 'Mississippi', {
      windows: daily(8, 20, NOT_SUNDAY),
      holidays: [...FEDERAL, { name: 'Confederate Memorial Day', nth: 'last', weekday: 'MONDAY', month: 4 }],
      source: 'Miss. Code § 77-3-701 ff.; holidays: § 3-3-7. Customers of the last six months are exempt',
    }),
    rule('US-NM', 'New Mexico', { windows: daily(9, 21), source: 'N.M. Stat. § 57-12-22' }),
    rule('US-NV', 'Nevada', { windows: daily(9, 20), source: 'Nev. Rev. Stat. ch. 598; sources disagree' }),
    rule('US-OK', 'Oklahoma', {
      windows: daily(8, 20),
      messagesPer24Hours: 3,
      source: 'Okla. Stat. tit. 15, § 775C.4: per subject matter',
    }),
    rule('US-PA', 'Pennsylvania', {
      windows: daily(9, 19, NOT_SUNDAY),
      holidays: [
        ...FEDERAL,
        GOOD_FRIDAY,
        { name: 'Flag Day', monthDay: '06-14', observed: true },
        // The Tuesday after the first Monday of November, and so the first or the second one; both are kept free.
        { name: 'Election Day', nth: 1, weekday: 'TUESDAY', month: 11 },
        { name: 'Election Day', nth: 2, weekday: 'TUESDAY', month: 11 },
      ],
      source:
        '73 P.S. § 2241 ff.: holidays § 2245.2; texts, Sundays and the hours by the amendment of 2026 (Senate Bill 992), in the words of its first passage',
    }),
    rule('US-RI', 'Rhode Island', {
      windows: [...daily(9, 18, WEEKDAYS), ...daily(10, 17, ['SATURDAY'])],
      holidays: [...FEDERAL, { name: 'Victory Day', nth: 2, weekday: 'MONDAY', month: 8 }],
      source: 'R.I. Gen. Laws §§ 5-61-2, 5-61-3.6: unsolicited sales calls',
    }),
    rule('US-SD', 'South Dakota', {
      windows: daily(9, 21, WEEKDAYS),
      source: 'S.D. Codified Laws § 37-30-28: by automated dialing, weekdays; Saturdays are taken to be none',
    }),
    rule('US-TX', 'Texas', {
      windows: [...daily(9, 21, NOT_SUNDAY), ...daily(12, 21, ['SUNDAY'])],
      source: 'Tex. Bus. & Com. Code § 301.051, texts by Senate Bill 140 since 1 September 2025',
    }),
    rule('US-UT', 'Utah', {
      windows: daily(8, 21, NOT_SUNDAY),
      holidays: [...FEDERAL, { name: 'Pioneer Day', monthDay: '07-24', observed: true }],
      source: 'Utah Code § 13-25a-103(3): without prior express consent',
    }),
    rule('US-WA', 'Washington', { windows: daily(8, 20), source: 'RCW 80.36.390, RCW 19.158.040' }),
    rule('FR', 'France', {
      windows: daily(10, 20, NOT_SUNDAY),
      holidays: FRENCH,
      source:
        'Operators’ practice for advertising by SMS under article L34-5 of the Code des postes; sources give 20:00 or 22:00 to 08:00 or 10:00',
    }),
    rule('IN', 'India', {
      windows: daily(10, 21),
      source: 'TRAI, TCCCPR 2018, promotional messages; sources give 09:00 or 10:00',
    }),
  ],
};

const BUILT_IN = new Map([[STRICT.name, STRICT]]);

/** The rule sets that come with the product; none of them is on by itself. */
export function builtInRuleSets(): RuleSet[] {
  return [...BUILT_IN.values()];
}

/** One of the rule sets that come with the product, in its present version. */
export function builtInRuleSet(name: string): RuleSet | undefined {
  return BUILT_IN.get(name);
}

function rule(jurisdiction: string, name: string, says: Partial<Rule> & Pick<Rule, 'windows' | 'source'>): Rule {
  return {
    jurisdiction,
    name,
    channels: ['wa', 'sms'],
    holidays: [],
    messagesPer24Hours: null,
    asOf: AS_OF,
    ...says,
  };
}

function daily(fromHour: number, toHour: number, days: readonly Day[] = DAYS): WeeklyWindow[] {
  return days.map((day) => ({ day, startTime: { hour: fromHour, minute: 0 }, endTime: { hour: toHour, minute: 0 } }));
}
