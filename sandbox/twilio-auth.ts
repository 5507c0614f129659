import { timingSafeEqual } from 'node:crypto';
import type { Carrier } from './carrier.ts';
import { TwilioError } from './twilio-errors.ts';

/** Throws Twilio's refusal unless the header carries the account's own credentials. */
export function authenticateTwilio({ config }: Carrier, authorization: string | undefined): void {
  const expected = Buffer.from(`${config.TWILIO_ACCOUNT_SID}:${config.TWILIO_AUTH_TOKEN}`);
  const given = Buffer.from(/^Basic (.+)$/i.exec(authorization ?? '')?.[1] ?? '', 'base64');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new TwilioError('20003');
}
