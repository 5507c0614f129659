import { createCsvReader, type CsvRecord } from './csv-reader.ts';
import type { ChannelPlan, Plan } from './plan.ts';
import { recipientColumns, type RecipientColumns } from './recipient-file.ts';

const ONE_VARIABLE = /^\s*\$?\{\{\s*\w+\s*\}\}\s*$/;

/** Whether each recipient brings the whole text: "12223334444, Hi Jane, your subscription …". */
export function bringsWholeText(plan: Plan): boolean {
  return plan.every((entry) => ONE_VARIABLE.test(textOf(entry)));
}

function textOf(entry: ChannelPlan): string {
  return entry.channel === 'wa' ? '' : entry.text;
}

/** The columns of lines that a person types: those of a file, without `Timezone`, which stands where the next value would. */
export function typedColumns(plan: Plan): RecipientColumns {
  const { names, columns } = recipientColumns(plan);
  const kept = columns.filter(({ kind }) => kind !== 'timezone');
  return {
    names: names.slice(0, kept.length),
    columns: kept,
    places: kept.map((_column, index) => index),
    width: kept.length,
  };
}

/**
 * Reads lines that a person types, piece by piece. As a file; but where each recipient brings the whole text, all that follows the number is the
 * text, whatever is in it.
 */
export function createTypedReader(plan: Plan): { read: (text: string, isEnd?: boolean) => CsvRecord[] } {
  if (!bringsWholeText(plan)) return createCsvReader();
  let typed = '';
  return {
    read(text, isEnd = false) {
      typed += text;
      return isEnd ? typed.split(/\r\n|\n|\r/).flatMap(toRecord) : [];
    },
  };
}

function toRecord(text: string, index: number): CsvRecord[] {
  if (text.trim() === '') return [];
  const [, number = '', , whole] = /^([^,;\t]*)([,;\t](.*))?$/.exec(text) ?? [];
  return [{ line: index + 1, cells: [number.trim(), ...(whole === undefined ? [] : [whole.trim()])] }];
}
