import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCsvReader, LONGEST_RECORD, type CsvRecord } from '../../domain/csv-reader.ts';

/** What is read of a text that comes in pieces of so many characters. */
function read(text: string, size = text.length || 1): CsvRecord[] {
  const reader = createCsvReader();
  const records: CsvRecord[] = [];
  for (let at = 0; at < text.length; at += size) records.push(...reader.read(text.slice(at, at + size)));
  return [...records, ...reader.read('', true)];
}

const brief = (records: CsvRecord[]) =>
  records.map((record) =>
    record.error === undefined ? [record.line, ...record.cells] : [record.line, record.error, record.text],
  );

const CASES: [what: string, text: string, expected: unknown[][]][] = [
  [
    'lines that end with LF',
    'a,b\nc,d\n',
    [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ],
  ],
  [
    'lines that end with CRLF, and a last one without',
    'a,b\r\nc,d',
    [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ],
  ],
  [
    'lines that end with CR',
    'a,b\rc,d\r',
    [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ],
  ],
  [
    'semicolons',
    'a;b\n1;2\n',
    [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ],
  ],
  [
    'semicolons, and more commas in its cells',
    '1;Oh, well, no\n2;"a;b"\n',
    [
      [1, '1', 'Oh, well, no'],
      [2, '2', 'a;b'],
    ],
  ],
  ['a separator in its first quoted cell', '"a,b";c\n', [[1, 'a,b', 'c']]],
  [
    'tabs',
    'a\tb\n1\t2, 3\n',
    [
      [1, 'a', 'b'],
      [2, '1', '2, 3'],
    ],
  ],
  [
    'one column',
    'a\nb',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  ['spaces around cells', ' a , b c ,\n', [[1, 'a', 'b c', '']]],
  ['a separator in quotes', 'a,"b, c"\n', [[1, 'a', 'b, c']]],
  ['doubled quotes', 'a,"say ""hi"""\n', [[1, 'a', 'say "hi"']]],
  ['quotes with spaces around, kept inside', 'a, " b " ,c\n', [[1, 'a', ' b ', 'c']]],
  ['an empty quoted cell', '"",a\n', [[1, '', 'a']]],
  [
    'a quote inside of a cell without',
    'a,5" pipe\nb,c\n',
    [
      [1, 'a', '5" pipe'],
      [2, 'b', 'c'],
    ],
  ],
  [
    'line breaks in quotes, which count as lines',
    'a,"1\r\n2\n3"\nb,c\n',
    [
      [1, 'a', '1\r\n2\n3'],
      [4, 'b', 'c'],
    ],
  ],
  [
    'empty lines, which count and are left out',
    '\na\n\n , ,\nb\n',
    [
      [2, 'a'],
      [5, 'b'],
    ],
  ],
  [
    'a quote that is never closed: the other lines go on',
    'a,b\nc,"d\ne,f\n',
    [
      [1, 'a', 'b'],
      [2, 'QUOTE_NOT_CLOSED', 'c,"d'],
      [3, 'e', 'f'],
    ],
  ],
  [
    'text after a quote: the other lines go on',
    'a,"b"c\nd,e\n',
    [
      [1, 'TEXT_AFTER_QUOTE', 'a,"b"c'],
      [2, 'd', 'e'],
    ],
  ],
  ['quotes that should be doubled', '"a "b" c",d\n', [[1, 'TEXT_AFTER_QUOTE', '"a "b" c",d']]],
  [
    'bytes that made no character',
    'a,b\nJos\uFFFD,c\nd,e\n',
    [
      [1, 'a', 'b'],
      [2, 'NOT_UTF8', 'Jos\uFFFD,c'],
      [3, 'd', 'e'],
    ],
  ],
  ['nothing', '', []],
];

describe('a CSV file', () => {
  test.each(CASES)('with %s', (_what, text, expected) => {
    expect(brief(read(text))).toEqual(expected);
  });

  test.each(CASES)('with %s reads the same in pieces of any size', (_what, text) => {
    const whole = read(text);
    for (let size = 1; size < text.length; size++) expect(read(text, size)).toEqual(whole);
  });

  test.each([1_000, 70_000, 1_000_000])('a line that is too long takes no other with it: in pieces of %i', (size) => {
    const text = `a\n${'x'.repeat(3 * LONGEST_RECORD)}\nb\n`;
    expect(read(text, size)).toMatchObject([
      { line: 1, cells: ['a'] },
      { line: 2, error: 'LINE_TOO_LONG' },
      { line: 3, cells: ['b'] },
    ]);
  });

  test('a quote that stays open for longer than a line may be ends with its line', () => {
    const rest = Array.from({ length: 20_000 }, (_, n) => `line ${n}`);
    const records = read(`a,"open\n${rest.join('\n')}\nb,"closed"\n`, 10_000);
    expect(records[0]).toMatchObject({ line: 1, error: 'QUOTE_NOT_CLOSED' });
    expect(records).toHaveLength(rest.length + 2);
    expect(records.at(-1)).toEqual({ line: rest.length + 2, cells: ['b', 'closed'] });
  });

  test('reads what any program writes by RFC 4180 as csv-parse does, in pieces of any size', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'é', '1', ' ', ',', ';', '"', '\n', '\r', '\r\n'),
      maxLength: 8,
    });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const row = fc.array(cell, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('\n', '\r\n'),
        fc.nat(),
        (rows, end, size) => {
          const text = ['p,q', ...rows.map((cells) => cells.map(quoted).join(','))].join(end) + end;
          const expected = parse(text, { relax_column_count: true }).filter((cells) =>
            cells.some((value) => value !== ''),
          );
          const found = read(text, 1 + (size % text.length)).map((record) =>
            'cells' in record ? record.cells : record.error,
          );
          expect(found).toEqual(expected);
        },
      ),
    );
  });
});
