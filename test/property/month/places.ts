/**
 * Where the phones of the simulated month are. The zones are those that people there live by, from the IANA database's zone.tab and
 * the countries' numbering plans: independent of the product's map.
 */
import { AREA_CODES } from '../../domain/area-codes.ts';

export type Place = {
  name: string;
  /** E.164 without the plus, up to where a consumer's own digits begin. */
  prefix: string;
  /** How many digits are the consumer's own. */
  own: number;
  zones: string[];
};

const AUSTRALIA = [
  'Sydney',
  'Melbourne',
  'Hobart',
  'Brisbane',
  'Lindeman',
  'Adelaide',
  'Broken_Hill',
  'Darwin',
  'Perth',
]
  .concat(['Eucla', 'Lord_Howe'])
  .map((city) => `Australia/${city}`);
const RUSSIA = ['Europe/Kaliningrad', 'Europe/Moscow', 'Europe/Samara'].concat(
  ['Yekaterinburg', 'Omsk', 'Krasnoyarsk', 'Irkutsk', 'Yakutsk', 'Vladivostok', 'Magadan', 'Kamchatka'].map(
    (city) => `Asia/${city}`,
  ),
);

const ABROAD: [name: string, prefix: string, own: number, zones: string[]][] = [
  ['London', '4420794', 5, ['Europe/London']],
  ['a British mobile', '447400', 6, ['Europe/London']],
  ['a Spanish mobile', '346123', 5, ['Europe/Madrid', 'Atlantic/Canary']],
  ['a Portuguese mobile', '35191', 7, ['Europe/Lisbon', 'Atlantic/Madeira', 'Atlantic/Azores']],
  ['an Egyptian mobile', '201001', 6, ['Africa/Cairo']],
  ['a Moroccan mobile', '212612', 6, ['Africa/Casablanca']],
  ['a South African mobile', '2782', 7, ['Africa/Johannesburg']],
  ['an Indian mobile', '919876', 6, ['Asia/Kolkata']],
  ['a Nepalese mobile', '977984', 7, ['Asia/Kathmandu']],
  ['an Iranian mobile', '989123', 6, ['Asia/Tehran']],
  ['a Lebanese mobile', '96171', 6, ['Asia/Beirut']],
  ['an Indonesian mobile', '628111', 6, ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura']],
  ['a Russian mobile', '7916', 7, RUSSIA],
  ['an Australian mobile', '614915', 5, AUSTRALIA],
  ['a New Zealand mobile', '642112', 6, ['Pacific/Auckland', 'Pacific/Chatham']],
  ['a Samoan mobile', '68572', 5, ['Pacific/Apia']],
  ['a Chilean mobile', '56922', 6, ['America/Santiago', 'America/Punta_Arenas', 'Pacific/Easter']],
  ['a mobile of Asunción', '595981', 6, ['America/Asuncion']],
  ['Mexico City', '525512', 6, ['America/Mexico_City']],
  ['São Paulo', '551132', 6, ['America/Sao_Paulo']],
  ['Recife, or Fernando de Noronha', '558132', 6, ['America/Recife', 'America/Noronha']],
  ['a Brazilian mobile', '55119', 8, ['America/Sao_Paulo', 'America/Noronha', 'America/Manaus', 'America/Rio_Branco']],
];

/** Area codes that entered service lately are in no phone's metadata: only those that the month's numbers can have. */
const US = AREA_CODES.flatMap(([name, zones, complexes]) => {
  const codes = complexes.split(' ').flatMap((complex) => complex.split('/').slice(0, 1));
  return codes.map((code) => ({ name: `${code}, ${name}`, prefix: `1${code}2`, own: 6, zones }));
});

export const NORTH_AMERICA: Place[] = US;
export const ABROAD_PLACES: Place[] = ABROAD.map(([name, prefix, own, zones]) => ({ name, prefix, own, zones }));

/** Zones that come with a recipient, whatever the number says. */
export const OWN_ZONES = [
  ...['America/New_York', 'America/Phoenix', 'America/Denver', 'America/St_Johns', 'America/Havana', 'America/Adak'],
  ...['Europe/Dublin', 'Europe/Berlin', 'Africa/Casablanca', 'Asia/Kolkata', 'Asia/Kathmandu', 'Asia/Tokyo'],
  ...['Australia/Lord_Howe', 'Australia/Adelaide', 'Pacific/Chatham', 'Pacific/Kiritimati', 'Pacific/Apia'],
  ...['Pacific/Marquesas', 'Antarctica/Troll', 'America/Santiago'],
];

export function numberIn({ prefix, own }: Place, index: number): string {
  return `${prefix}${String(index).padStart(own, '0')}`;
}
