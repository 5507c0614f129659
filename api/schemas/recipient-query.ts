import { z } from 'zod';
import { CONSTRAINTS } from '../../domain/decision.ts';
import type { ErrorSource } from '../../domain/errors.ts';
import { parsePhone } from '../../domain/phone.ts';
import type { RecipientFilter } from '../../db/recipient-list.ts';
import { RECIPIENT_STATES, type RecipientState } from '../../domain/status.ts';
import { parseTimezone } from '../../domain/timezone.ts';
import { paging } from './common.ts';

const ERROR_SOURCES = ['outbound_wa', 'outbound_twilio', 'twilio', 'proactive'] as const satisfies ErrorSource[];

/** A filter that is there but empty filters nothing: forms send all their fields. */
const orNothing = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** Several values: the parameter repeated, or separated by commas, in any case. */
function oneOrMore<const T extends readonly string[]>(values: T) {
  const split = (value: unknown) =>
    [value]
      .flat()
      .flatMap((text) => (typeof text === 'string' ? text.split(',') : [text]))
      .map((text) => (typeof text === 'string' ? text.trim().toUpperCase() : text))
      .filter((text) => text !== '');
  return z.preprocess(
    (value) => {
      const list = value === undefined ? [] : split(value);
      return list.length === 0 ? undefined : list;
    },
    z.array(z.enum(values)).optional(),
  );
}

/** An IANA name, with the one that it has at present; also the fixed offsets that stand for a number of no country. */
const zone = z.string().transform((text, context) => {
  const parsed = parseTimezone(text);
  if (parsed.ok) return [...new Set([text.trim(), parsed.zone])];
  if (/^Etc\/GMT([+-]\d{1,2})?$/.test(text.trim())) return [text.trim()];
  context.addIssue({ code: 'custom', message: `${JSON.stringify(text.slice(0, 60))} is no IANA timezone` });
  return z.NEVER;
});

/** All candidate zones of a group, as `GET …/timezones` names them; `none`: those without any. */
const zones = z.string().transform((text, context) => {
  const names = text.split(',').map((name) => name.trim());
  if (names.join() === 'none') return [];
  const wrong = names.find((name) => !parseTimezone(name).ok && !/^Etc\/GMT([+-]\d{1,2})?$/.test(name));
  if (wrong === undefined) return names;
  context.addIssue({ code: 'custom', message: `${JSON.stringify(wrong.slice(0, 60))} is no IANA timezone` });
  return z.NEVER;
});

/** A number in any notation, or a user id as it is: what looks like a number may be an id. */
const consumer = z.string().transform((text) => {
  const parsed = parsePhone(text);
  return [...new Set([...(parsed.ok ? [parsed.phone.e164] : []), text.trim()])];
});

const phone = z.string().transform((text, context) => {
  const parsed = parsePhone(text);
  if (parsed.ok) return [parsed.phone.e164];
  context.addIssue({ code: 'custom', message: `the number is not valid: ${parsed.reason}` });
  return z.NEVER;
});

const filters = {
  state: oneOrMore(RECIPIENT_STATES).meta({
    description: 'One of our own states or more: repeated, or separated by commas.',
    examples: ['SCHEDULED,SENDING'],
  }),
  zone: orNothing(zone).meta({
    description: 'An IANA timezone that is among its possible ones.',
    examples: ['America/New_York'],
  }),
  zones: orNothing(zones).meta({
    description:
      'All of its possible ones, in the order and words of `GET …/timezones`, separated by commas; `none`: it has none.',
    examples: ['America/Chicago,America/New_York'],
  }),
  errorCode: orNothing(z.string()).meta({
    description: 'The code of its error, or source and code as in reports: `30005` or `twilio_30005`.',
    examples: ['30005'],
  }),
  errorSource: orNothing(z.enum(ERROR_SOURCES)),
  phone: orNothing(phone).meta({
    description: 'Its number on any channel, in international form; `+` may be left out.',
    examples: ['12025550173'],
  }),
  consumer: orNothing(consumer).meta({
    description: 'The same, or a user id of an app.',
    examples: ['ada'],
  }),
};

export const recipientQuery = z.looseObject({
  ...filters,
  waitsFor: oneOrMore(CONSTRAINTS).meta({
    description: 'Only the unsent ones for which one of these constraints binds now: repeated, or separated by commas.',
    examples: ['WINDOW'],
  }),
  ...paging,
});

/** Of a file of all that fit. */
export const recipientFileQuery = z.looseObject(filters);

type Filters = {
  state?: RecipientState[] | undefined;
  zone?: string[] | undefined;
  zones?: string[] | undefined;
  phone?: string[] | undefined;
  consumer?: string[] | undefined;
  errorCode?: string | undefined;
  errorSource?: ErrorSource | undefined;
};

/** What a query asks for, in the words of the database. */
export function recipientFilter(query: Filters): RecipientFilter {
  const { state, zone, zones, phone, consumer } = query;
  return { states: state, zones: zone, allZones: zones, addresses: phone ?? consumer, ...errorFilter(query) };
}

/** A code as reports write it, `twilio_30005`, is a source and a code. */
function errorFilter(query: Pick<Filters, 'errorCode' | 'errorSource'>) {
  const { errorCode, errorSource } = query;
  const source = ERROR_SOURCES.find((candidate) => errorCode?.startsWith(`${candidate}_`) === true);
  if (source === undefined || (errorSource !== undefined && errorSource !== source)) return { errorCode, errorSource };
  return { errorCode: errorCode?.slice(source.length + 1), errorSource: source };
}
