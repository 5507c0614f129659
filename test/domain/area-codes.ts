/**
 * North American area codes by state and province, each overlay complex written together, with the zones that their
 * places keep by law. Made without Google's map: from NANPA's NPA database (5 January 2026: location, overlay complex,
 * time zone) and the IANA database. Codes that entered service later in 2026 are there: 465, 471, 483; and 273, which
 * the metadata knows before its time in 2027.
 *
 * Differs from NANPA where its one letter hides a zone: 928 (the Navajo Nation keeps summer time), 907 (the western
 * Aleutians), 250 and its overlays (eastern British Columbia is on Mountain time), 418 and its overlays (the Magdalen
 * Islands are on Atlantic time), 709 and 879 (Labrador is on Atlantic time), 930 and 986 (which overlay 812 and 208).
 */
const E = ['America/New_York'];
const C = ['America/Chicago'];
const M = ['America/Denver'];
const P = ['America/Los_Angeles'];
const EC = [...E, ...C];
const CM = [...C, ...M];
const MP = [...M, ...P];
const ATLANTIC = ['America/Halifax'];
const ALBERTA = ['America/Edmonton'];

export const AREA_CODES: [place: string, zones: string[], complexes: string][] = [
  ['Alabama', C, '205/659 251 256/938 334/483'],
  ['Alaska', ['America/Anchorage', 'America/Adak'], '907'],
  ['Arizona', ['America/Phoenix'], '480/602/623 520'],
  ['Arizona, with the Navajo Nation', ['America/Phoenix', 'America/Denver'], '928'],
  ['Arkansas', C, '479 501 870/327'],
  [
    'California',
    P,
    '209/350 213/323/738 310/424 408/669 415/628 510/341 530/837 559/357 562 619/858 626 650 661 707/369 714/657 ' +
      '760/442 805/820 818/747 831 909/840 916/279 925 949 951',
  ],
  ['Colorado', M, '303/720/983 719 970/748'],
  ['Connecticut', E, '203/475 860/959'],
  ['Delaware', E, '302'],
  ['District of Columbia', E, '202/771'],
  ['Florida', E, '239 305/786/645 321 352 386 407/689 561/728 727 754/954 772 813/656 863 904/324 941'],
  ['Florida, the panhandle', EC, '850/448'],
  ['Georgia', E, '229 404/470/678/770/943 478 706/762 912'],
  ['Hawaii', ['Pacific/Honolulu'], '808'],
  ['Idaho', MP, '208/986'],
  ['Illinois', C, '217/447 309/861 312/773/872 618/730 630/331 708/464 815/779 847/224'],
  ['Indiana', E, '260 317/463 765'],
  ['Indiana, northwest and southwest', EC, '219 574 812/930'],
  ['Iowa', C, '319 515 563 641 712'],
  ['Kansas', C, '316 913'],
  ['Kansas, west', CM, '620 785'],
  ['Kentucky', E, '502 859'],
  ['Kentucky, west and south', EC, '270/364 606'],
  ['Louisiana', C, '225 318/457 337 504 985'],
  ['Maine', E, '207'],
  ['Maryland', E, '301/240/227 410/443/667'],
  ['Massachusetts', E, '413 508/774 617/857 781/339 978/351'],
  ['Michigan', E, '231 248/947 269 313/679 517 586 616 734 810 989'],
  ['Michigan, the upper peninsula', EC, '906'],
  ['Minnesota', C, '218 320 507/924 612 651 763 952'],
  ['Mississippi', C, '228 601/769 662/471'],
  ['Missouri', C, '314/557 417 573/235 636 660 816/975'],
  ['Montana', M, '406'],
  ['Nebraska', C, '402/531'],
  ['Nebraska, west', CM, '308'],
  ['Nevada', P, '702/725'],
  ['Nevada, with West Wendover', MP, '775'],
  ['New Hampshire', E, '603'],
  ['New Jersey', E, '201/551 609/640 732/848 856 908 973/862'],
  ['New Mexico', M, '505 575'],
  ['New York', E, '212/646/332 315/680 516/363 518/838 585 607 631/934 716/624 718/347/929/917/465 845/329 914'],
  ['North Carolina', E, '252 336/743 704/980 828 910/472 919/984'],
  ['North Dakota', CM, '701'],
  ['Ohio', E, '216 330/234 419/567 440/436 513/283 614/380 740/220 937/326'],
  ['Oklahoma', C, '405/572 580 918/539'],
  ['Oregon', P, '503/971'],
  ['Oregon, with Malheur County', MP, '541/458'],
  ['Pennsylvania', E, '215/267/445 412/878/724 570/272 610/484/835 717/223 814/582'],
  ['Rhode Island', E, '401'],
  ['South Carolina', E, '803/839 843/854 864/821'],
  ['South Dakota', CM, '605'],
  ['Tennessee', E, '865'],
  ['Tennessee, west and middle', C, '615/629 731 901'],
  ['Tennessee, across the line', EC, '423/729 931'],
  [
    'Texas',
    C,
    '210/726 214/469/972/945 254 325 361 409 432 512/737 713/281/832/346/621 806 817/682 830 903/430 936 940 956 979',
  ],
  ['Texas, El Paso', CM, '915'],
  ['Utah', M, '435 801/385'],
  ['Vermont', E, '802'],
  ['Virginia', E, '276 434 540/826 703/571 757/948 804/686'],
  ['Washington', P, '206 253 360/564 425 509'],
  ['West Virginia', E, '304/681'],
  ['Wisconsin', C, '262 414 608/353 715/534 920/274'],
  ['Wyoming', M, '307'],
  ['Alberta', ALBERTA, '403/587/780/825/368'],
  ['British Columbia, the lower mainland', ['America/Vancouver'], '604'],
  ['British Columbia', ['America/Vancouver', ...ALBERTA], '250/236/257/672/778'],
  ['Manitoba', C, '204/431/584'],
  ['New Brunswick', ATLANTIC, '506/428'],
  ['Newfoundland and Labrador', ['America/St_Johns', ...ATLANTIC], '709/879'],
  ['Nova Scotia, Prince Edward Island', ATLANTIC, '902/782'],
  ['Ontario', E, '416/647/437/942 519/226/548/382 613/343/753 705/249/683 905/289/365/742'],
  ['Ontario, northwest', EC, '807'],
  ['Quebec', E, '450/579/354 514/438/263 819/873/468'],
  ['Quebec, east', [...E, ...ATLANTIC], '418/581/367/273'],
  ['Saskatchewan', ['America/Regina'], '306/639/474'],
  ['the territories', [...E, ...C, ...ALBERTA, 'America/Fort_Nelson', 'America/Vancouver'], '867'],
];
