import pg from 'pg';

/** A process has some eighty statements; lists of many lengths must not fill a connection's memory with plans. */
const MOST_STATEMENTS = 200;
/** What Postgres says of a statement whose columns a migration has changed: "cached plan must not change result type". */
const FEATURE_NOT_SUPPORTED = '0A000';

/**
 * A connection on which Postgres parses a statement once, and after five times plans it once for all values. For processes whose statements
 * look up rows by their keys: there planning costs more than running. Reports, whose best plan depends on the values, stay without.
 */
export function keepingPlans(): typeof pg.Client {
  const names = new Map<string, string>();
  let generation = 0;

  function nameOf(text: string): string | undefined {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST_STATEMENTS) return known;
    const name = `kept_${generation}_${names.size}`;
    names.set(text, name);
    return name;
  }

  /** All connections prepare anew: the one try that met the migration fails, and its next one succeeds. */
  function forget(error: unknown): never {
    if (error instanceof pg.DatabaseError && error.code === FEATURE_NOT_SUPPORTED) {
      names.clear();
      generation += 1;
    }
    throw error;
  }

  class Keeping extends pg.Client {
    // @ts-expect-error -- the library's overloads are many; Kysely calls the one that is handled here, and the others are passed on.
    override query(...args: [unknown, unknown?, unknown?]): unknown {
      const [text, values, callback] = args;
      const plain = super.query.bind(this) as (...args: unknown[]) => Promise<unknown>;
      const isKept = typeof text === 'string' && Array.isArray(values) && values.length > 0 && callback === undefined;
      const name = isKept ? nameOf(text) : undefined;
      return name === undefined ? plain(...args) : plain({ name, text, values }).catch(forget);
    }
  }
  return Keeping as unknown as typeof pg.Client;
}
