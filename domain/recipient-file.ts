import { unguardCell } from './csv.ts';
import type { SentConsumer } from './consumer.ts';
import type { Plan, WhatsAppPlan } from './plan.ts';
import { planVariables } from './template.ts';

export type ListState = 'READING' | 'READY' | 'LAUNCHED';

export const LIST_ROW_STATES = ['GOOD', 'WRONG', 'DUPLICATE', 'OPTED_OUT'] as const;
export type ListRowState = (typeof LIST_ROW_STATES)[number];

/**
 * A column of a file of recipients, as the guide names them: `Phone`, `H1` the header's value, `B1` and so on those of the text, `BU1` the
 * button's. `UserId` stands in place of `Phone` where a plan is In-App's. `Timezone` goes before what the number says.
 */
type Column =
  | { kind: 'address' }
  | { kind: 'header'; type: string }
  | { kind: 'variable'; name: string }
  | { kind: 'button' }
  | { kind: 'timezone' };

export type RecipientColumns = {
  /** As a file that is written has them in its first line. */
  names: string[];
  columns: Column[];
  /** Where each stands in a line of the file; -1: nowhere. */
  places: number[];
  /** A line may have so many cells. */
  width: number;
};

const ADDRESS_NAMES = ['phone', 'phonenumber', 'mobile', 'mobilenumber', 'msisdn', 'number', 'telephone'];
const USER_NAMES = ['userid', 'user'];
const TIMEZONE_NAMES = ['timezone', 'tz'];
/** Those that the file of wrong lines has beside: it can be uploaded as it is, once it is mended. */
const IGNORED = ['line', 'reason'];

/** The columns that recipients of a plan have, in the order in which a file without a header has them; `Timezone` may follow. */
export function recipientColumns(plan: Plan): RecipientColumns {
  const template = plan.find((entry): entry is WhatsAppPlan => entry.channel === 'wa')?.template;
  const header = template?.header ?? (template?.headerText === undefined ? undefined : 'text');
  const variables = planVariables(plan);
  const columns: Column[] = [
    { kind: 'address' },
    ...(header === undefined ? [] : [{ kind: 'header' as const, type: header }]),
    ...variables.map((name) => ({ kind: 'variable' as const, name })),
    ...(template?.urlButton ? [{ kind: 'button' as const }] : []),
    { kind: 'timezone' },
  ];
  const names = [
    isInApp(plan) ? 'UserId' : 'Phone',
    ...(header === undefined ? [] : ['H1']),
    ...variables.map((_name, index) => `B${index + 1}`),
    ...(template?.urlButton ? ['BU1'] : []),
    'Timezone',
  ];
  return { names, columns, places: columns.map((_column, index) => index), width: columns.length };
}

/**
 * What a file's first line says. Where none of its cells is a column's name it is a line like any other, in the order of `recipientColumns`,
 * unless it is said whether there is a header. An error, a sentence about the file, where it is a header that lacks a column, or has one
 * twice or one that the plan has not.
 */
export function readRecipientHeader(
  cells: readonly string[],
  plan: Plan,
  said?: 'present' | 'absent',
): { ok: true; columns: RecipientColumns; isHeader: boolean } | { ok: false; reason: string } {
  const known = recipientColumns(plan);
  const namesOf = known.columns.map((column, index) => aliases(column, known.names[index] ?? '', plan));
  const places = known.columns.map(() => -1);
  const unknown: string[] = [];
  let twice: string | undefined;
  let isHeader = said === 'present';
  for (const [place, cell] of cells.entries()) {
    const name = plain(unguardCell(cell));
    if (name === '' || IGNORED.includes(name)) continue;
    const index = namesOf.findIndex((names) => names.includes(name));
    if (index === -1) {
      unknown.push(cell);
      continue;
    }
    isHeader ||= !/^\d+$/.test(name);
    if (places[index] !== -1) twice ??= known.names[index];
    places[index] = place;
  }
  if (!isHeader || said === 'absent') return { ok: true, columns: known, isHeader: false };
  const columns = known.names.join(', ');
  if (twice !== undefined) return { ok: false, reason: `its header has the column ${twice} twice` };
  if (unknown.length > 0) {
    const named = unknown.map((cell) => JSON.stringify(cell.slice(0, 60))).join(', ');
    return { ok: false, reason: `its header has columns that the template has not: ${named}. It has ${columns}` };
  }
  const missing = known.names.filter(
    (_name, index) => places[index] === -1 && known.columns[index]?.kind !== 'timezone',
  );
  if (missing.length > 0) return { ok: false, reason: `its header lacks ${missing.join(', ')}. It has ${columns}` };
  return { ok: true, columns: { ...known, places, width: cells.length }, isHeader };
}

/** The cells of a line in the order of `names`, and after them those that no column has. */
export function inColumns({ places, width }: RecipientColumns, cells: readonly string[]): (string | undefined)[] {
  const own = places.map((place) => (place === -1 ? undefined : unguarded(cells[place])));
  for (let place = width; place < cells.length; place++) if (cells[place] !== '') own.push(unguarded(cells[place]));
  return own;
}

/**
 * A line as the consumer that a client would post: both are judged by the same rules, `createConsumerReader`. `cells` as `inColumns` has them;
 * one that the plan has no column for counts as one variable too many.
 */
export function toConsumer(cells: readonly (string | undefined)[], columns: Column[], plan: Plan): SentConsumer {
  const variables: Record<string, string> = {};
  const consumer: Record<string, unknown> = { variables };
  for (let index = 0; index < cells.length; index++) {
    const value = cells[index];
    if (value === undefined) continue;
    const column = columns[index];
    switch (column?.kind) {
      case 'address': {
        const content: Record<string, string> = {};
        for (const { channel } of plan) content[channel] = value;
        consumer.consumerContent = content;
        break;
      }
      case 'header':
        consumer.headerVariables = { [column.type]: value };
        break;
      case 'variable':
        variables[column.name] = value;
        break;
      case 'button':
        consumer.buttonVariables = { url: value };
        break;
      case 'timezone':
        consumer.timezone = value.trim();
        break;
      case undefined:
        variables[`cell ${index + 1}`] = value;
    }
  }
  return consumer;
}

function isInApp(plan: Plan): boolean {
  return plan.some(({ channel }) => channel === 'inapp');
}

function aliases(column: Column, name: string, plan: Plan): string[] {
  switch (column.kind) {
    case 'address':
      return isInApp(plan) ? USER_NAMES : ADDRESS_NAMES;
    case 'timezone':
      return TIMEZONE_NAMES;
    case 'variable':
      return [plain(name), plain(column.name)];
    default:
      return [plain(name)];
  }
}

/** Without case, spaces, dashes and underscores. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}

function unguarded(cell: string | undefined): string | undefined {
  return cell?.startsWith("'") ? unguardCell(cell) : cell;
}
