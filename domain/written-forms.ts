/** Countries whose mobiles WhatsApp may write with a digit more, or a digit less, than the number that people dial and we send to. */
const FORMS: { pattern: RegExp; other: string }[] = [
  // Mexico: +52 1 and ten digits, of old; +52 and ten digits now.
  { pattern: /^\+521(\d{10})$/, other: '+52$1' },
  { pattern: /^\+52([2-9]\d{9})$/, other: '+521$1' },
  // Argentina: +54 9 for mobiles from abroad.
  { pattern: /^\+549(\d{10})$/, other: '+54$1' },
  { pattern: /^\+54([1-8]\d{9})$/, other: '+549$1' },
  // Brazil: the ninth digit that mobiles got in the 2010s, which WhatsApp leaves out of older accounts.
  { pattern: /^\+55(\d{2})9([6-9]\d{7})$/, other: '+55$1$2' },
  { pattern: /^\+55(\d{2})([6-9]\d{7})$/, other: '+55$19$2' },
];

/**
 * All forms in which one consumer's number may be written, the given one first. Who says STOP under one of them must not be sent to under the other,
 * also where we have never sent to them and no answer has told which is theirs. E.164; a user id has its own form alone.
 */
export function writtenForms(address: string): string[] {
  return [
    address,
    ...FORMS.filter(({ pattern }) => pattern.test(address)).map(({ pattern, other }) =>
      address.replace(pattern, other),
    ),
  ];
}
