import type { Answer, Operation } from '../../../../client/types.ts';

export type Row = Answer<Operation<'get', '/api/v2/account/{accountId}/recipient-lists/{listId}/rows'>>['rows'][number];

/** What a recipient brings, and in which column: `key` of the variables of its kind. */
type Value = { column: string; of: 'variables' | 'headerVariables' | 'buttonVariables'; key: string };

/** What is to become of lines, by their number: what their fields have now, or null where they are to be dropped. */
export type Changes = ReadonlyMap<number, { row: Row; fields: readonly string[] | null }>;

const UNREADABLE = new Set(['QUOTE_NOT_CLOSED', 'TEXT_AFTER_QUOTE', 'LINE_TOO_LONG', 'NOT_UTF8']);

/** A line whose cells could not be told from one another, as it stands in the file; undefined: it is none. */
export function unreadableText({ reason, cells }: Pick<Row, 'reason' | 'cells'>): string | undefined {
  return reason !== null && UNREADABLE.has(reason) ? (cells?.[0] ?? '') : undefined;
}

/** The fields of a line: one for each column, and for each cell that no column has. */
export function fieldsOf(row: Pick<Row, 'reason' | 'cells'>, columns: readonly string[]): string[] {
  const cells = unreadableText(row) === undefined ? (row.cells ?? []) : [];
  const length = Math.max(columns.length, cells.length);
  return Array.from({ length }, (_field, index) => cells[index] ?? '');
}

/**
 * The cells of a line as its fields have them now. A field at the end that has been empty from the first is no cell: an empty cell counts as a
 * value.
 */
export function cellsOf(fields: readonly string[], row: Pick<Row, 'reason' | 'cells'>, width: number): string[] {
  const texts = fields.map((field) => field.trim());
  const before = unreadableText(row) === undefined ? (row.cells?.length ?? 0) : 0;
  const length = Math.max(texts.findLastIndex((text) => text !== '') + 1, Math.min(before, width), 1);
  return texts.slice(0, length).filter((text, index) => index < width || text !== '');
}

/** Which of a line's fields its reason is about; undefined: none alone. */
export function fieldAtFault(
  reason: string | null,
  columns: readonly string[],
  values: readonly Value[],
): number | undefined {
  const [code = '', name = ''] = (reason ?? '').split(/=+/);
  const column = columnAtFault(code, name, values);
  const index = column === 'first' ? 0 : columns.indexOf(column ?? '');
  return index === -1 ? undefined : index;
}

function columnAtFault(code: string, name: string, values: readonly Value[]): string | undefined {
  switch (code) {
    case 'INVALID_NUMBER':
    case 'DUPLICATE_NUMBER':
    case 'MISSING_CONSUMER_INFORMATION':
      return 'first';
    case 'MISSING_VARIABLE':
    case 'VARIABLE_TOO_LONG':
      return values.find(({ of, key }) => of === 'variables' && key === name)?.column;
    case 'INVALID_TIMEZONE':
      return 'Timezone';
    case 'MISSING_BUTTON_VARIABLE':
      return 'BU1';
    default:
      return code.includes('HEADER') || code === 'IMAGE_URL_NOT_WHITELISTED' ? 'H1' : undefined;
  }
}

/** What the button that sends the changes does. */
export function checkText(changes: Changes): string {
  const dropped = [...changes.values()].filter(({ fields }) => fields === null).length;
  const mended = changes.size - dropped;
  if (mended === 0 && dropped > 0) return `Drop ${linesText(dropped)}`;
  const check = mended === 0 ? 'Check again' : `Check ${linesText(mended)} again`;
  return dropped === 0 ? check : `${check}, drop ${dropped}`;
}

/** What has become of lines that were mended. */
export function outcomeText(rows: readonly Pick<Row, 'state'>[], dropped: number): string {
  const count = (state: Row['state']) => rows.filter((row) => row.state === state).length;
  const parts: [count: number, what: (isOne: boolean) => string][] = [
    [count('GOOD'), () => 'joined the list'],
    [count('WRONG'), (isOne) => (isOne ? 'is still wrong' : 'are still wrong')],
    [count('DUPLICATE'), (isOne) => (isOne ? 'has the number of another line' : 'have the number of another line')],
    [count('OPTED_OUT'), (isOne) => (isOne ? 'has opted out' : 'have opted out')],
    [dropped, (isOne) => (isOne ? 'was dropped' : 'were dropped')],
  ];
  const said = parts.filter(([each]) => each > 0).map(([each, what]) => `${linesText(each)} ${what(each === 1)}`);
  return `${said.join(', ')}.`;
}

function linesText(count: number): string {
  return `${count} ${count === 1 ? 'line' : 'lines'}`;
}
