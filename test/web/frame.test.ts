/** What is around every page of the web tool. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, startWeb, type Web } from '../support/web.ts';

let web: Web;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

const EVERYTHING = [
  'Welcome',
  'Campaigns',
  'API handoffs',
  'WhatsApp templates',
  'Conversations',
  'Reports',
  'Settings',
];

describe('signing in', () => {
  test.each([
    ['admin', 'Ada Admin', EVERYTHING.filter((place) => place !== 'Conversations')],
    ['campaign-manager', 'Chris Campaigns', EVERYTHING.filter((place) => place !== 'Conversations')],
    ['lpa', 'Lee Partner', EVERYTHING.filter((place) => place !== 'Conversations')],
    ['agent', 'Sam Sales', ['Welcome', 'Conversations']],
    ['agent-manager', 'Morgan Manager', ['Welcome', 'Conversations']],
  ] as const)('as %s shows who one is, and only the places that the role sees', async (role, name, places) => {
    const page = await web.signInByClicks(role);
    await page.getByRole('button', { name: `Signed in as ${name}` }).waitFor();
    expect(await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents()).toEqual(places);
    await page.context().close();
  });

  test('comes back to the address that was asked for', async () => {
    const page = await web.signInByClicks('admin', '/settings/nowhere?a=1');
    expect(page.url()).toBe(`${web.url}/settings/nowhere?a=1`);
    await page.context().close();
  });

  test('ends by signing out, at the issuer too: the way in is shown, and asks again who one is', async () => {
    const page = await web.signInByClicks('agent');
    await page.getByRole('button', { name: 'Signed in as Sam Sales' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Ada Admin' }).waitFor();
    await page.context().close();
  });
});

test('a theme that was chosen holds after a reload, against the system', async () => {
  const page = await web.signIn('admin', '/', { colorScheme: 'light' });
  const html = page.locator('html');
  await expect.poll(() => html.getAttribute('data-mantine-color-scheme')).toBe('light');
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitem', { name: 'Dark' }).click();
  await expect.poll(() => html.getAttribute('data-mantine-color-scheme')).toBe('dark');
  await page.reload();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  expect(await html.getAttribute('data-mantine-color-scheme')).toBe('dark');
  await page.context().close();
});

test('an address without a page says so, and leads back', async () => {
  const page = await web.signIn('admin', '/reports/nowhere');
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  await page.getByRole('main').getByRole('link', { name: 'To the welcome page' }).click();
  await page.getByText('Welcome, Ada Admin').waitFor();
  await page.context().close();
});

test('axe finds nothing serious on the way in and on the welcome page', async () => {
  const out = await web.open('/');
  await out.getByRole('link', { name: 'Sign in' }).waitFor();
  await expectAccessible(out);
  const page = await web.signIn('admin');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expectAccessible(page);
  await Promise.all([out.context().close(), page.context().close()]);
});
