/**
 * What it costs to find the zones that a number's owner may live in: `node bench/zones.ts [--json] [--numbers 50000] [--rounds 7]`.
 * One thread, no network, processor time: others at work on the machine count for little. The baseline, in the same run on the same numbers, is libphonenumber's reading of the number alone. See
 * docs/performance.md.
 */
import { parseArgs } from 'node:util';
import { getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';
import { parsePhone, type Phone } from '../domain/phone.ts';
import { zonesOfPhone } from '../domain/timezone.ts';
import { percentile, print, type Figures } from './figures.ts';
import { machine } from './measure.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    numbers: { type: 'string', default: '50000' },
    rounds: { type: 'string', default: '7' },
  },
});

/** What one number may take, text to zones. */
const AIM_US = 50;

/** Landlines of countries with several times, whose zones are looked for by prefix, where a mobile's are its country's. */
const LANDLINES = ['+6129', '+6173', '+551132', '+558132', '+525512', '+7495', '+7391', '+3491', '+622', '+861'];

/** In turns: an area code of North America, a mobile of each country, a landline of a country with several times. */
function mixed(count: number): string[] {
  const mobiles = getCountries().flatMap((country) => getExampleNumber(country, examples)?.number ?? []);
  const areaCodes = Array.from({ length: 800 }, (_, index) => String(index + 200)).filter((code) =>
    parsePhoneNumberFromString(`+1${code}5550100`)?.isValid(),
  );
  return Array.from({ length: count }, (_, index) => {
    const digits = String(index % 100).padStart(2, '0');
    const pick = (list: readonly string[]) => list[Math.floor(index / 3) % list.length] ?? '';
    if (index % 3 === 0) return `+1${pick(areaCodes)}55501${digits}`;
    if (index % 3 === 1) return pick(mobiles);
    return `${pick(LANDLINES)}${'2'.repeat(7)}${digits}`.slice(0, pick(LANDLINES).startsWith('+55') ? 13 : 12);
  });
}

/** Microseconds of processor time a number, of each round: the first round fills what is remembered and does not count. */
function time(name: string, work: (index: number) => unknown, count: number): Figures {
  const rounds: number[] = [];
  for (let round = 0; round <= Number(options.rounds); round += 1) {
    const start = process.cpuUsage();
    for (let index = 0; index < count; index += 1) work(index);
    const { user, system } = process.cpuUsage(start);
    if (round > 0) rounds.push((user + system) / count);
  }
  return { work: name, numbers: count, 'p50 µs': percentile(rounds, 50), 'worst round µs': percentile(rounds, 100) };
}

const NOBODY: Phone = { e164: '', country: null, type: 'MOBILE' };
const numbers = mixed(Number(options.numbers));
const phones: Phone[] = numbers.flatMap((number) => {
  const parsed = parsePhone(number);
  return parsed.ok ? [parsed.phone] : [];
});
const rows = [
  time('libphonenumber reads the number', (index) => parsePhoneNumberFromString(numbers[index] ?? ''), numbers.length),
  time('the product reads and checks it', (index) => parsePhone(numbers[index] ?? ''), numbers.length),
  time('its zones, once it is read', (index) => zonesOfPhone(phones[index] ?? NOBODY), phones.length),
  time(
    'from the text to the zones',
    (index) => {
      const parsed = parsePhone(numbers[index] ?? '');
      return parsed.ok ? zonesOfPhone(parsed.phone) : undefined;
    },
    numbers.length,
  ),
];
if (!options.json)
  console.log(`${machine()}\n${phones.length} of ${numbers.length} numbers are valid. Aim: ${AIM_US} µs`);
print('zones', rows, options.json);
