/** Which benches there are, and what each is to show. */
import type { Figures } from './figures.ts';

export type Goal = {
  bench: string;
  goal: string;
  /** Judged on the lines of its bench; undefined where they do not say. */
  isMet: (rows: readonly Figures[]) => boolean | undefined;
};

/** In the order they are run in; those that have no goal here are judged by how they end. */
const ORDER = ['journey', 'rate', 'wake', 'intake', 'csv', 'campaign', 'reports', 'simulation', 'zones'];

/** Those that run the whole product, and so on a cluster too. */
const WHOLE_PRODUCT = ['journey', 'rate', 'wake', 'intake', 'campaign'];

export type Bench = { name: string; args: string[]; canCluster: boolean };

/** The benches that package.json has: its scripts `bench:<name>`, each of which runs one file and takes `--json`. */
export function listBenches(scripts: Readonly<Record<string, string>>): Bench[] {
  const found = Object.entries(scripts).flatMap(([script, command]) => {
    const name = /^bench:([\w-]+)$/.exec(script)?.[1];
    const args = /^exec node (.+)$/.exec(command)?.[1]?.split(' ');
    return name === undefined || args === undefined ? [] : [{ name, args, canCluster: WHOLE_PRODUCT.includes(name) }];
  });
  const place = ({ name }: Bench) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return found.sort((a, b) => place(a) - place(b));
}

/** The benches that were asked for, all where none was; throws an Error that says which there are. */
export function chooseBenches(all: readonly Bench[], names: readonly string[], cluster: boolean): Bench[] {
  const unknown = names.find((name) => all.every((bench) => bench.name !== name));
  const list = all.map(({ name }) => name).join(', ');
  if (unknown !== undefined) throw new Error(`There is no bench ${JSON.stringify(unknown)}. There are: ${list}.`);
  const chosen = names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
  return chosen.filter((bench) => !cluster || bench.canCluster);
}

/** The lines of a bench's standard output that are figures. Others' lines are not ours: the engine's core warns there. */
export function readFigures(output: string): Figures[] {
  return output.split('\n').flatMap((line) => {
    if (!line.startsWith('{')) return [];
    try {
      const figures = JSON.parse(line) as Figures;
      delete figures.bench;
      return [figures];
    } catch {
      return [];
    }
  });
}

export const GOALS: Goal[] = [
  {
    bench: 'journey',
    goal: 'nine tenths of the pace of bare children on the same server, at least',
    isMet: every('ratio', (value) => value >= 0.9),
  },
  {
    bench: 'rate',
    goal: 'each account 9.5 to 10 messages a second, no second over 12, no ten over 105',
    // The last lines are of all at once: what the machine can do together.
    isMet: (rows) => {
      const inTurns = rows.filter((row) => row['at once'] === rows[0]?.['at once']);
      return inTurns.length === 0 ? undefined : inTurns.every((row) => row.kept === 'yes');
    },
  },
  {
    bench: 'wake',
    goal: 'the first message within 5 s of the opening, and the rate held',
    isMet: (rows) => {
      const opening = rows.find((row) => 'kept' in row);
      return opening === undefined ? undefined : opening.kept === 'yes';
    },
  },
  {
    bench: 'wake',
    goal: "the API's p99 under 500 ms",
    isMet: (rows) => every('p99 ms', (value) => value < 500)(rows.filter((row) => row['answers of'] === 'API')),
  },
  { bench: 'csv', goal: 'an upload three times a bare COPY at most', isMet: every('ratio', (value) => value <= 3) },
  { bench: 'intake', goal: 'no errors', isMet: every('errors', (value) => value === 0) },
  { bench: 'intake', goal: 'no recipient lost', isMet: every('recipients lost', (value) => value === 0) },
  { bench: 'intake', goal: 'no campaign lost', isMet: every('campaigns lost', (value) => value === 0) },
  {
    bench: 'campaign',
    goal: 'under 5,000 events in each run of the campaign',
    isMet: every('most events of a run', (value) => value < 5_000),
  },
  {
    bench: 'campaign',
    goal: 'what the workers keep in memory is flat: under 1 MB more with each 1,000 recipients, once warm',
    isMet: every('keep MB per 1,000', (value) => value < 1),
  },
  { bench: 'reports', goal: 'each call within 100 ms at p95', isMet: every('p95', (value) => value <= 100) },
  {
    bench: 'simulation',
    goal: 'a simulation of 100,000 within 2 s',
    isMet: every('median s', (value) => value < 2),
  },
  {
    bench: 'zones',
    goal: 'a number within 50 µs, from the text to the zones',
    isMet: (rows) =>
      every('p50 µs', (value) => value <= 50)(rows.filter(({ work }) => String(work).startsWith('from'))),
  },
];

/** Whether a figure is right on each line that has it; undefined where none has. */
function every(figure: string, isRight: (value: number) => boolean): Goal['isMet'] {
  return (rows) => {
    const values = rows.map((row) => row[figure]).filter((value) => typeof value === 'number');
    return values.length === 0 ? undefined : values.every(isRight);
  };
}
