/** Raise it with every change of the tables below: decisions are recorded with it. */
export const OVERRIDES_REVISION = 2;

export type AreaCodeOverride = { reason: string } & ({ sameAs: string } | { zones: string[] });
/** `country`: all of the country's zones. */
export type PrefixOverride = { prefixes: string[]; zones: string[] | 'country'; reason: string };

/**
 * Where Google's map is wrong about a North American area code. Found by holding the map against NANPA's NPA database
 * (file of 5 January 2026: overlay complexes, time zones) and the legal boundaries in 49 CFR 71; the test keeps the
 * whole table.
 */
export const AREA_CODE_OVERRIDES: Record<string, AreaCodeOverride> = {
  448: { sameAs: '850', reason: "Overlays 850, Florida's panhandle in two zones; the map has Eastern alone." },
  689: { sameAs: '407', reason: 'Overlays 407, Orlando, Eastern; the map has Central.' },
  364: { sameAs: '270', reason: 'Overlays 270, western Kentucky in two zones; the map has Eastern alone.' },
  930: { sameAs: '812', reason: 'Overlays 812, southern Indiana in two zones; the map has Eastern alone.' },
  458: {
    sameAs: '541',
    reason: 'Overlays 541, Oregon with Malheur County on Mountain time; the map has Pacific alone.',
  },
  931: {
    zones: ['America/Chicago', 'America/New_York'],
    reason: 'NANPA lists it in both zones; the map has Central alone.',
  },
  915: {
    zones: ['America/Denver', 'America/Chicago'],
    reason:
      'NANPA lists it in both zones: east of Hudspeth County, Texas is on Central time; the map has Mountain alone.',
  },
  907: {
    zones: ['America/Anchorage', 'America/Adak'],
    reason: "Alaska has two zones, both with summer time; the map adds Hawaii's, which no place in Alaska keeps.",
  },
  236: { sameAs: '250', reason: 'Overlays 250, with the Mountain time of eastern British Columbia.' },
  257: { sameAs: '250', reason: 'Overlays 250, with the Mountain time of eastern British Columbia.' },
  672: { sameAs: '250', reason: 'Overlays 250, with the Mountain time of eastern British Columbia.' },
  778: { sameAs: '250', reason: 'Overlays 250, with the Mountain time of eastern British Columbia.' },
  474: { sameAs: '306', reason: 'Overlays 306, all of Saskatchewan, without summer time; the map has Winnipeg.' },
  273: { sameAs: '418', reason: 'Overlays 418 from February 2027, with the Atlantic time of the Magdalen Islands.' },
  367: { sameAs: '418', reason: 'Overlays 418, with the Atlantic time of the Magdalen Islands.' },
  581: { sameAs: '418', reason: 'Overlays 418, with the Atlantic time of the Magdalen Islands.' },
  879: { sameAs: '709', reason: 'Overlays 709, Newfoundland and Labrador; the map has Puerto Rico for Labrador.' },
};

/**
 * The same outside North America, in the countries with several zones; the first that fits serves. From the countries'
 * numbering plans and the IANA database's notes on who keeps which time.
 */
export const PREFIX_OVERRIDES: PrefixOverride[] = [
  {
    prefixes: ['56'],
    zones: 'country',
    reason: 'Chile: the map has Santiago for all, also for Magallanes, Aysén and Easter Island, and for its mobiles.',
  },
  {
    prefixes: ['5220'],
    zones: 'country',
    reason: 'Mexico: the map has New York in it.',
  },
  {
    prefixes: ['5262'],
    zones: ['America/Mazatlan', 'America/Chihuahua', 'America/Ojinaga'],
    reason:
      "Sonora, Baja California Sur and Chihuahua: the map has Mazatlan's time for Chihuahua, on Central time since October 2022.",
  },
  {
    prefixes: ['52327', '52329'],
    zones: ['America/Mazatlan', 'America/Mexico_City'],
    reason: "The south of Nayarit: Bahía de Banderas keeps Central time; for 327 the map has Mazatlan's alone.",
  },
  {
    prefixes: ['5263', '5265'],
    zones: ['America/Mazatlan', 'America/Tijuana', 'America/Ciudad_Juarez', 'America/Chihuahua'],
    reason:
      "Northern Mexico: the map has Mazatlan's time for the state of Chihuahua, on Central time since October 2022.",
  },
  {
    prefixes: ['5581'],
    zones: ['America/Recife', 'America/Noronha'],
    reason: "Brazil's Pernambuco: the map has the islands of Noronha, an hour ahead, for all of Recife.",
  },
  {
    prefixes: ['5591', '5593', '5594', '5596', '5598', '5599'],
    zones: ['America/Belem'],
    reason: "Brazil's Pará, Amapá, Maranhão: where the map has no entry it falls to Manaus.",
  },
  {
    prefixes: ['5597'],
    zones: ['America/Manaus', 'America/Eirunepe'],
    reason: "Brazil's western Amazonas is an hour behind Manaus; the map has Manaus alone.",
  },
  {
    prefixes: ['617'],
    zones: ['Australia/Brisbane', 'Australia/Sydney'],
    reason: 'Queensland without summer time and the Tweed with it; where the map has no entry it falls to Sydney.',
  },
  {
    prefixes: ['618'],
    zones: ['Australia/Adelaide', 'Australia/Darwin', 'Australia/Eucla', 'Australia/Perth'],
    reason: 'One code for three states; the map mixes in Sydney and the islands, which have their own country codes.',
  },
  {
    prefixes: ['7411'],
    zones: ['Asia/Yakutsk', 'Asia/Vladivostok', 'Asia/Magadan'],
    reason: 'Yakutia has three times; the map has that of its west alone.',
  },
  {
    prefixes: ['740'],
    zones: ['Europe/Kaliningrad'],
    reason: 'Kaliningrad keeps no summer time; the map has Bucharest.',
  },
  {
    prefixes: ['784'],
    zones: ['Europe/Moscow', 'Europe/Samara'],
    reason: 'The Volga: Saratov is an hour ahead of Moscow since 2016, which the map has not; Bucharest is none of it.',
  },
  {
    prefixes: ['8690', '8699'],
    zones: ['Asia/Shanghai', 'Asia/Urumqi'],
    reason: 'Xinjiang lives by Urumqi time beside the official one.',
  },
];
