import { messageOf } from './states.tsx';

/** A field's name, as the API has it: `name`, `channels[0].text`, `rules[2].holidays[1].monthDay`. */
const NAME = '[a-zA-Z]\\w*(?:\\[\\d+\\])*(?:\\.[a-zA-Z]\\w*(?:\\[\\d+\\])*)*';
/** At the beginning of a reason. */
const FIELD = new RegExp(`^(${NAME}): `);
/** Between two reasons; a reason may have semicolons of its own. */
const BETWEEN = new RegExp(`; (?=${NAME}: )`);

/** What the API says is wrong, by field; under '' what names none. */
export function fieldErrors(message: string): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const part of message.split(BETWEEN)) {
    const field = FIELD.exec(part)?.[1] ?? '';
    errors[field] ??= asSentence(field === '' ? part : part.slice(field.length + 2));
  }
  return errors;
}

/** What an answer says of one field; undefined where it says nothing of it. */
export function faultOf(error: unknown, field: string): string | undefined {
  return error === null || error === undefined ? undefined : fieldErrors(messageOf(error))[field];
}

/** "must not be empty" is "Must not be empty". */
export function asSentence(reason: string): string {
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}
