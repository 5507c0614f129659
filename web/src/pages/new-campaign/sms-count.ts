import { SegmentedMessage } from 'sms-segments-calculator';
import { LONGEST_MESSAGE_SMS } from '../../../../domain/message.ts';
import { render, variableNames } from '../../../../domain/template.ts';

/** The guide, "Step 1 - Compose message": for the opt-out text, which is on a line of its own. */
export const RESERVED_FOR_OPT_OUT = 42;

export type OddCharacter = {
  character: string;
  /** U+2019. */
  code: string;
  /** Where it stands: from 1, in the text or the opt-out text. */
  place: number;
  part: 'text' | 'optOutText';
  /** What says the same in the small alphabet, where anything does. */
  plain: string | undefined;
};

export type SmsCount = {
  /** Of the text; a variable counts as one character, the least that it can be. */
  characters: number;
  /** What is left for the text beside the opt-out text. */
  room: number;
  segments: number;
  encoding: 'GSM-7' | 'UCS-2';
  /** The first that the alphabet of SMS (GSM-7) has not, so that all of the text goes out as UCS-2. */
  odd: OddCharacter | undefined;
  hasVariables: boolean;
};

/** What an SMS takes, as its text is typed. */
export function countSms(text: string, optOutText: string): SmsCount {
  const names = variableNames(text);
  const shortest = render(text, Object.fromEntries(names.map((name) => [name, '_'])));
  const sent = new SegmentedMessage(`${shortest}\n${optOutText}`);
  return {
    characters: shortest.length,
    room: LONGEST_MESSAGE_SMS - Math.max(RESERVED_FOR_OPT_OUT, optOutText.length + 1),
    segments: sent.segmentsCount,
    encoding: sent.encodingName,
    odd: oddIn(text, 'text') ?? oddIn(optOutText, 'optOutText'),
    hasVariables: names.length > 0,
  };
}

/** The text with all that has a plain counterpart written with it. */
export function inPlainCharacters(text: string): string {
  return new SegmentedMessage(text, 'auto', true).graphemes.join('');
}

function oddIn(text: string, part: OddCharacter['part']): OddCharacter | undefined {
  const message = new SegmentedMessage(text);
  const character = message.getNonGsmCharacters()[0];
  if (character === undefined) return undefined;
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return { character, code, place: message.graphemes.indexOf(character) + 1, part, plain: plainFor(character) };
}

function plainFor(character: string): string | undefined {
  const plain = inPlainCharacters(character);
  return plain === character ? undefined : plain;
}
