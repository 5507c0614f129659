const REASONS: Record<string, string> = {
  INVALID_NUMBER: 'No valid number with its country code, or one that takes no messages',
  DUPLICATE_NUMBER: 'Another line has this number',
  OPTED_OUT: 'Has opted out: nothing may be sent to them',
  TOO_MANY_VARIABLES: 'More values than the message has variables',
  INSUFFICIENT_VARIABLES: 'The values of the message’s variables are missing',
  TOO_MANY_HEADER_VARIABLES: 'A value for the header, which takes none',
  INSUFFICIENT_HEADER_VARIABLES: 'The header’s value is missing (H1)',
  HEADER_VARIABLE_NOT_STRING: 'The header’s value is no text',
  HEADER_VARIABLE_INVALID_URL: 'H1 is no https address of a file of the right kind',
  IMAGE_URL_NOT_WHITELISTED: 'The account does not permit images from this host',
  INVALID_TIMEZONE: 'Timezone is no IANA name, such as America/Denver',
  MESSAGE_TOO_LONG: 'Too long with its values: an SMS has 140 characters with the opt-out text',
  MESSAGE_EMPTY: 'Nothing is left of the message with its values',
  QUOTE_NOT_CLOSED: 'A quotation mark is opened and never closed',
  TEXT_AFTER_QUOTE: 'Text after a closing quotation mark: one inside of a cell is written twice',
  LINE_TOO_LONG: 'The line is too long',
  NOT_UTF8: 'Characters that are not UTF-8: save the file as CSV UTF-8',
};

const NAMED: [code: string, inWords: (name: string) => string][] = [
  ['MISSING_CONSUMER_INFORMATION', (name) => `The ${name === 'INAPP' ? 'user id' : 'number'} is missing`],
  ['MISSING_VARIABLE', (name) => `Variable {{${name}}} has no value`],
  ['VARIABLE_NOT_STRING', (name) => `The value of variable {{${name}}} is no text`],
  ['VARIABLE_TOO_LONG', (name) => `The value of variable {{${name}}} is too long`],
  ['MISSING_HEADER_VARIABLE', (name) => `The header’s ${name.toLowerCase()} is missing (H1)`],
  ['MISSING_BUTTON_VARIABLE', () => 'The end of the button’s address is missing (BU1)'],
];

/** Why a line is not good, for who mends it. `reason` as the API gives it: INVALID_NUMBER, MISSING_VARIABLE=2. */
export function reasonInWords(reason: string | null): string {
  if (reason === null) return '';
  const [code = '', name = ''] = reason.split(/=+/);
  const named = NAMED.find(([known]) => known === code);
  return named ? named[1](name) : (REASONS[code] ?? reason);
}
