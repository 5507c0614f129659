import { TICKED_CONSENT_WORDS } from '../../../../domain/consent.ts';
import { channelsOf, messageOf, type Draft } from './draft.ts';
import { campaignWindows, type ChannelSetting } from './hours.ts';
import { startInstant } from './problems.ts';

type Known = { timezone: string | undefined; settings: readonly ChannelSetting[] | undefined };

/** When a campaign is sent, as the API takes it. */
function scheduleBody(draft: Draft, { timezone, settings }: Known) {
  const { start, startAt, hours, sendRate } = draft.schedule;
  const instant = start === 'later' ? startInstant(startAt, timezone) : undefined;
  const windows = hours === 'own' ? campaignWindows(draft, settings) : undefined;
  return {
    ...(windows && { schedulingMetrics: { windows } }),
    ...(instant && { startAt: instant.toISOString() }),
    ...(sendRate !== null && { sendRate }),
  };
}

/** What is asked before the launch: when everyone would be reached. */
export function simulationBody(draft: Draft, known: Known) {
  const { listId: recipientListId } = draft.recipients;
  return { recipientListId, message: messageOf(draft), ...scheduleBody(draft, known) };
}

/** The launch. The same draft is the same body, so that a repeat is known for one. */
export function campaignBody(draft: Draft, known: Known) {
  return {
    campaignName: draft.campaignName.trim(),
    skill: draft.skill ?? '',
    consent: true as const,
    consentWords: TICKED_CONSENT_WORDS,
    ...simulationBody(draft, known),
  };
}

/** What a person states who sends a test. */
export const TEST_CONSENT_WORDS = 'Whoever gets this test has agreed to receive it.';

type TestConsumer = { to: string; values: Partial<Record<string, Record<string, string>>> };

/** The same message to one consumer, at once and in the same hours. */
export function testBody(draft: Draft, known: Known, { to, values }: TestConsumer) {
  const { schedulingMetrics } = scheduleBody(draft, known);
  const consumerContent = Object.fromEntries(channelsOf(draft.way).map((channel) => [channel, to]));
  return {
    campaignName: `Test: ${draft.campaignName.trim()}`.slice(0, 255),
    skill: draft.skill ?? '',
    consent: true as const,
    consentWords: TEST_CONSENT_WORDS,
    message: messageOf(draft),
    consumers: [{ consumerContent, ...values }],
    ...(schedulingMetrics && { schedulingMetrics }),
  };
}
