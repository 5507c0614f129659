/**
 * What a log may hold of an error. Postgres puts values, which may be people's numbers and texts, into `detail` and `where`, and into the
 * message of its class 22 (data exceptions): those are left out.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, table, severity } = error as Record<string, unknown> & Error;
  const isData = severity !== undefined && typeof code === 'string' && code.startsWith('22');
  const stack = error.stack ?? '';
  return {
    type: error.name,
    code,
    constraint,
    table,
    ...(isData ? {} : { message: error.message, stack }),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
