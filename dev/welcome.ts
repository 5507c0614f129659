import { parsePhone } from '../domain/phone.ts';
import { zonesOfPhone } from '../domain/timezone.ts';
import { DEFAULT_WINDOWS, windowAt } from '../domain/window.ts';

/** Where the parts of a running stack are. */
export type Addresses = {
  api: string;
  /** Of a cluster's second process. */
  secondApi?: string;
  temporal: string;
  temporalUi: string | undefined;
  sandbox: string;
  logs: string;
};

/** Somewhere it is always daytime: a number to try that has its message at once. */
const NUMBERS = ['12025550123', '18085550123', '447700900123', '919876543210'];

function numberInDaytime(nowMs: number): string {
  const isOpen = (number: string) => {
    const parsed = parsePhone(number);
    return parsed.ok && windowAt(zonesOfPhone(parsed.phone).zones, DEFAULT_WINDOWS, nowMs).open;
  };
  return NUMBERS.find(isOpen) ?? '12025550123';
}

/** The screen that a finished start shows. */
export function welcome(at: Addresses, seconds: number, nowMs = Date.now()): string {
  return `
Daybreak is up, after ${seconds} s.

  Web tool      ${at.api}/ (sign in as any of its demo users, one of each role)
  API           ${at.api}${at.secondApi === undefined ? '' : `, and a second process at ${at.secondApi}`}
  its documents ${at.api}/docs
  Temporal UI   ${at.temporalUi ?? `that of ${at.temporal}`}
  Sandbox       ${at.sandbox}/sandbox (the consumers' phones)
  Logs          ${at.logs}

  Account 17728909, client demo-client, secret demo-secret

Try it in another terminal, a text to where it is daytime now, and then its phone on the sandbox page:

  TOKEN=$(curl -s '${at.api}/sentinel/api/account/17728909/app/token?v=1.0&grant_type=client_credentials' \\
    -d client_id=demo-client -d client_secret=demo-secret | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

  curl -s ${at.api}/api/v2/account/17728909/campaign -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
    -d '{"campaignName":"First light","skill":"sales","templateId":"H100000001","outboundNumber":"12025550100","consent":true,
         "consumers":[{"consumerContent":{"sms":"${numberInDaytime(nowMs)}"},"variables":{"1":"Ada","2":"A-1042"}}]}'; echo

Ctrl-C stops all of it; the next start goes on where this one stopped.
`;
}
