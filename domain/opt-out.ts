/**
 * What a consumer's message asks for: the reviewed table of docs/replies.md, as code.
 *
 * Keywords are Twilio's list and that of 47 CFR 64.1200(a)(10) ("stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe"), and the
 * words for it in Spanish, and in French for Canada. Other words count only where they say nothing else: (a)(10) asks what a reasonable person would
 * understand, and what is left open here is read by an agent, who can opt the consumer out.
 */
export type InboundKind = 'reply' | 'opt-out' | 'opt-in' | 'help';

export type Reading =
  /** `rule`: by what it is an opt-out: `keyword:STOP`, `phrase:stop-texting`. */
  { kind: 'opt-out'; rule: string } | { kind: 'opt-in' } | { kind: 'help' } | { kind: 'reply' };

/** Also with words of politeness around them. */
const STOP = [
  'STOP',
  'STOPALL',
  'UNSUBSCRIBE',
  'QUIT',
  'REVOKE',
  'OPTOUT',
  'ALTO',
  'PARAR',
  'PARE',
  'BAJA',
  'DETENER',
  'ARRET',
];
/** Alone: "please cancel" and "the end, thanks" are about something else more often than about messages. */
const STOP_ALONE = ['CANCEL', 'END', 'CANCELAR'];
/** Also as the first sentence of several. */
const STOP_FIRST = ['STOP', 'STOPALL', 'UNSUBSCRIBE'];
const START = ['START', 'UNSTOP'];
/** Only from someone who is opted out: from anyone else it answers the campaign. */
const START_IF_OPTED_OUT = ['YES'];
const HELP = ['HELP', 'INFO'];

/** Words that change nothing about what is asked for, at the beginning and the end. */
const POLITE =
  /^(?:(?:please|pls|plz|kindly|just|now|thanks|thank you|thx|ok|okay|hi|hello|hey|sir|madam|immediately|asap|i said|no thanks|no thank you|can you|could you|would you|will you|por favor|gracias|ya) )+|(?: (?:please|pls|plz|kindly|now|right now|thanks|thank you|thx|sir|madam|immediately|asap|por favor|gracias|ya))+$/g;

const MESSAGES = '(?:text messages|texts|text|messages|message|msgs|sms|spam)';
/** What campaigns are to who gets them. "Stop promotions" is the label of the opt-out button that WhatsApp offers for marketing templates. */
const PROMOTIONS =
  '(?:promotions|promos|promotional (?:messages|texts|offers)|marketing(?: messages| texts)?|offers|ads|adverts|advertising|advertisements|newsletters?)';
const MORE = '(?:any more|anymore|again|ever again|ever)';
const WHOM = '(?:me|us|this number|my number|my phone|my cell)';
const LIST =
  '(?:(?:from|off|off of|of) )?(?:your|the|this|any|all|all your) ?(?:(?:mailing|marketing|text|texting|message|messaging|sms|contact|distribution|phone|call|calling) )?(?:list|lists|database|system)';

/**
 * Each is all of a message, or, with `inSentence`, all of one of its sentences. None is looked for inside a sentence: "stop by the store",
 * "I can't stop laughing" and "don't stop" ask for nothing of the kind.
 */
const PHRASES: readonly { name: string; inSentence: boolean; pattern: RegExp }[] = [
  { name: 'stop-it', inSentence: false, pattern: /^(?:stop (?:it|this|that|all)|stop stop(?: stop)*)$/ },
  {
    name: 'stop-texting',
    inSentence: true,
    pattern: new RegExp(
      `^(?:stop|quit|end|cease) (?:all )?(?:texting|messaging|contacting|spamming|bothering|harassing|writing(?: to)?)(?: ${WHOM})?(?: ${MORE})?$`,
    ),
  },
  {
    name: 'stop-messages',
    inSentence: true,
    pattern: new RegExp(
      `^(?:stop|quit|end|cancel) (?:sending |receiving |getting )?(?:${WHOM} )?(?:all )?(?:of )?(?:these |those |this |the |your |any |any more |more )?${MESSAGES}(?: to ${WHOM})?(?: ${MORE})?$`,
    ),
  },
  {
    name: 'stop-promotions',
    inSentence: false,
    pattern: new RegExp(
      `^(?:(?:stop|quit|end|cancel) (?:sending |receiving |getting )?(?:${WHOM} )?|no more |unsubscribe (?:me )?from )(?:all )?(?:of )?(?:these |those |this |the |your |any |any more )?${PROMOTIONS}(?: to ${WHOM})?(?: ${MORE})?$`,
    ),
  },
  {
    name: 'stop-promotions-abroad',
    inSentence: false,
    pattern:
      /^(?:(?:detener|parar|cancelar|basta de|no mas) (?:las |de )?(?:promociones|ofertas|publicidad)|(?:parar|interromper|cancelar|chega de) (?:as |de )?(?:promocoes|ofertas|publicidade)|(?:arreter|stop|stopper|plus de) (?:les |aux |de )?(?:promotions|promos|offres|publicites?)|(?:werbung|werbeaktionen|werbenachrichten) (?:stoppen|beenden|abbestellen)|(?:stop|keine) werbung(?: mehr)?|(?:interrompi|ferma|blocca|basta) (?:le )?(?:promozioni|offerte|pubblicita))$/,
  },
  {
    name: 'do-not-text',
    inSentence: true,
    pattern: new RegExp(
      `^(?:do not|don'?t|never|you may not) (?:ever )?(?:(?:text|message|contact|spam|sms)(?: ${WHOM})|write(?: to)? ${WHOM}|send (?:${WHOM} )?(?:any |any more |more |these |your )?${MESSAGES}(?: to ${WHOM})?)(?: ${MORE})?$`,
    ),
  },
  {
    name: 'no-more',
    inSentence: true,
    pattern: new RegExp(`^no more (?:of )?(?:these |your )?(?:${MESSAGES}|texting|messaging|spam)$`),
  },
  {
    name: 'remove-me',
    inSentence: false,
    pattern: new RegExp(
      `^(?:remove|delete|unsubscribe) (?:me|us|this number|my (?:phone |cell |mobile )?number)(?: ${LIST})?$`,
    ),
  },
  {
    name: 'off-the-list',
    inSentence: true,
    pattern: new RegExp(
      `^(?:take|get) (?:me|us|this number|my (?:phone |cell |mobile )?number) (?:off|off of|out of) ${LIST}$`,
    ),
  },
  {
    name: 'opt-me-out',
    inSentence: true,
    pattern:
      /^(?:opt me out|opt out of (?:all|these|your|all your) (?:messages|texts)|(?:i|we) opt out|(?:(?:i|we) (?:want|wish|would like|need)|(?:i|we)'?d like) to (?:opt out|unsubscribe|be removed|be unsubscribed|revoke(?: my)? consent|be taken off (?:your|the) list))$/,
  },
  {
    name: 'no-consent',
    inSentence: true,
    pattern: new RegExp(
      `^(?:(?:i|we) (?:hereby )?)?(?:revoke|withdraw) (?:my |our |all )?consent$|^(?:i|we) (?:do not|don'?t|no longer) (?:want|wish|consent) (?:to (?:receive|get) )?(?:any |any more |anymore |more |these |your )?${MESSAGES}(?: from you)?(?: ${MORE})?$`,
    ),
  },
  { name: 'leave-me-alone', inSentence: true, pattern: /^leave me alone$/ },
  {
    name: 'no-me-escriban',
    inSentence: true,
    pattern:
      /^no (?:me (?:escriban?|escribas|envien?|envies|manden?|mandes|contacten?)(?: mas)?(?: (?:mas )?(?:mensajes|textos))?|mas (?:mensajes|textos)|quiero(?: recibir)?(?: mas)? (?:mensajes|textos))$/,
  },
  {
    name: 'dejen-de-escribir',
    inSentence: true,
    pattern:
      /^(?:deje|dejen|deja) de (?:escribirme|mandarme mensajes|enviarme mensajes|molestarme|contactarme)$|^(?:quiero )?dar(?:me|nos) de baja$|^(?:quitenme|quiteme|eliminenme|borrenme|saquenme) de (?:la|su) lista$/,
  },
];

/** What a consumer's message asks for. `optedOut`: whether its consumer is opted out now. */
export function readInbound(text: string, optedOut: boolean): Reading {
  const sentences = sentencesOf(text);
  const all = sentences.join(' ');
  const keyword = lettersOf(all);
  if (START.includes(keyword) || (optedOut && START_IF_OPTED_OUT.includes(keyword))) return { kind: 'opt-in' };
  if (HELP.includes(keyword)) return { kind: 'help' };
  const rule = optOutRule(sentences, all) ?? openingRule(text);
  return rule === undefined ? { kind: 'reply' } : { kind: 'opt-out', rule };
}

function optOutRule(sentences: string[], all: string): string | undefined {
  const keyword = lettersOf(all);
  if (STOP.includes(keyword) || STOP_ALONE.includes(keyword)) return `keyword:${keyword}`;
  const asked = plainOf(all);
  const askedFor = lettersOf(asked);
  if (STOP.includes(askedFor)) return `keyword:${askedFor}`;
  const parts = sentences.map(plainOf).filter((part) => part !== '');
  const [first] = parts.map(lettersOf);
  if (first !== undefined && STOP.includes(first) && parts.every((part) => lettersOf(part) === first))
    return `keyword:${first}`;
  const whole = PHRASES.find(({ pattern }) => pattern.test(asked));
  if (whole) return `phrase:${whole.name}`;
  const part = PHRASES.find(({ inSentence, pattern }) => inSentence && parts.some((each) => pattern.test(each)));
  return part && `phrase:${part.name}`;
}

/** Who begins with "Stop." or "STOP!" has said it, whatever follows. */
function openingRule(text: string): string | undefined {
  const opening =
    /^[^\p{L}\p{N}]*[^.!\n\r]*(?=[.!\n\r])/u.exec(text.slice(0, LONGEST_READ).normalize('NFKC'))?.[0] ?? '';
  const word = lettersOf(plainOf(sentencesOf(opening).join(' ')));
  return STOP_FIRST.includes(word) ? `keyword:${word}` : undefined;
}

/** An SMS has 1,600 characters at most; who writes more than that tells an agent something. */
const LONGEST_READ = 2_000;

/**
 * The sentences of a message in small letters with nothing but letters, digits, apostrophes and single spaces: full-width letters as narrow
 * ones, without accents, marks and emoji. A sentence ends with . ! ? ; a comma, a line, or before "or".
 */
function sentencesOf(text: string): string[] {
  return text
    .slice(0, LONGEST_READ)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[‘’ʼ`´]/g, "'")
    .split(/[.!?;,\n\r…]+|\bor\b/)
    .map((sentence) => sentence.replace(/[^\p{L}\p{N}']+/gu, ' ').replace(/(?<!\p{L})'|'(?!\p{L})/gu, ' '))
    .map((sentence) => sentence.replace(/ +/g, ' ').trim())
    .filter((sentence) => sentence !== '');
}

/** So that "opt-out", "Opt Out" and "S T O P" are the words that they are. */
function lettersOf(sentence: string): string {
  return sentence.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}

function plainOf(sentence: string): string {
  return sentence.replace(POLITE, '').trim();
}
