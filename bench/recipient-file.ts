import areaCodes from '../domain/area-code-states.json' with { type: 'json' };
import { csvLine } from '../domain/csv.ts';

/** What stands before the digits of a subscriber, and how many of those there are: mobiles of seven countries. */
const ABROAD = [
  ['+447400', 6],
  ['+4915112', 6],
  ['+33612', 6],
  ['+9198765', 5],
  ['+55119876', 5],
  ['+61412', 6],
  ['+525512', 6],
] as const;
/** One line in so many is wrong, and one a number twice. */
const WRONG_EVERY = 100;
const FIRST_NAMES = ['Ada', 'Björn', 'Chloé', 'Dmitri', 'Emma', 'Fatima', 'Giorgio', 'Hana'];

/**
 * A file of recipients with three variables and a header: two thirds from all over North America, in no order, as a brand has them; the others
 * from seven countries. One line in a hundred is wrong, one in a hundred a duplicate. The same file every time.
 */
export function recipientFile(rows: number): Buffer {
  const codes = Object.values(areaCodes.places).flatMap((together) => together.split(' '));
  const lines = [csvLine(['Phone', 'B1', 'B2', 'B3'])];
  for (let n = 0; n < rows; n++) {
    const order = String(n).padStart(6, '0');
    const place = `${1 + (n % 990)} Main Street, Springfield`;
    lines.push(csvLine([numberOf(n, codes), FIRST_NAMES[n % FIRST_NAMES.length] ?? '', `A-${order}`, place]));
  }
  return Buffer.from(lines.join(''));
}

function numberOf(n: number, codes: string[]): string {
  if (n % WRONG_EVERY === 50) return `1202${n}`;
  if (n % WRONG_EVERY === 99) return numberOf(n - 9, codes);
  if (n % 3 === 0) {
    const [prefix, digits] = ABROAD[(n / 3) % ABROAD.length] ?? ABROAD[0];
    return (
      prefix +
      spread(n, 10 ** digits)
        .toString()
        .padStart(digits, '0')
    );
  }
  const code = codes[spread(n, codes.length)] ?? '202';
  const exchange = 234 + spread(n, 7) * 100;
  return `1${code}${exchange}${spread(n, 10_000).toString().padStart(4, '0')}`;
}

/** Numbers below `most` in no order that shows, and all of them before one comes again. */
function spread(n: number, most: number): number {
  return (n * 7_919_987) % most;
}
