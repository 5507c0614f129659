import type { HeaderType } from './plan.ts';
import type { Variables } from './template.ts';

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
  | `MISSING_HEADER_VARIABLE=${HeaderType}`
  | 'HEADER_VARIABLE_NOT_STRING'
  | 'HEADER_VARIABLE_INVALID_URL'
  | 'IMAGE_URL_NOT_WHITELISTED';

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

/**
 * Checks a consumer's `headerVariables` against the header of the plan's template: contract.md section 2. `imageHosts`: the hosts from which
 * the account permits images, in lower case.
 */
export function readHeaderVariables(
  given: unknown,
  header: HeaderType | null,
  imageHosts: ReadonlySet<string>,
): Reading<HeaderVariableError> {
  const values = recordOf(given);
  const count = Object.keys(values).length;
  if (count > (header === null ? 0 : 1)) return { ok: false, error: 'TOO_MANY_HEADER_VARIABLES' };
  if (header === null) return { ok: true, variables: {} };
  if (count === 0) return { ok: false, error: 'INSUFFICIENT_HEADER_VARIABLES' };
  if (!Object.hasOwn(values, header)) return { ok: false, error: `MISSING_HEADER_VARIABLE=${header}` };
  const value = values[header];
  if (typeof value !== 'string') return { ok: false, error: 'HEADER_VARIABLE_NOT_STRING' };
  const url = URL.parse(value);
  if (url?.protocol !== 'https:' || url.username !== '' || !EXTENSIONS[header].test(url.pathname)) {
    return { ok: false, error: 'HEADER_VARIABLE_INVALID_URL' };
  }
  if (header === 'image' && !imageHosts.has(url.hostname)) return { ok: false, error: 'IMAGE_URL_NOT_WHITELISTED' };
  return { ok: true, variables: { [header]: url.href } };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
