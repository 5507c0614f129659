/** The long forms of the settings: rule sets of one's own. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, startWeb, type Web } from '../support/web.ts';

let web: Web;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const ruleSet = (name: string, query = '') => web.product.call('GET', `/settings/rule-sets/${name}${query}`);
const rulesOf = async (name: string) => {
  const { rules } = (await ruleSet(name)) as { rules: { jurisdiction: string; windows: { day: string }[] | null }[] };
  // A form has Monday first.
  return rules.map((rule) => ({ ...rule, windows: rule.windows?.toSorted((a, b) => a.day.localeCompare(b.day)) }));
};
const daily = (hour: number, end: number) => ({
  startTime: { hour, minute: 0 },
  endTime: { hour: end, minute: 0 },
});

test('a rule set of one’s own is written, mended where the API says so, changed, and put in force', async () => {
  const page = await web.signIn('admin', '/settings/windows');
  await page.getByRole('link', { name: 'Write a rule set' }).click();
  await page.getByLabel('Name').fill('Our own');
  await button(page, 'Add a rule').press('Enter');
  // The new rule has the keyboard.
  await page.keyboard.type('us-fl');
  const rule = page.getByRole('form', { name: 'Rule set' }).getByRole('region', { name: /Rule 1|Florida/ });
  await rule.getByLabel('Name').focus();
  await rule.getByText('strict has Every day 08:00–20:00 for Florida').waitFor();
  await expect.poll(() => rule.getByLabel('Name').inputValue()).toBe('Florida');
  await rule.getByLabel('Jurisdiction').fill('US-XX');
  await rule.getByLabel('Source').fill('Memo of our lawyers, page 2');
  await rule.getByRole('switch', { name: 'Hours of its own' }).press('Space');
  await rule.getByLabel('Monday, until').fill('07:00');
  await button(page, 'Save the rule set').click();
  await rule.getByText('Mend the hours that are marked').waitFor();
  await rule.getByLabel('Monday, until').fill('22:00');
  await button(page, 'Save the rule set').click();
  // What the API says stands at its field, and the first of them has the keyboard.
  await page.getByText('Must be 1 to 40 small letters, digits and hyphens').waitFor();
  expect(await page.getByLabel('Name').first().getAttribute('aria-invalid')).toBe('true');
  await page.getByLabel('Name').first().fill('our-own');
  await button(page, 'Save the rule set').click();
  await rule.getByText('Must be * for everywhere, a country such as US').waitFor();
  await expectAccessible(page);
  await rule.getByLabel('Jurisdiction').fill('US-FL');
  await rule.getByText('These hours are wider than the law is read there').waitFor();
  await rule.getByLabel('Monday, until').fill('19:00');
  await button(page, 'Every day as on Monday').click();
  await rule.getByText('These hours are wider').waitFor({ state: 'detached' });
  await rule.getByLabel('Messages in 24 hours').fill('2');
  await button(page, 'Add a holiday').click();
  await page.getByLabel('Name of holiday 1').fill('Thanksgiving Day');
  await page.getByRole('combobox', { name: 'When holiday 1 is' }).click();
  await page.getByRole('option', { name: 'Every year, the' }).click();
  await page.getByRole('combobox', { name: 'Which weekday of the month' }).click();
  await page.getByRole('option', { name: 'fourth' }).click();
  await page.getByRole('combobox', { name: 'Weekday of holiday 1' }).click();
  await page.getByRole('option', { name: 'Thursday' }).click();
  await page.getByRole('combobox', { name: 'Month of holiday 1' }).click();
  await page.getByRole('option', { name: 'November' }).click();
  await button(page, 'Save the rule set').click();
  await page.getByRole('heading', { level: 1, name: 'Rule set our-own' }).waitFor();
  await region(page, 'Florida').getByText('Every day 08:00–19:00').waitFor();
  const first = {
    jurisdiction: 'US-FL',
    channels: ['wa', 'sms'],
    messagesPer24Hours: 2,
    holidays: [{ name: 'Thanksgiving Day', nth: 4, weekday: 'THURSDAY', month: 11 }],
  };
  expect(await ruleSet('our-own')).toMatchObject({ version: 1, inForce: false, rules: [first] });

  await button(page, 'Put in force: our-own').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Put in force' }).click();
  await button(page, 'Take out of force: our-own').waitFor();
  await page.getByRole('link', { name: 'Change the rules of our-own' }).click();
  await page.getByText('our-own is in force: the new version counts as soon as it is saved').waitFor();
  await button(page, 'Change Florida').click();
  await region(page, 'Florida').getByRole('switch', { name: 'Hours of its own' }).press('Space');
  // What is not saved is not left by a slip.
  await page.getByRole('link', { name: 'Cancel' }).click();
  await page.getByRole('dialog').getByText('What you have written here is lost').waitFor();
  await button(page, 'Leave as it is').click();
  await button(page, 'Save as version 2').dblclick();
  await page.getByRole('heading', { level: 1, name: 'Rule set our-own' }).waitFor();
  await region(page, 'Florida').getByText('Any time').waitFor();
  expect(await ruleSet('our-own')).toMatchObject({ version: 2, inForce: true, rules: [{ ...first, windows: null }] });
  expect(await ruleSet('our-own', '?version=1')).toMatchObject({
    rules: [{ windows: expect.arrayContaining([{ day: 'SUNDAY', ...daily(8, 19) }]) as unknown }],
  });

  await page.goto('/settings/windows/rule-sets/new?from=strict');
  await page.getByLabel('Name').first().fill('our-own');
  await button(page, 'Save the rule set').click();
  await page.getByText('There is a rule set of this name already').waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await button(page, 'Change Louisiana').click();
  await page.getByLabel('Name of holiday 18').waitFor();
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  await page.getByLabel('Name').first().fill('our-strict');
  await button(page, 'Take away Rhode Island').click();
  await button(page, 'Save the rule set').click();
  await page.getByRole('heading', { level: 1, name: 'Rule set our-strict' }).waitFor();
  const strict = await rulesOf('strict');
  expect(await rulesOf('our-strict')).toEqual(strict.filter(({ jurisdiction }) => jurisdiction !== 'US-RI'));
  await web.product.call('PATCH', '/settings', { ruleSet: null });
  await page.context().close();
});
