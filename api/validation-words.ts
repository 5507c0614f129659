import type { $ZodIssue, $ZodRawIssue } from 'zod/v4/core';

/** What a value must be, in the words of the rest of the API: no sentence of the library's own reaches a caller. */
export function describeIssue(issue: $ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPES[issue.expected] ?? 'of another type'}`;
    case 'too_small':
      return bound('at least', issue.origin, Number(issue.minimum), issue.inclusive ?? true, 'more than');
    case 'too_big':
      return bound('at most', issue.origin, Number(issue.maximum), issue.inclusive ?? true, 'less than');
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'has not the right form';
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}`
        : `must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return describeUnion(issue.errors);
    case 'invalid_key':
      return 'has a name that is not permitted';
    case 'unrecognized_keys':
      return `has fields that are not permitted: ${issue.keys.join(', ')}`;
    default:
      return 'is not valid';
  }
}

const TYPES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  set: 'a list',
  object: 'an object',
  record: 'an object',
  map: 'an object',
  date: 'an instant',
  null: 'null',
  nan: 'a number',
};

const FORMATS: Record<string, string> = {
  email: 'must be an e-mail address',
  url: 'must be an address such as https://example.com/file.pdf',
  uuid: 'must be a UUID',
  guid: 'must be a UUID',
  datetime: 'must be an ISO 8601 instant with Z or an offset, such as 2026-03-01T15:00:00Z',
  date: 'must be a date such as 2026-03-01',
  time: 'must be a time such as 15:00:00',
  e164: 'must be a phone number in international form',
  json_string: 'must be JSON',
};

const COUNTED: Record<string, [one: string, many: string]> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
  map: ['entry', 'entries'],
  object: ['field', 'fields'],
  file: ['byte', 'bytes'],
};

function bound(how: string, origin: string, limit: number, inclusive: boolean, exclusiveHow: string): string {
  const words = inclusive ? how : exclusiveHow;
  const counted = COUNTED[origin];
  if (!counted) return `must be ${words} ${limit}`;
  return `must have ${words} ${limit} ${counted[limit === 1 ? 0 : 1]}`;
}

/** What any of the alternatives asks of the value itself, "must be a text or a number"; else what the last one finds inside it. */
function describeUnion(alternatives: readonly (readonly $ZodIssue[])[]): string {
  const needs = alternatives.flatMap((issues) => issues.filter(({ path }) => path.length === 0));
  const words = [...new Set(needs.map(({ message }) => message))];
  if (words.length === 0) {
    const inside = alternatives.at(-1)?.[0];
    return inside ? `${inside.path.map(String).join('.')} ${inside.message}` : 'is not valid';
  }
  const common = 'must be ';
  if (!words.every((word) => word.startsWith(common))) return words.join(', or ');
  return common + words.map((word) => word.slice(common.length)).join(' or ');
}
