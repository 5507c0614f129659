/** The long forms of the settings, by keyboard where a keyboard is quicker: rule sets of one's own, and what pushes need. */
import { generateKeyPairSync } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
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

test('the credentials of pushes are pasted or taken from a file, replaced and removed, and never shown again', async () => {
  const pem = { type: 'pkcs8', format: 'pem' } as const;
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export(pem).toString();
  const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(pem).toString();
  const serviceAccount = { type: 'service_account', project_id: 'my-shop-1', client_email: 'a@b.example' };
  const pushOf = async () => {
    const { apps } = (await web.product.call('GET', '/apps')) as { apps: { name: string; push: object }[] };
    return apps.find(({ name }) => name === DEMO.app)?.push;
  };
  const page = await web.signIn('admin', '/settings/apps');
  const dialog = page.getByRole('dialog');
  const account = dialog.getByRole('textbox', { name: 'Service account' });
  const fcm = page.getByRole('group', { name: `FCM of ${DEMO.app}` });
  const apns = page.getByRole('group', { name: `APNs of ${DEMO.app}` });

  await fcm.getByText('Off: there is no credential').waitFor();
  await button(page, `Set the credential: FCM of ${DEMO.app}`).click();
  await account.fill('{');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('This is no JSON').waitFor();
  await account.fill(JSON.stringify({ ...serviceAccount, private_key: p256 }));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('private_key: must be an RSA key').waitFor();
  await expectAccessible(page);
  await dialog.locator('input[type=file]').setInputFiles({
    ...{ name: 'shop.json', mimeType: 'application/json' },
    buffer: Buffer.from(JSON.stringify({ ...serviceAccount, private_key: rsa })),
  });
  await expect.poll(() => account.inputValue()).toContain('my-shop-1');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await fcm.getByText('On', { exact: true }).waitFor();

  await button(page, `Set the credential: APNs of ${DEMO.app}`).click();
  await dialog.locator('input[type=file]').setInputFiles({
    ...{ name: 'AuthKey_ABC123DEFG.p8', mimeType: 'application/pkcs8', buffer: Buffer.from(p256) },
  });
  await expect.poll(() => dialog.getByLabel('Key id').inputValue()).toBe('ABC123DEFG');
  await dialog.getByLabel('Team id').fill('short');
  await dialog.getByLabel('Bundle id').fill('com.example.shop');
  await dialog.getByText('Sandbox', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText("Must be Apple's id of the team").waitFor();
  await expectAccessible(page);
  await dialog.getByLabel('Team id').fill('def123ghij');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await apns.getByText('On', { exact: true }).waitFor();
  const [stored] = await web.product.db
    .selectFrom('inapp_push_credential')
    .select('credential')
    .where('platform', '=', 'apns')
    .execute();
  expect(stored?.credential).toEqual({
    ...{ key: p256, keyId: 'ABC123DEFG', teamId: 'DEF123GHIJ', topic: 'com.example.shop', environment: 'development' },
  });
  await dialog.waitFor({ state: 'detached' });
  expect(await page.content()).not.toMatch(/PRIVATE KEY|my-shop-1|ABC123DEFG/);

  const at = new Date();
  await web.product.db
    .updateTable('inapp_push_credential')
    .set({ error: 'APNs answered 403: InvalidProviderToken', error_at: at })
    .where('platform', '=', 'apns')
    .execute();
  await page.reload();
  await apns.getByText('APNs answered 403: InvalidProviderToken').waitFor();
  await button(page, `Replace the APNs credential of ${DEMO.app}`).click();
  expect(await dialog.getByLabel('Key id').inputValue()).toBe('');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await button(page, `Change what the lock screen says of ${DEMO.app}`).click();
  await dialog.getByLabel('The same words for every message').press('Space');
  await dialog.getByLabel('The words').fill('You have a new message.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await region(page, `Nudges of ${DEMO.app}`).getByText('“You have a new message.”').waitFor();

  await button(page, `Remove the APNs credential of ${DEMO.app}`).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await apns.getByText('Off: there is no credential').waitFor();
  expect(await pushOf()).toMatchObject({ text: 'You have a new message.', fcm: { error: null }, apns: null });
  await expectAccessible(page);
  await page.context().close();
});
