import { describe, expect, it } from 'vitest';
import { readInbound } from '../../domain/opt-out.ts';

/** What is written, and the rule by which it is an opt-out. */
const OPT_OUTS: [rule: string, ...texts: string[]][] = [
  // 47 CFR 64.1200(a)(10), and Twilio's list.
  ['keyword:STOP', 'STOP', 'stop', ' Stop! ', '"stop".', '“Stop”', "'stop'", 'sToP\n', 'STOP?', 'S T O P', 's.t.o.p.'],
  ['keyword:STOP', 'ＳＴＯＰ', 'stóp', '🛑 STOP 🛑', 'Stop 👍🏽', '*STOP*', '…stop…', 'STOP\u200b'],
  ['keyword:STOPALL', 'STOPALL', 'stop all', 'Stop-All'],
  ['keyword:UNSUBSCRIBE', 'UNSUBSCRIBE', 'unsubscribe please', 'Un-subscribe'],
  ['keyword:CANCEL', 'CANCEL', 'cancel.', '“Cancel”'],
  ['keyword:END', 'END', 'End!'],
  ['keyword:QUIT', 'QUIT', 'please quit'],
  ['keyword:REVOKE', 'REVOKE', 'revoke'],
  ['keyword:OPTOUT', 'OPTOUT', 'opt out', 'opt-out', 'Opt Out please'],
  ['keyword:ALTO', 'ALTO', '¡Alto!', 'alto por favor'],
  ['keyword:PARAR', 'PARAR', 'parar'],
  ['keyword:BAJA', 'BAJA'],
  ['keyword:CANCELAR', 'Cancelar'],
  ['keyword:ARRET', 'ARRET', 'arrêt'],
  // Politeness around a word that can mean nothing else.
  [
    'keyword:STOP',
    'please stop',
    'Please STOP!!',
    'stop please',
    'Stop, thanks',
    'ok stop',
    'Hi. Stop. Thank you.',
    'Can you stop?',
  ],
  ['keyword:STOP', 'STOP, I said STOP', 'No thanks, stop'],
  // As the first sentence.
  [
    'keyword:STOP',
    "STOP! I don't know you.",
    'Stop.\nWho is this?',
    'Please stop. You are annoying',
    '🛑 Stop! 🛑 Enough',
  ],
  ['keyword:UNSUBSCRIBE', 'Unsubscribe. I never asked for this'],
  // And the like.
  ['phrase:stop-it', 'stop it', 'Stop this!', 'stop stop stop'],
  [
    'phrase:stop-texting',
    'stop texting me',
    'Please stop texting me',
    'STOP MESSAGING ME!!!',
    'quit texting this number',
    'stop contacting us ever again',
  ],
  [
    'phrase:stop-texting',
    'Who is this? Stop texting me.',
    'stop texting me or I will sue',
    'Can you please stop texting me?',
  ],
  [
    'phrase:stop-messages',
    'stop sending me messages',
    'stop these texts',
    'Stop all messages',
    'cancel all texts',
    'end these messages',
  ],
  ['phrase:stop-messages', 'Stop receiving messages', 'stop getting these texts'],
  // WhatsApp's own button, and the like.
  [
    'phrase:stop-promotions',
    'Stop promotions',
    'stop promotions please',
    'STOP ALL PROMOTIONS!',
    'Stop sending me ads',
    'no more promos',
    'Cancel your newsletter',
    'unsubscribe from marketing',
    'Hi. Stop these offers.',
  ],
  [
    'phrase:stop-promotions-abroad',
    'Detener promociones',
    'Parar promoções',
    'Interromper promoções',
    'Arrêter les promotions',
    'Werbung stoppen',
    'Werbeaktionen beenden',
    'Interrompi promozioni',
  ],
  [
    'phrase:do-not-text',
    'do not text me',
    "don't text me",
    'don’t text me anymore',
    'dont text me',
    'never message me again',
    'Do not send me any more texts',
  ],
  ['phrase:do-not-text', 'Do not text me, call me'],
  ['phrase:no-more', 'no more messages', 'No more texts please', 'no more of these messages'],
  [
    'phrase:remove-me',
    'remove me',
    'please remove my number',
    'Remove me from your list',
    'unsubscribe me from this mailing list',
    'delete my number',
  ],
  ['phrase:off-the-list', 'take me off your list', 'Take me off the list!', 'get me off of your marketing list'],
  [
    'phrase:opt-me-out',
    'opt me out',
    'I want to opt out',
    'I opt out',
    "I'd like to unsubscribe",
    'we want to be removed',
  ],
  [
    'phrase:no-consent',
    'I revoke my consent',
    'revoke consent',
    'I do not want to receive any more messages',
    "I don't want your texts",
  ],
  ['phrase:leave-me-alone', 'leave me alone'],
  [
    'phrase:no-me-escriban',
    'no me escriban más',
    'No más mensajes',
    'por favor no me envíen mensajes',
    'No quiero recibir más mensajes',
  ],
  ['phrase:dejen-de-escribir', 'dejen de escribirme', 'Quiero darme de baja', 'quítenme de su lista'],
];

const REPLIES = [
  "don't stop",
  'do not stop',
  'please don’t stop texting me',
  'stop by the store tomorrow?',
  "I can't stop laughing",
  'bus stop',
  'Stop, drop and roll',
  'Stop? Why should I?',
  'Wait. Stop. I changed my mind',
  'Cancel. I mean Friday',
  'End. Of. Story.',
  'is that your last stop?',
  'cancel my appointment',
  'please cancel',
  'cancel my order',
  'the end',
  'please end',
  'when does it end?',
  'how do I unsubscribe from the newsletter?',
  'stop texting me so late',
  'don’t text me while I drive',
  'if you don’t stop texting me I will call',
  'my friend said "stop texting me" lol',
  'take me off the waiting list',
  'remove me from the 3pm slot',
  'take me to your list',
  'no more questions',
  'I quit my job',
  'opt in',
  'end of the week is fine',
  'no',
  'no thanks',
  'wrong number',
  'alto o bajo?',
  'no puedo parar',
  'stopp',
  'Stop promotions from expiring',
  'when do promotions end?',
  'do you have any offers?',
  'cancel the offer',
  'no more offers? Too bad',
  'start over',
  'yes please',
  'help me choose',
  'I need help',
  '🛑',
  '👍',
  '',
  '   ',
  '?!',
];

describe('an opt-out', () => {
  it.each(OPT_OUTS.flatMap(([rule, ...texts]) => texts.map((text) => [text, rule])))(
    '%j is one by %s',
    (text, rule) => {
      expect(readInbound(text, false)).toEqual({ kind: 'opt-out', rule });
      expect(readInbound(text, true)).toEqual({ kind: 'opt-out', rule });
    },
  );
});

describe('a reply', () => {
  it.each(REPLIES)('%j is one', (text) => expect(readInbound(text, false)).toEqual({ kind: 'reply' }));

  // Where a rule tries each way to read such a text, this never ends.
  it.each([
    ['please ', 'reply'],
    ['stop ', 'opt-out'],
    ["don't ", 'reply'],
    ['i said ', 'reply'],
  ])('may be as long as it likes: %j five hundred times (%s)', (words, kind) => {
    expect(readInbound(words.repeat(500), false)).toMatchObject({ kind });
  });
});

describe('an opt-in', () => {
  it.each(['START', 'UNSTOP', ' start!', '"Unstop"', 'ＳＴＡＲＴ'])('%j is one', (text) => {
    expect(readInbound(text, false)).toEqual({ kind: 'opt-in' });
  });

  it('is YES from who is opted out; from anyone else it answers the campaign', () => {
    expect(readInbound('Yes!', true)).toEqual({ kind: 'opt-in' });
    expect(readInbound('Yes!', false)).toEqual({ kind: 'reply' });
  });
});

describe('a call for help', () => {
  it.each(['HELP', 'help?', 'Info', ' INFO. '])('%j is one, also from who is opted out', (text) => {
    expect(readInbound(text, false)).toEqual({ kind: 'help' });
    expect(readInbound(text, true)).toEqual({ kind: 'help' });
  });
});
