/** A field's name at the beginning of a reason: `name: `, `channels[0].text: `. */
const FIELD = /^([a-zA-Z]+(?:\[\d+\])?(?:\.[a-zA-Z]+)*): /;
/** Between two reasons; a reason may have semicolons of its own. */
const BETWEEN = /; (?=[a-zA-Z]+(?:\[\d+\])?(?:\.[a-zA-Z]+)*: )/;

/** What the API says is wrong, by field; under '' what names none. */
export function fieldErrors(message: string): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const part of message.split(BETWEEN)) {
    const field = FIELD.exec(part)?.[1] ?? '';
    errors[field] ??= asSentence(field === '' ? part : part.slice(field.length + 2));
  }
  return errors;
}

/** "must not be empty" is "Must not be empty". */
export function asSentence(reason: string): string {
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}
