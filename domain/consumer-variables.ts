import type { HeaderType, WhatsAppPlan } from './plan.ts';
import { render, variableNames, type Variables } from './template.ts';
import { whatsAppParameter } from './whatsapp-parameter.ts';

/** contract.md section 2: the longest value of a variable. */
export const LONGEST_VARIABLE = 1550;

export type VariableError =
  | 'TOO_MANY_VARIABLES'
  | 'INSUFFICIENT_VARIABLES'
  | `MISSING_VARIABLE=${string}`
  | `VARIABLE_NOT_STRING=${string}`
  | `VARIABLE_TOO_LONG=${string}`;

export type HeaderVariableError =
  | 'TOO_MANY_HEADER_VARIABLES'
  | 'INSUFFICIENT_HEADER_VARIABLES'
  | `MISSING_HEADER_VARIABLE=${HeaderType | 'text'}`
  | 'HEADER_VARIABLE_NOT_STRING'
  | 'HEADER_VARIABLE_INVALID_URL'
  | 'IMAGE_URL_NOT_WHITELISTED'
  | 'HEADER_VARIABLE_EMPTY'
  | 'HEADER_VARIABLE_TOO_LONG';

/** Ours: contract.md has no word for buttons. */
export type ButtonVariableError =
  | 'TOO_MANY_BUTTON_VARIABLES'
  | 'INSUFFICIENT_BUTTON_VARIABLES'
  | 'MISSING_BUTTON_VARIABLE=url'
  | 'BUTTON_VARIABLE_NOT_STRING'
  | 'BUTTON_VARIABLE_EMPTY'
  | 'BUTTON_VARIABLE_INVALID_URL'
  | 'BUTTON_VARIABLE_TOO_LONG';

/** WhatsApp's, in characters, with the values filled in: channels.md section 3. */
export const LONGEST_HEADER = 60;
export const LONGEST_BUTTON_URL = 2_000;

type Reading<E> = { ok: true; variables: Variables } | { ok: false; error: E };

const EXTENSIONS: Record<HeaderType, RegExp> = {
  image: /\.(jpe?g|png)$/i,
  video: /\.(mp4|3gpp?)$/i,
  document: /\.pdf$/i,
};

/** Checks a consumer's `variables` against the names that the plan needs: contract.md section 2. An empty string counts as given. */
export function readVariables(given: unknown, needed: readonly string[]): Reading<VariableError> {
  const values = recordOf(given);
  const count = Object.keys(values).length;
  if (count > needed.length) return { ok: false, error: 'TOO_MANY_VARIABLES' };
  if (count === 0 && needed.length > 0) return { ok: false, error: 'INSUFFICIENT_VARIABLES' };
  const variables: Record<string, string> = {};
  for (const name of needed) {
    if (!Object.hasOwn(values, name)) return { ok: false, error: `MISSING_VARIABLE=${name}` };
    const value = values[name];
    if (typeof value !== 'string') return { ok: false, error: `VARIABLE_NOT_STRING=${name}` };
    if (value.length > LONGEST_VARIABLE) return { ok: false, error: `VARIABLE_TOO_LONG=${name}` };
    variables[name] = value;
  }
  return { ok: true, variables };
}

type Header = Pick<WhatsAppPlan['template'], 'header' | 'headerText'>;

/**
 * Checks a consumer's `headerVariables` against the header of the plan's template: contract.md section 2; `text`, for a header of text with a
 * variable, is ours. `imageHosts`: the hosts from which the account permits images, in lower case.
 */
export function readHeaderVariables(
  given: unknown,
  { header, headerText }: Header,
  imageHosts: ReadonlySet<string>,
): Reading<HeaderVariableError> {
  const type = header ?? (headerText === undefined ? null : 'text');
  const values = recordOf(given);
  const count = Object.keys(values).length;
  if (count > (type === null ? 0 : 1)) return { ok: false, error: 'TOO_MANY_HEADER_VARIABLES' };
  if (type === null) return { ok: true, variables: {} };
  if (count === 0) return { ok: false, error: 'INSUFFICIENT_HEADER_VARIABLES' };
  if (!Object.hasOwn(values, type)) return { ok: false, error: `MISSING_HEADER_VARIABLE=${type}` };
  const value = values[type];
  if (typeof value !== 'string') return { ok: false, error: 'HEADER_VARIABLE_NOT_STRING' };
  return type === 'text' ? readHeaderText(value, headerText ?? '') : readHeaderLink(value, type, imageHosts);
}

function readHeaderText(value: string, headerText: string): Reading<HeaderVariableError> {
  if (value.trim() === '') return { ok: false, error: 'HEADER_VARIABLE_EMPTY' };
  const [name = '1'] = variableNames(headerText);
  const filled = render(headerText, { [name]: whatsAppParameter(value) });
  if (filled.length > LONGEST_HEADER) return { ok: false, error: 'HEADER_VARIABLE_TOO_LONG' };
  return { ok: true, variables: { text: value } };
}

function readHeaderLink(
  value: string,
  header: HeaderType,
  imageHosts: ReadonlySet<string>,
): Reading<HeaderVariableError> {
  const url = URL.parse(value);
  if (url?.protocol !== 'https:' || url.username !== '' || !EXTENSIONS[header].test(url.pathname)) {
    return { ok: false, error: 'HEADER_VARIABLE_INVALID_URL' };
  }
  if (header === 'image' && !imageHosts.has(url.hostname)) return { ok: false, error: 'IMAGE_URL_NOT_WHITELISTED' };
  return { ok: true, variables: { [header]: url.href } };
}

/** What an address may be made of, what is percent-encoded included: RFC 3986. */
const ADDRESS = /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})+$/i;

/**
 * Checks a consumer's `buttonVariables` against the plan's button whose address ends in a variable; undefined: the template has none. Ours, in
 * the manner of `headerVariables`. The value is the end of the address, and can't lead to another host than the one that WhatsApp approved.
 */
export function readButtonVariables(
  given: unknown,
  button: WhatsAppPlan['template']['urlButton'],
): Reading<ButtonVariableError> {
  const values = recordOf(given);
  const count = Object.keys(values).length;
  if (count > (button ? 1 : 0)) return { ok: false, error: 'TOO_MANY_BUTTON_VARIABLES' };
  if (!button) return { ok: true, variables: {} };
  if (count === 0) return { ok: false, error: 'INSUFFICIENT_BUTTON_VARIABLES' };
  if (!Object.hasOwn(values, 'url')) return { ok: false, error: 'MISSING_BUTTON_VARIABLE=url' };
  const value = values.url;
  if (typeof value !== 'string') return { ok: false, error: 'BUTTON_VARIABLE_NOT_STRING' };
  if (value === '') return { ok: false, error: 'BUTTON_VARIABLE_EMPTY' };
  const fixed = render(button.url, { 1: '' });
  // Who sends the whole address where its end belongs would have it twice.
  if (!ADDRESS.test(value) || value.startsWith(fixed) || URL.parse(fixed + value)?.host !== URL.parse(fixed)?.host) {
    return { ok: false, error: 'BUTTON_VARIABLE_INVALID_URL' };
  }
  if (fixed.length + value.length > LONGEST_BUTTON_URL) return { ok: false, error: 'BUTTON_VARIABLE_TOO_LONG' };
  return { ok: true, variables: { url: value } };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
