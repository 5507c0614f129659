import twilio from 'twilio';
import { ProviderRefusal, messageOf } from './answers.ts';
import type { LineTypeResult } from './port.ts';
import { TwilioTransport } from './twilio-transport.ts';

export type TwilioLookupOptions = { lookupsBaseUrl: string; accountSid: string; authToken: string; timeoutMs: number };

/** A message waits for its answer: no longer than this for each try. */
const MOST_TIMEOUT_MS = 2_000;
const TRIES = 2;

/**
 * Asks Twilio Lookup for the line type of a number, E.164: https://www.twilio.com/docs/lookup/v2-api/line-type-intelligence. Each answer is paid for.
 * One that does not come is asked for a second time, and what is refused is not: either way the answer is then that nothing is known, and why.
 */
export function createLineTypeLookup(options: TwilioLookupOptions): (number: string) => Promise<LineTypeResult> {
  const { lookupsBaseUrl, accountSid, authToken } = options;
  const httpClient = new TwilioTransport(lookupsBaseUrl, Math.min(options.timeoutMs, MOST_TIMEOUT_MS));
  const client = twilio(accountSid, authToken, { httpClient, autoRetry: false });
  return async (number) => {
    for (let tries = 1; ; tries++) {
      try {
        const found = await client.lookups.v2.phoneNumbers(number).fetch({ fields: 'line_type_intelligence' });
        return resultOf(found.lineTypeIntelligence);
      } catch (error) {
        if (error instanceof ProviderRefusal) {
          return { outcome: 'unknown', message: `Twilio Lookup refused: ${error.message} (code ${error.code})` };
        }
        if (tries === TRIES) {
          return { outcome: 'unknown', message: `Twilio Lookup gave no answer in ${TRIES} tries: ${messageOf(error)}` };
        }
      }
    }
  };
}

/** The library's types promise all of it. */
function resultOf(info: { type?: unknown; errorCode?: unknown; error_code?: unknown } | null): LineTypeResult {
  const type = info?.type;
  if (typeof type === 'string' && type !== '') return { outcome: 'known', type };
  const code = info?.error_code ?? info?.errorCode;
  const why = typeof code === 'number' || typeof code === 'string' ? ` (code ${code})` : '';
  return { outcome: 'unknown', message: `Twilio Lookup does not know the line type${why}` };
}
