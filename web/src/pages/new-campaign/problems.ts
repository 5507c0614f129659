import { LONGEST_NAME } from '../../../../domain/handoff-rules.ts';
import { messageFaults } from '../../../../domain/message.ts';
import { offsetMsAt } from '../../../../domain/zone-clock.ts';
import { channelsOf, isParsed, messageOf, windowsOf, type Draft } from './draft.ts';
import { countSms } from './sms-count.ts';
import { STEPS, type Step } from './steps.ts';

/** What keeps a campaign from being launched. `field` as the API names it. */
export type Problem = { field: string; reason: string };

const STEP_OF: readonly [field: RegExp, step: Step][] = [
  [/^(campaignName|skill|channel|message|templateId|outboundNumber)/, 'compose'],
  [/^(recipientListId|consumers|name|header|typed)/, 'recipients'],
  [/^(schedulingMetrics|startAt|expiresAt|sendRate)/, 'schedule'],
];

/** On which step a field of the API is filled in. */
export function stepOf(field: string): Step {
  return STEP_OF.find(([pattern]) => pattern.test(field))?.[1] ?? 'launch';
}

/** What is still missing or wrong, as far as it can be told here; the API judges all of it again. */
export function problemsOf(draft: Draft, timezone: string | undefined): Record<Step, Problem[]> {
  const all = [...composeProblems(draft), ...recipientProblems(draft), ...scheduleProblems(draft, timezone)];
  return Object.fromEntries(STEPS.map((step) => [step, all.filter(({ field }) => stepOf(field) === step)])) as Record<
    Step,
    Problem[]
  >;
}

const SUBJECTS: Record<string, string> = {
  'message.sms.text': 'The SMS',
  'message.sms.optOutText': 'The opt-out text',
  'message.inapp.text': 'The text',
  'message.inapp.appNames': 'The choice of apps',
};

function composeProblems(draft: Draft): Problem[] {
  const { campaignName, skill, way, wa, sms, inapp } = draft;
  const channels = channelsOf(way);
  const isSms = channels.includes('sms');
  const isInApp = channels.includes('inapp');
  const missing = [
    ...problem('campaignName', campaignName.trim() === '' && 'Give the campaign a name.'),
    ...problem('campaignName', campaignName.length > LONGEST_NAME && `${LONGEST_NAME} characters are the most.`),
    ...problem('channel', way === null && 'Choose on which channel it is sent.'),
    ...problem('skill', skill === null && 'Choose who gets the answers.'),
    ...problem(
      'message.wa.templateId',
      channels.includes('wa') && wa.templateId === null && 'Choose an approved template.',
    ),
    ...problem('message.sms.text', isSms && sms.text.trim() === '' && 'Write the text of the SMS.'),
    ...problem(
      'message.sms.optOutText',
      isSms && sms.optOutText.trim() === '' && 'Write how to opt out: an SMS must say it.',
    ),
    ...problem('message.inapp.appNames', isInApp && inapp.appNames.length === 0 && 'Choose at least one app.'),
    ...problem('message.inapp.text', isInApp && inapp.text.trim() === '' && 'Write the text.'),
  ];
  const isMissing = (field: string) => missing.some((each) => each.field === field);
  return [
    ...missing,
    ...(isSms ? smsProblems(draft) : []),
    ...faultsOf(draft).filter(({ field }) => !isMissing(field)),
  ];
}

/** What the rules of messages say, each at its field. */
function faultsOf(draft: Draft): Problem[] {
  const message = messageOf(draft) ?? { ...(channelsOf(draft.way).includes('sms') && { sms: draft.sms }) };
  return messageFaults(message)
    .filter(({ path }) => path.length > 0)
    .map(({ path, reason }) => {
      const field = ['message', ...path].join('.');
      return { field, reason: `${SUBJECTS[field] ?? field} ${reason}.` };
    });
}

/** The guide reserves more for the opt-out text than the API counts of a short one. */
function smsProblems({ sms: { text, optOutText } }: Draft): Problem[] {
  const { characters, room } = countSms(text, optOutText);
  // The rules of the message say so already where all of it is too long.
  const isSaid = messageFaults({ sms: { text, optOutText } }).length > 0;
  return problem(
    'message.sms.text',
    !isSaid && characters > room && `${characters} characters: beside the opt-out text ${room} are the most.`,
  );
}

function recipientProblems(draft: Draft): Problem[] {
  if (isParsed(draft)) return [];
  const reason =
    draft.recipients.listId === null
      ? 'Say who it is for: choose a file or type the numbers, and parse them.'
      : 'The message has changed since the recipients were parsed: parse them again.';
  return [{ field: 'recipientListId', reason }];
}

function scheduleProblems({ schedule }: Draft, timezone: string | undefined): Problem[] {
  const { start, startAt, hours, ownHours, sendRate } = schedule;
  const isOutside = hours === 'own' && windowsOf(ownHours).length === 0;
  return [
    ...problem(
      'startAt',
      start === 'later' && startInstant(startAt, timezone) === undefined && 'Say the day and time.',
    ),
    ...problem('schedulingMetrics', isOutside && 'Choose at least one day.'),
    ...problem('sendRate', sendRate !== null && sendRate <= 0 && 'It must be more than 0.'),
  ];
}

function problem(field: string, reason: string | false): Problem[] {
  return reason === false ? [] : [{ field, reason }];
}

function asSentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}

/** The instant at which the wall clock of a timezone shows "2026-03-01T15:00"; undefined: that is no date and time. */
export function startInstant(wall: string, timezone: string | undefined): Date | undefined {
  const wallMs = Date.parse(`${wall}Z`);
  if (timezone === undefined || Number.isNaN(wallMs)) return undefined;
  // The offset then, by that of an instant which is at most a day away: a change of the clocks in between is seen at the second look.
  const guessMs = wallMs - offsetMsAt(timezone, wallMs);
  return new Date(wallMs - offsetMsAt(timezone, guessMs));
}

/** A refusal of the API with the field that it names, as "message.sms.text: has …" does. */
export function toProblems(message: string): Problem[] {
  const missing = /^Fields missing in request: (.+)$/.exec(message)?.[1];
  if (missing !== undefined) return missing.split(', ').map((field) => ({ field, reason: 'It is missing.' }));
  const [, field, reason] = /^([A-Za-z][\w.[\]]*): ([\s\S]+)$/.exec(message) ?? [];
  return field === undefined || reason === undefined ? [] : [{ field, reason: asSentence(reason) }];
}
