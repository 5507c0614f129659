import type { FastifySchema } from 'fastify';
import { safeParse, type $ZodObject, type $ZodType } from 'zod/v4/core';
import { validatorCompiler } from './validation.ts';

/** The message of something that the schemas of a route refuse, in the validator's own words; undefined where they take anything. */
export function refusalOf(schema: FastifySchema): string | undefined {
  const { body, querystring, params } = schema as Record<string, $ZodType | undefined>;
  return (
    firstRefusal(body, 'body', [{}]) ??
    firstRefusal(querystring, 'querystring', [{}, ...fieldsOf(querystring).map((field) => ({ [field]: 'x' }))]) ??
    firstRefusal(params, 'params', [Object.fromEntries(fieldsOf(params).map((field) => [field, 'x']))])
  );
}

/** Whether a call may come without a body. */
export function isBodyOptional(schema: FastifySchema): boolean {
  return schema.body !== undefined && safeParse(schema.body as $ZodType, undefined).success;
}

function fieldsOf(part: $ZodType | undefined): string[] {
  return part?._zod.def.type === 'object' ? Object.keys((part as $ZodObject)._zod.def.shape) : [];
}

function firstRefusal(part: $ZodType | undefined, httpPart: string, values: unknown[]): string | undefined {
  if (!part) return undefined;
  const validate = validatorCompiler({ schema: part, method: '', url: '', httpPart });
  for (const value of values) {
    const result: unknown = validate(value);
    if (typeof result === 'object' && result !== null && 'error' in result && result.error instanceof Error) {
      return result.error.message;
    }
  }
  return undefined;
}
