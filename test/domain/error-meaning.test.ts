import { expect, test } from 'vitest';
import { meaningOf } from '../../domain/error-meaning.ts';

test.each([
  ['outbound_wa', '131026', 'The number is not on WhatsApp, or cannot receive this message'],
  ['outbound_twilio', '21614', 'The number is not a mobile number'],
  ['twilio', '30003', 'The phone is off or out of reach'],
  ['proactive', '1400', 'The consumer had an open conversation with the account'],
  ['proactive', '5403', 'The provider never said whether it took the message'],
  ['twilio', '99999', 'The provider refused the message with code 99999'],
  ['proactive', 'constructor', 'A failure of ours, with code constructor'],
] as const)('%s_%s', (source, code, meaning) => {
  expect(meaningOf(source, code)).toBe(meaning);
});
