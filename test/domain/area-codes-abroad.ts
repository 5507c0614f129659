/**
 * Area codes outside North America in countries with several times, by state, province or oblast, with the zones that their places keep by
 * law. Made without Google's map: the codes from the countries' numbering plans (Anatel's DDD codes, Mexico's NIR, Russia's ABC codes,
 * Indonesia's, Australia's geographic ranges), the zones from the IANA database's zone.tab and its notes on who keeps which time.
 *
 * `digits` are a number's after the area code. A code that serves several times has them all.
 */
export type AbroadRow = [place: string, zones: string[], codes: string];
export type Abroad = { country: string; callingCode: string; digits: (code: string) => string; rows: AbroadRow[] };

const BRASILIA = ['America/Sao_Paulo'];
const AMAZON = ['America/Manaus'];
const CENTRAL = ['America/Mexico_City'];
const PACIFIC = ['America/Mazatlan'];
const MOSCOW = ['Europe/Moscow'];
const URALS = ['Asia/Yekaterinburg'];
const KRASNOYARSK = ['Asia/Krasnoyarsk'];
const WIB = ['Asia/Jakarta'];
const WITA = ['Asia/Makassar'];
const WIT = ['Asia/Jayapura'];
const EAST = ['Australia/Sydney'];

const to = (length: number) => (code: string) => `2${'0'.repeat(length - code.length - 2)}1`;

export const ABROAD: Abroad[] = [
  {
    country: 'BR',
    callingCode: '55',
    digits: to(10),
    rows: [
      ['São Paulo', BRASILIA, '11 12 13 14 15 16 17 18 19'],
      ['Rio de Janeiro, Espírito Santo', BRASILIA, '21 22 24 27 28'],
      ['Minas Gerais', BRASILIA, '31 32 33 34 35 37 38'],
      ['Paraná, Santa Catarina, Rio Grande do Sul', BRASILIA, '41 42 43 44 45 46 47 48 49 51 53 54 55'],
      ['Brasília, Goiás, Tocantins', BRASILIA, '61 62 63 64'],
      ['Mato Grosso', ['America/Cuiaba'], '65 66'],
      ['Mato Grosso do Sul', ['America/Campo_Grande'], '67'],
      ['Acre', ['America/Rio_Branco'], '68'],
      ['Rondônia', ['America/Porto_Velho'], '69'],
      ['Bahia, Sergipe', ['America/Bahia'], '71 73 74 75 77 79'],
      ['Pernambuco, with Fernando de Noronha', ['America/Recife', 'America/Noronha'], '81'],
      ['Pernambuco, the interior', ['America/Recife'], '87'],
      ['Alagoas', ['America/Maceio'], '82'],
      ['Paraíba, Rio Grande do Norte, Ceará, Piauí', ['America/Fortaleza'], '83 84 85 86 88 89'],
      ['Pará, Amapá, Maranhão', ['America/Belem', 'America/Santarem', 'America/Fortaleza'], '91 93 94 96 98 99'],
      ['Amazonas, Roraima', [...AMAZON, 'America/Boa_Vista'], '92 95'],
      ['Amazonas, the west', [...AMAZON, 'America/Eirunepe'], '97'],
    ],
  },
  {
    country: 'MX',
    callingCode: '52',
    digits: to(10),
    rows: [
      ['Mexico City, Guadalajara, Monterrey, Puebla, Mérida', CENTRAL, '55 33 81 222 999'],
      ['Baja California', ['America/Tijuana'], '616 646 658 661 664 665 686'],
      ['Baja California Sur', PACIFIC, '612 613 615 624'],
      ['Sonora', ['America/Hermosillo'], '622 623 631 632 633 634 637 641 642 643 644 645 647 651 653 662'],
      ['Sinaloa', PACIFIC, '667 668 669 672 673 687 694 695 696 697 698'],
      ['Nayarit', PACIFIC, '311 319 323 324 325 389'],
      ['Nayarit, with Bahía de Banderas', [...PACIFIC, 'America/Bahia_Banderas'], '327 329'],
      ['Chihuahua', ['America/Chihuahua'], '614 621 625 627 628 629 635 636 639 648 649 652 659'],
      ['Ciudad Juárez', ['America/Ciudad_Juarez'], '656'],
      ['Ojinaga', ['America/Ojinaga'], '626'],
      ['Durango, Zacatecas', CENTRAL, '618 671 674 675 676 677 492 493 498'],
      ['Quintana Roo', ['America/Cancun'], '983 984 987 998'],
      ['Campeche, Yucatán', ['America/Merida'], '981 982 985 986 988 991 996 997'],
      ['Tamaulipas, the border', ['America/Matamoros'], '867 868 891 894 897 899'],
      ['Coahuila, the border', ['America/Matamoros'], '862 877 878'],
      ['Nuevo León, Coahuila', ['America/Monterrey'], '821 823 824 825 826 828 829 842 844 861 864 866 869 871 872'],
      ['Anáhuac, Nuevo León', ['America/Matamoros', 'America/Monterrey'], '873'],
    ],
  },
  {
    country: 'RU',
    callingCode: '7',
    digits: to(10),
    rows: [
      ['Buryatia', ['Asia/Irkutsk'], '301'],
      ['Transbaikal', ['Asia/Chita'], '302'],
      ['Udmurtia', ['Europe/Samara'], '341'],
      ['the Urals', URALS, '342 343 345 346 347 349 351 352 353'],
      ['Omsk', ['Asia/Omsk'], '381'],
      ['Tomsk', ['Asia/Tomsk'], '382'],
      ['Novosibirsk', ['Asia/Novosibirsk'], '383'],
      ['Kemerovo', ['Asia/Novokuznetsk'], '384'],
      ['Altai', ['Asia/Barnaul'], '385 388'],
      ['Khakassia, Krasnoyarsk, Tuva', KRASNOYARSK, '390 391 394'],
      ['Irkutsk', ['Asia/Irkutsk'], '395'],
      ['Kaliningrad', ['Europe/Kaliningrad'], '401'],
      ['Yakutia', ['Asia/Yakutsk', 'Asia/Ust-Nera', 'Asia/Srednekolymsk'], '411'],
      ['Magadan', ['Asia/Magadan'], '413'],
      ['Kamchatka', ['Asia/Kamchatka'], '415'],
      ['Amur', ['Asia/Yakutsk'], '416'],
      ['Khabarovsk, Primorye, the Jewish Oblast', ['Asia/Vladivostok'], '421 423 426'],
      ['Sakhalin', ['Asia/Sakhalin'], '424'],
      ['Chukotka', ['Asia/Anadyr'], '427'],
      ['the west', MOSCOW, '471 472 473 474 475 481 482 483 484 485 486 487 491 492 493 494 495 496 498 499'],
      ['the northwest', MOSCOW, '811 812 813 814 815 816 817 818 820 821'],
      ['the Volga, on Moscow time', MOSCOW, '831 833 834 835 836 841 843 844 847 855'],
      ['the Volga, an hour ahead', ['Europe/Samara'], '846 848'],
      ['Ulyanovsk', ['Europe/Ulyanovsk'], '842'],
      ['Saratov', ['Europe/Saratov'], '845'],
      ['Astrakhan', ['Europe/Astrakhan'], '851'],
      ['the south', MOSCOW, '861 862 863 865 866 867 871 872 873 877 878 879'],
    ],
  },
  {
    country: 'ID',
    callingCode: '62',
    digits: to(10),
    rows: [
      ['Java', WIB, '21 22 24 251 254 261 271 274 281 291 31 321 331 341 351 356'],
      ['Sumatra', WIB, '61 620 631 641 651 711 721 731 741 751 761 771 778'],
      ['Bali', WITA, '361 362 363 365 366 368'],
      ['West Nusa Tenggara', WITA, '370 371 372 373 374 376'],
      ['East Nusa Tenggara', WITA, '380 381 382 383 384 385 386 387 388 389'],
      ['Sulawesi', WITA, '401 410 411 421 423 430 431 435 451 461 471 481'],
      ['West Kalimantan', ['Asia/Pontianak'], '534 561 562 563 564 565 567 568'],
      ['Central Kalimantan', ['Asia/Pontianak'], '513 519 522 525 528 531 532 536 537 538 539'],
      ['South Kalimantan', WITA, '511 512 517 518 526 527'],
      ['East and North Kalimantan', WITA, '541 542 543 545 548 549 551 552 553 554 556'],
      ['Maluku', WIT, '910 911 913 914 916 917 918 921 922 923 924 927 929'],
      ['Papua', WIT, '901 902 951 952 955 956 957 966 967 969 971 975 980 981 983 984 985 986'],
    ],
  },
  {
    country: 'AU',
    callingCode: '61',
    digits: to(9),
    rows: [
      ['New South Wales', EAST, '24 29 260 266 268'],
      ['Lord Howe Island', ['Australia/Lord_Howe'], '26563'],
      ['Victoria', ['Australia/Melbourne'], '34 35 39'],
      ['Tasmania', ['Australia/Hobart'], '36'],
      ['Queensland', ['Australia/Brisbane'], '73 740 746 749'],
      ['Queensland and Tweed Heads', ['Australia/Brisbane', 'Australia/Sydney'], '755 7567'],
      ['South Australia', ['Australia/Adelaide'], '88 8720'],
      ['Broken Hill', ['Australia/Broken_Hill'], '88080'],
      ['the Northern Territory', ['Australia/Darwin'], '889'],
      ['Western Australia', ['Australia/Perth'], '86 892 894 897'],
      ['Eucla', ['Australia/Eucla'], '89039'],
    ],
  },
  {
    country: 'ES',
    callingCode: '34',
    digits: to(9),
    rows: [
      ['the peninsula', ['Europe/Madrid'], '91 93 954 956 971 981'],
      ['Ceuta and Melilla', ['Africa/Ceuta'], '856 951 952'],
      ['the Canaries', ['Atlantic/Canary'], '822 828 922 928'],
    ],
  },
  {
    country: 'PT',
    callingCode: '351',
    digits: to(9),
    rows: [
      ['the mainland', ['Europe/Lisbon'], '21 22 231 239 244 253 265 281 289'],
      ['Madeira', ['Atlantic/Madeira'], '291'],
      ['the Azores', ['Atlantic/Azores'], '292 295 296'],
    ],
  },
  {
    country: 'NZ',
    callingCode: '64',
    digits: to(8),
    rows: [
      ['the North Island', ['Pacific/Auckland'], '4 6 7 9'],
      ['the South Island', ['Pacific/Auckland'], '33 34 35'],
      ['the Chatham Islands', ['Pacific/Chatham'], '3305'],
    ],
  },
  {
    country: 'EC',
    callingCode: '593',
    digits: to(8),
    rows: [
      ['the mainland', ['America/Guayaquil'], '22 32 42 62 72'],
      ['Manabí, Los Ríos and Galápagos', ['America/Guayaquil', 'Pacific/Galapagos'], '52'],
    ],
  },
  {
    country: 'CL',
    callingCode: '56',
    digits: to(9),
    rows: [
      ['Santiago', ['America/Santiago'], '22'],
      ['Valparaíso, with Easter Island', ['America/Santiago', 'Pacific/Easter'], '32'],
      ['Magallanes', ['America/Punta_Arenas'], '61'],
      ['Aysén', ['America/Coyhaique'], '67'],
    ],
  },
  {
    country: 'CN',
    callingCode: '86',
    digits: to(11),
    rows: [
      ['Beijing, Shanghai, Guangzhou', ['Asia/Shanghai'], '10 21 20'],
      ['Xinjiang', ['Asia/Shanghai', 'Asia/Urumqi'], '901 906 990 991 995 998 999'],
    ],
  },
];
