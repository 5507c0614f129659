import type { FastifySchemaCompiler } from 'fastify';
import { safeParse, type $ZodIssue, type $ZodType, type output } from 'zod/v4/core';
import { ApiError } from './errors.ts';
import { describeIssue } from './validation-words.ts';

const MOST_ISSUES = 5;

/** Checks a part of a request against its zod schema; what is wrong becomes a 400 that names the fields. */
export const validatorCompiler: FastifySchemaCompiler<$ZodType> =
  ({ schema, httpPart }) =>
  (data: unknown) => {
    try {
      return { value: parsePart(schema, data, httpPart ?? 'request') };
    } catch (error) {
      return { error: error as Error };
    }
  };

/** A part of a request as its schema reads it. Throws the 400. */
export function parsePart<T extends $ZodType>(schema: T, data: unknown, part: string): output<T> {
  const result = safeParse(schema, data, { reportInput: true, error: describeIssue });
  if (!result.success) throw new ApiError(400, sentence(result.error.issues, part));
  return result.data;
}

/** contract.md section 2: what is missing is said in exactly these words. */
function sentence(issues: readonly $ZodIssue[], part: string): string {
  if (issues.some((issue) => issue.path.length === 0 && isMissing(issue))) return `The request has no ${part}`;
  const missing = issues.filter(isMissing).map((issue) => fieldName(issue.path));
  if (missing.length > 0) return `Fields missing in request: ${missing.slice(0, MOST_ISSUES).join(', ')}`;
  return issues
    .slice(0, MOST_ISSUES)
    .map((issue) => `${fieldName(issue.path) || part}: ${issue.message}`)
    .join('; ');
}

function isMissing(issue: $ZodIssue): boolean {
  if (issue.code === 'custom') return issue.params?.isMissing === true;
  return issue.input === undefined || issue.input === null;
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name === '' ? String(key) : `${name}.${String(key)}`;
  }, '');
}
