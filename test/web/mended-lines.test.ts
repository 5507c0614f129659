/** What the page makes of a line that is mended in its fields: no browser is needed for it. */
import { describe, expect, test } from 'vitest';
import { readMendedFile } from '../../web/src/pages/new-campaign/mended-file.ts';
import {
  cellsOf,
  checkText,
  fieldAtFault,
  fieldsOf,
  outcomeText,
} from '../../web/src/pages/new-campaign/mended-lines.ts';

const NAMES = ['Phone', 'B1', 'B2', 'Timezone'];
const row = (cells: string[] | null, reason = 'INVALID_NUMBER') => ({ cells, reason });

describe('the fields of a line', () => {
  test.each<[string, ReturnType<typeof row>, string[]]>([
    ['one for each column', row(['1202', 'Ada']), ['1202', 'Ada', '', '']],
    ['one more for a cell that no column has', row(['1', '2', '3', '4', '5']), ['1', '2', '3', '4', '5']],
    ['empty where the line could not be read', row(['1202,"Ada'], 'QUOTE_NOT_CLOSED'), ['', '', '', '']],
  ])('are %s', (_what, given, fields) => expect(fieldsOf(given, NAMES)).toEqual(fields));

  test.each<[string, string[], ReturnType<typeof row>, string[]]>([
    [
      'without those at the end that never were',
      ['12025550173', 'Ada', '', ''],
      row(['1202', 'Ada']),
      ['12025550173', 'Ada'],
    ],
    [
      'with an empty one that was there',
      ['12025550173', 'Ada', '', ''],
      row(['1202', 'Ada', '']),
      ['12025550173', 'Ada', ''],
    ],
    ['with an empty one before another', ['1202', '', 'A-1', ''], row(['1202']), ['1202', '', 'A-1']],
    [
      'without one of no column that was emptied',
      ['1', '2', '3', '4', '', 'x'],
      row(['1', '2', '3', '4', '5', 'x']),
      ['1', '2', '3', '4', 'x'],
    ],
    ['without spaces around them', [' 1202 ', 'Ada B. ', '', ''], row(['1202', 'Ada']), ['1202', 'Ada B.']],
    ['one at least', ['', '', '', ''], row(['1202,"Ada'], 'QUOTE_NOT_CLOSED'), ['']],
  ])('become its cells: %s', (_what, fields, given, cells) => expect(cellsOf(fields, given, 4)).toEqual(cells));

  test.each<[string, number | undefined]>([
    ['INVALID_NUMBER', 0],
    ['MISSING_CONSUMER_INFORMATION==SMS', 0],
    ['MISSING_VARIABLE=order', 2],
    ['VARIABLE_TOO_LONG=name', 1],
    ['INVALID_TIMEZONE', 3],
    ['IMAGE_URL_NOT_WHITELISTED', undefined],
    ['MESSAGE_TOO_LONG', undefined],
  ])('%s is about field %s', (reason, field) => {
    const values = ['name', 'order'].map((key, index) => ({ column: `B${index + 1}`, of: 'variables' as const, key }));
    expect(fieldAtFault(reason, NAMES, values)).toBe(field);
  });
});

test('the button says what it does, and the outcome what has become of each', () => {
  const change = (fields: string[] | null) => ({ row: { ...row(['1']), line: 1 } as never, fields });
  expect(checkText(new Map())).toBe('Check again');
  expect(checkText(new Map([[1, change(['1'])]]))).toBe('Check 1 line again');
  expect(checkText(new Map([[1, change(null)]]))).toBe('Drop 1 line');
  expect(
    checkText(
      new Map([
        [1, change(['1'])],
        [2, change(['2'])],
        [3, change(null)],
      ]),
    ),
  ).toBe('Check 2 lines again, drop 1');
  const states = ['GOOD', 'GOOD', 'WRONG', 'DUPLICATE', 'OPTED_OUT'] as const;
  expect(
    outcomeText(
      states.map((state) => ({ state })),
      2,
    ),
  ).toBe(
    '2 lines joined the list, 1 line is still wrong, 1 line has the number of another line, 1 line has opted out, 2 lines were dropped.',
  );
});

describe('the file of wrong lines, mended', () => {
  test.each<[string, string]>([
    ['as it was downloaded', 'Line,Reason,Phone,B1,B2,Timezone\r\n5,INVALID_NUMBER,+12025550176,"Eve, B.",A-5\r\n'],
    ['by another program, in another order', 'phone;b2;LINE;b1\n+12025550176;A-5;5;"Eve, B."\n'],
    ['with an apostrophe that keeps the plus', 'Line,Phone,B1,B2\n5,\'+12025550176,"Eve, B.",A-5\n'],
  ])('is read: %s', (_how, text) =>
    expect(readMendedFile(text, NAMES)).toEqual([{ line: 5, cells: ['+12025550176', 'Eve, B.', 'A-5'] }]),
  );

  test('keeps cells that no column has', () =>
    expect(readMendedFile('Line,Phone,B1,B2,Timezone\n5,1,2,3,,6\n', NAMES)).toEqual([
      { line: 5, cells: ['1', '2', '3', '', '6'] },
    ]));

  test.each<[string, string]>([
    ['Phone,B1\n1,2', 'The file lacks the column Line, B2: take in the one that is downloaded here, mended.'],
    ['', 'The file lacks the column Line, Phone, B1, B2: take in the one that is downloaded here, mended.'],
    ['Line,Phone,B1,B2\nfive,1,2,3', 'Line 2 of the file: "five" is no number of a line.'],
    ['Line,Phone,B1,B2\n5,1,2,3\n5,1,2,3', 'Line 3 of the file: line 5 is there twice.'],
    ['Line,Phone,B1,B2\n5,"1,2,3', 'Line 2 of the file cannot be read: 5,"1,2,3'],
  ])('%j is refused', (text, reason) => expect(() => readMendedFile(text, NAMES)).toThrow(reason));
});
