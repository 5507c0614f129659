import { messageOf, retryAfterMs } from './answers.ts';

export type GraphOptions = {
  baseUrl: string;
  accessToken: string;
  timeoutMs: number;
  /** The word before the token: uploads want another than the rest. */
  authorization?: 'Bearer' | 'OAuth';
};

/** The version of the Graph API that the requests' shapes belong to. */
export const API_VERSION = 'v23.0';

/** What the Graph API said to a call about an account, rather than a message. */
export type GraphResult =
  | { outcome: 'ok'; body: Record<string, unknown> }
  /** No retry changes it. `message` is in WhatsApp's own words. */
  | { outcome: 'refused'; code: string; subcode: string | undefined; message: string }
  /** It did not answer, it is busy, or it does not let us in: later it may. */
  | { outcome: 'unwell'; message: string; retryAfterMs: number | undefined };

/**
 * Codes after which the same call may be taken later: WhatsApp is busy or unwell, a rate is used up, or the access token is refused, which
 * a person puts right. https://developers.facebook.com/docs/graph-api/guides/error-handling
 */
const UNWELL = new Set([
  ...['1', '2', '4', '17', '32', '341', '613', '80007', '80008', '130429', '131000', '131016'],
  ...['0', '10', '190', '200'],
]);

/** One call to the Graph API. Never throws for what WhatsApp says, or for its silence. `path` begins after the version. */
export async function callGraph(
  { baseUrl, accessToken, timeoutMs, authorization = 'Bearer' }: GraphOptions,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: { json: unknown } | { bytes: Uint8Array<ArrayBuffer>; headers: Record<string, string> },
): Promise<GraphResult> {
  const headers = {
    authorization: `${authorization} ${accessToken}`,
    ...(body && ('json' in body ? { 'content-type': 'application/json' } : body.headers)),
  };
  try {
    const response = await fetch(`${baseUrl}/${API_VERSION}/${path}`, {
      method,
      headers,
      ...(body && { body: 'json' in body ? JSON.stringify(body.json) : body.bytes }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return resultOf(response, await response.text());
  } catch (error) {
    return { outcome: 'unwell', message: `WhatsApp did not answer: ${messageOf(error)}`, retryAfterMs: undefined };
  }
}

function resultOf(response: Response, text: string): GraphResult {
  const body = object(parse(text));
  if (response.ok && body) return { outcome: 'ok', body };
  const error = object(body?.error);
  const wait = retryAfterMs(response.headers.get('retry-after'));
  if (!error || response.ok) {
    const message = `WhatsApp answered HTTP ${response.status}`;
    const refused = response.status >= 400 && response.status < 500 && response.status !== 429;
    return refused
      ? { outcome: 'refused', code: `http_${response.status}`, subcode: undefined, message }
      : { outcome: 'unwell', message, retryAfterMs: wait };
  }
  const code = scalar(error.code) ?? `http_${response.status}`;
  const message = `${wordsOf(error) || `HTTP ${response.status}`} (code ${code})`;
  if (UNWELL.has(code) || response.status === 429) return { outcome: 'unwell', message, retryAfterMs: wait };
  return { outcome: 'refused', code, subcode: scalar(error.error_subcode), message };
}

/** The words for the person who wrote the template are in `error_user_msg`, where there are any. */
function wordsOf(error: Record<string, unknown>): string {
  const said = [scalar(error.error_user_title), scalar(error.error_user_msg)].filter((part) => part !== undefined);
  if (said.length > 0) return said.join(': ');
  const details = scalar(object(error.error_data)?.details);
  return [scalar(error.message), details].filter((part) => part !== undefined).join(': ');
}

/** A JSON object, or undefined. */
export function object(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** The JSON objects of a list; none where it is no list. */
export function objects(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(object).filter((each) => each !== undefined) : [];
}

/** A text that is not empty, or a number as text: WhatsApp writes ids and codes both ways. */
export function scalar(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
