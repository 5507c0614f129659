import { describe, expect, test } from 'vitest';
import { csvLine, separatorOf, unguardCell } from '../../domain/csv.ts';

describe('a cell', () => {
  test.each([
    ['plain', 'plain'],
    ['', ''],
    [null, ''],
    ['a,b', '"a,b"'],
    ['a;b', '"a;b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    [' padded ', '" padded "'],
    ['+12025550173', '+12025550173'],
    ['=HYPERLINK("http://evil.example")', '"\'=HYPERLINK(""http://evil.example"")"'],
    ['+1+cmd|x', "'+1+cmd|x"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', '"\'\t=1"'],
    ['＝1', "'＝1"],
    ["'=1", "''=1"],
    ["'tis", "'tis"],
  ])('%j is written as %s', (value, written) => expect(csvLine([value])).toBe(`${written}\r\n`));

  test.each(['=1', '+1+1', '-1', '@a', "'=1", "''@a", "'tis", 'plain', '+12025550173'])('%j comes back', (value) => {
    expect(unguardCell(csvLine([value]).trimEnd())).toBe(value);
  });

  test('an apostrophe that a spreadsheet’s user put before a number goes too', () => {
    expect(unguardCell("'+12025550173")).toBe('+12025550173');
  });
});

test.each([
  ['phone,reason', ','],
  ['phone;reason', ';'],
  ['phone\treason', '\t'],
  ['phone', ','],
  ['"a;b;c",d', ','],
  ['"a ""q"", b, c";d', ';'],
])('the separator of %j is %j', (line, separator) => expect(separatorOf(line)).toBe(separator));
