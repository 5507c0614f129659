import { describe, expect, it } from 'vitest';
import {
  channelOf,
  intervalProblem,
  messageStatusOf,
  neighbourOffsets,
  offsetOfPage,
  pageName,
  sourceOf,
} from '../../domain/funnel.ts';

describe('the words of a filter', () => {
  it.each([
    ['sms', 'sms'],
    ['SMS', 'sms'],
    ['sms-twilio', 'sms'],
    ['wa', 'wa'],
    ['WhatsApp', 'wa'],
    ['whatsapp', 'wa'],
    ['inapp', 'inapp'],
    ['In-App', 'inapp'],
    ['IN_APP', 'inapp'],
    ['fax', undefined],
    ['', undefined],
    ['constructor', undefined],
  ])('the channel %j is %s', (word, channel) => expect(channelOf(word)).toBe(channel));

  it.each([
    ['failed', 'FAILED'],
    ['Responded', 'RESPONDED'],
    ['not_sent', 'NOT_SENT'],
    ['PENDING', undefined],
  ])('the message status %j is %s', (word, status) => expect(messageStatusOf(word)).toBe(status));

  it.each([
    ['api', 'API'],
    ['UI', 'UI'],
    ['lpwf', 'LPWF'],
    ['web', undefined],
  ])('the source %j is %s', (word, source) => expect(sourceOf(word)).toBe(source));
});

describe('the interval of a report', () => {
  const DAY = 86_400_000;
  it.each([
    ['analytics', 0, 0, undefined],
    ['analytics', 0, 60 * DAY, undefined],
    ['analytics', 0, 60 * DAY + 1, /attemptedEndTime: .* 60 days/],
    ['analytics', 1, 0, /attemptedEndTime: is before attemptedStartTime/],
    ['transactions', 5, 5 + DAY, undefined],
    ['transactions', 5, 6 + DAY, /attemptedEndTime: .* 24 hours/],
  ] as const)('of %s from %d to %d', (report, start, end, problem) => {
    if (problem === undefined) expect(intervalProblem(report, start, end)).toBeUndefined();
    else expect(intervalProblem(report, start, end)).toMatch(problem);
  });
});

describe('the pages around a page', () => {
  it.each([
    [10, 0, 10, -1, -1],
    [11, 0, 10, -1, 10],
    [11, 10, 10, 0, -1],
    [30, 10, 10, 0, 20],
    [30, 5, 10, 0, 15],
    [0, 0, 10, -1, -1],
    [5, 50, 10, 40, -1],
  ])('%d in all, from %d, %d at the most', (count, offset, limit, previousOffset, nextOffset) =>
    expect(neighbourOffsets(count, offset, limit)).toEqual({ previousOffset, currentOffset: offset, nextOffset }),
  );
});

describe('the name of a page', () => {
  it.each([0, 1000, 1_999_999_999])('leads back to offset %d', (offset) =>
    expect(offsetOfPage(pageName(offset))).toBe(offset),
  );
  it.each(['', 'x', '5', pageName(5) + '%', Buffer.from('offset--1').toString('base64url')])('is not %j', (name) =>
    expect(name.startsWith(pageName(5)) ? offsetOfPage(`${name}AAAA`) : offsetOfPage(name)).toBeUndefined(),
  );
});
