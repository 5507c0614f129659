import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ApiError } from '../../api/errors.ts';
import { validatorCompiler } from '../../api/validation.ts';

function messageOf(schema: z.ZodType, value: unknown): string | undefined {
  const validate = validatorCompiler({ schema, httpPart: 'body', method: 'POST', url: '/' }) as (data: unknown) => {
    error?: Error;
  };
  const { error } = validate(value);
  if (error === undefined) return undefined;
  expect(error).toBeInstanceOf(ApiError);
  return error.message;
}
const field = (schema: z.ZodType, value: unknown) => messageOf(z.object({ f: schema }), { f: value });

describe('what is wrong with a field is said in our words', () => {
  test.each([
    [z.string(), 7, 'f: must be a text'],
    [z.number(), '7', 'f: must be a number'],
    [z.coerce.number(), 'x', 'f: must be a number'],
    [z.number().int(), 1.5, 'f: must be a whole number'],
    [z.boolean(), 'true', 'f: must be true or false'],
    [z.array(z.string()), 'a', 'f: must be a list'],
    [z.array(z.string()), ['a', 7], 'f[1]: must be a text'],
    [z.object({}), [], 'f: must be an object'],
    [z.record(z.string(), z.string()), [], 'f: must be an object'],
    [z.record(z.string(), z.string()), { a: 7 }, 'f.a: must be a text'],
    [z.string().min(1), '', 'f: must have at least 1 character'],
    [z.string().min(2), '', 'f: must have at least 2 characters'],
    [z.string().max(3), 'abcd', 'f: must have at most 3 characters'],
    [z.string().length(2), 'abc', 'f: must have at most 2 characters'],
    [z.array(z.string()).max(1), ['a', 'b'], 'f: must have at most 1 entry'],
    [z.array(z.string()).min(2), ['a'], 'f: must have at least 2 entries'],
    [z.number().min(1), 0, 'f: must be at least 1'],
    [z.number().max(5), 6, 'f: must be at most 5'],
    [z.number().gt(0), 0, 'f: must be more than 0'],
    [z.number().lt(5), 5, 'f: must be less than 5'],
    [z.number().multipleOf(5), 7, 'f: must be a multiple of 5'],
    [z.enum(['a', 'b']), 'c', 'f: must be one of a, b'],
    [z.literal('a'), 'c', 'f: must be a'],
    [z.uuid(), 'x', 'f: must be a UUID'],
    [z.email(), 'x', 'f: must be an e-mail address'],
    [z.url(), 'x', 'f: must be an address such as https://example.com/file.pdf'],
    [z.iso.datetime(), 'x', 'f: must be an ISO 8601 instant with Z or an offset, such as 2026-03-01T15:00:00Z'],
    [z.string().regex(/^a/), 'b', 'f: has not the right form'],
    [z.string().regex(/^a/, 'must begin with a'), 'b', 'f: must begin with a'],
    [z.union([z.string(), z.number()]), true, 'f: must be a text or a number'],
    [z.union([z.string(), z.object({ a: z.string() })]), { a: 7 }, 'f: must be a text'],
    [z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]), { b: 7 }, 'f: b must be a text'],
    [z.strictObject({}), { a: 1, b: 2 }, 'f: has fields that are not permitted: a, b'],
    [z.string().refine(() => false), 'x', 'f: is not valid'],
    [z.string().refine(() => false, 'must be nice'), 'x', 'f: must be nice'],
    [z.string(), undefined, 'Fields missing in request: f'],
    [z.string(), null, 'Fields missing in request: f'],
  ] as [z.ZodType, unknown, string][])('%#: given %j', (schema, value, message) => {
    expect(field(schema, value)).toBe(message);
  });

  test('the whole body too', () => {
    expect(messageOf(z.object({}), 7)).toBe('body: must be an object');
    expect(messageOf(z.object({}), undefined)).toBe('The request has no body');
  });

  test('several at once, the first five of them', () => {
    const schema = z.object({ a: z.string(), b: z.number(), c: z.array(z.string()) });
    expect(messageOf(schema, { a: 1, b: '', c: [1, 2, 3, 4, 5] })).toBe(
      'a: must be a text; b: must be a number; c[0]: must be a text; c[1]: must be a text; c[2]: must be a text',
    );
  });
});
