import { describe, expect, test } from 'vitest';
import { CHANNELS } from '../../domain/channel.ts';
import { adviceOn, hasAdvice } from '../../domain/error-advice.ts';
import { PROACTIVE } from '../../domain/errors.ts';
import { listCodes } from '../../domain/provider-codes.ts';

const SENTENCE = /^[A-Z].{5,}\.$/;

describe('what can be done about an error', () => {
  const codes = CHANNELS.flatMap((channel) => listCodes(channel).map((code) => [channel, code] as const));

  test.each(codes)('%s %s has a line of its own', (channel, code) => {
    expect(hasAdvice(channel, code)).toBe(true);
    const source = channel === 'wa' ? 'outbound_wa' : channel === 'sms' ? 'twilio' : 'proactive';
    const { action, whatToDo } = adviceOn(channel, source, code);
    expect(action).toMatch(SENTENCE);
    expect(whatToDo).toMatch(SENTENCE);
  });

  test.each(Object.entries(PROACTIVE))('our own %s has one too', (_name, code) => {
    const { action, whatToDo } = adviceOn('inapp', 'proactive', code);
    expect(action).toMatch(SENTENCE);
    expect(whatToDo).toMatch(SENTENCE);
    expect(whatToDo).not.toContain('Look the code up');
  });

  test.each([
    ['sms', 'twilio', '30005', 'Not tried again on this channel', 'corrected'],
    ['sms', 'twilio', '5008', 'counts as sent', 'Look the message up'],
    // It was not delivered by WhatsApp, and then by SMS: the error is of the source.
    ['sms', 'outbound_wa', '190', 'channel is paused', 'access token'],
    ['wa', 'outbound_wa', 'http_503', 'Tried again', 'once the provider is well'],
    ['sms', 'outbound_twilio', 'http_401', 'campaign is paused', 'credentials'],
    ['sms', 'outbound_twilio', 'constructor', 'Not tried again', 'Look the code up'],
    ['wa', 'proactive', '1400', 'conversation', 'Close the conversation'],
  ] as const)('%s %s_%s', (channel, source, code, action, whatToDo) => {
    const advice = adviceOn(channel, source, code);
    expect(advice.action).toContain(action);
    expect(advice.whatToDo).toContain(whatToDo);
  });
});
