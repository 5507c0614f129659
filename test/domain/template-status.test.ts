import { expect, test } from 'vitest';
import { isNewerStatus, templateLanguageOf, templateStatusOf } from '../../domain/template-status.ts';

test.each([
  ['APPROVED', 'APPROVED'],
  ['approved', 'APPROVED'],
  ['REINSTATED', 'APPROVED'],
  ['PENDING', 'PENDING'],
  ['IN_APPEAL', 'PENDING'],
  ['REJECTED', 'REJECTED'],
  ['PAUSED', 'PAUSED'],
  ['DISABLED', 'DISABLED'],
  ['DELETED', 'DISABLED'],
  ['PENDING_DELETION', 'DISABLED'],
  ['FLAGGED', undefined],
  ['LOCKED', undefined],
  ['SOMETHING_NEW', undefined],
  ['constructor', undefined],
])('%s comes to %s', (word, status) => {
  expect(templateStatusOf(word)).toBe(status);
});

test.each([
  ['en-US', 'en_US'],
  ['en_US', 'en_US'],
  ['en', 'en'],
])('the language %s is %s', (code, language) => {
  expect(templateLanguageOf(code)).toBe(language);
});

test.each([
  ['the first word counts', 'PENDING', null, 'APPROVED', 5, true],
  ['a later one counts', 'APPROVED', 4, 'PAUSED', 5, true],
  ['an earlier one does not', 'PAUSED', 5, 'APPROVED', 4, false],
  ['in one second the outcome counts', 'PENDING', 5, 'APPROVED', 5, true],
  ['in one second the beginning does not', 'APPROVED', 5, 'PENDING', 5, false],
  ['in one second what stops it counts', 'APPROVED', 5, 'PAUSED', 5, true],
  ['in one second what allows it does not', 'PAUSED', 5, 'APPROVED', 5, false],
  ['the same again does not', 'PAUSED', 5, 'PAUSED', 5, false],
] as const)('%s', (_name, status, knownMs, word, atMs, newer) => {
  expect(isNewerStatus({ status, atMs: knownMs }, { status: word, atMs })).toBe(newer);
});
