/** API handoffs in the web tool: list, compose, confirm, edit, delete, and the command that launches with one. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { expectAccessible, startWeb, type Web } from '../support/web.ts';

const run = promisify(execFile);

/** The first file that asks for the web tool waits until it is built. */
const WITH_A_BUILD_MS = 180_000;

let web: Web;
beforeAll(async () => {
  web = await startWeb();
  for (let index = 1; index <= 30; index += 1) {
    const text = `Reminder ${index}.`;
    await web.product.call('POST', '/handoffs', { name: `Reminder ${index}`, channels: [{ type: 'sms', text }] });
  }
}, WITH_A_BUILD_MS);
afterAll(() => web.stop());

const titles = (page: Page) =>
  page
    .getByRole('table')
    .locator('tbody')
    .getByRole('link', { name: /^(?!Edit)/ });
const text = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true });

test('are listed by page, filtered by title and channel and sorted by column, in an address that a reload keeps', async () => {
  const page = await web.signIn('campaign-manager', '/handoffs');
  await expect.poll(() => titles(page).count()).toBe(25);
  await page.getByRole('button', { name: 'next page' }).click();
  await expect.poll(() => titles(page).count()).toBe(8);

  await page.getByRole('textbox', { name: 'Title' }).fill('order');
  await expect
    .poll(() => titles(page).allTextContents())
    .toEqual(['Order update by SMS', 'Order update by WhatsApp then SMS', 'Order update in the app']);
  await page.getByRole('table').locator('th', { hasText: 'Title' }).click();
  await expect
    .poll(() => titles(page).allTextContents())
    .toEqual(['Order update in the app', 'Order update by WhatsApp then SMS', 'Order update by SMS']);
  await page.getByRole('combobox', { name: 'Channel' }).click();
  await page.getByRole('option', { name: 'WhatsApp' }).click();
  await expect.poll(() => titles(page).allTextContents()).toEqual(['Order update by WhatsApp then SMS']);
  await page.reload();
  await expect.poll(() => titles(page).allTextContents()).toEqual(['Order update by WhatsApp then SMS']);

  await page.getByRole('textbox', { name: 'Title' }).fill('no such');
  await page.getByRole('heading', { name: 'No handoff matches' }).waitFor();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect.poll(() => titles(page).count()).toBe(25);
  await expectAccessible(page);
  await page.context().close();
});

test('are composed and confirmed, with what can’t be said before it is sent', async () => {
  const page = await web.signIn('admin', '/handoffs/new');
  const whatsApp = page.getByRole('checkbox', { name: 'WhatsApp' });
  const sms = page.getByRole('checkbox', { name: 'SMS' });
  const inApp = page.getByRole('checkbox', { name: 'In-App' });
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('Must name at least one channel').waitFor();
  await page.getByRole('textbox', { name: 'Title' }).fill('A <b>');
  await page.getByText('Must not have < or >').waitFor();
  await page.getByRole('textbox', { name: 'Title' }).fill('Order update by SMS');
  await page.getByText('Another handoff of the account has this title').waitFor();
  await page.getByRole('textbox', { name: 'Title' }).fill('Order update, summer');

  await inApp.check();
  expect([await whatsApp.isDisabled(), await sms.isDisabled()]).toEqual([true, true]);
  await inApp.uncheck();
  await sms.check();
  await whatsApp.check();
  expect(await inApp.isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Try WhatsApp first' }).click();

  await page.getByRole('textbox', { name: 'Lookback period' }).fill('31');
  await text(page).fill(`Hi \${{1}}, ${'your order is on its way. '.repeat(5)}`);
  await page.getByText('181 of 140 characters').waitFor();
  await page.getByText('Must be 60 minutes to 30 days').waitFor();
  await page.getByRole('textbox', { name: 'Lookback period' }).fill('2');
  await text(page).fill('Hi ${{1}}, your order is on its way.');
  await page.getByText('76 of 140 characters').waitFor();
  await page.getByText('Choose an approved template').waitFor();
  await expectAccessible(page);
  await page.getByRole('combobox', { name: 'Template' }).click();
  await page.getByRole('option', { name: DEMO.template }).click();
  await page.getByRole('button', { name: 'Next' }).click();

  await page.getByText('WhatsApp, then SMS').waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('textbox', { name: 'Opt-out text' }).fill('STOP ends it.');
  await page.getByRole('button', { name: 'Next' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Back' }).click();
  // Clients go on naming it by the ID that they know.
  await page.getByRole('textbox', { name: 'ID' }).fill(DEMO.smsHandoff);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Save the handoff' }).click();
  await page.getByText(`Another handoff has "${DEMO.smsHandoff}"`).waitFor();
  await page.getByRole('textbox', { name: 'ID' }).fill('lp.4711');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Save the handoff' }).click();
  await page.getByRole('heading', { level: 1, name: 'Order update, summer' }).waitFor();
  const { handoffs } = (await web.product.call('GET', '/handoffs?name=summer')) as { handoffs: object[] };
  expect(handoffs).toMatchObject([
    {
      id: 'lp.4711',
      lookbackMinutes: 2880,
      channels: [{ type: 'wa' }, { type: 'sms', optOutText: 'STOP ends it.', characters: 50 }],
    },
  ]);
  await page.context().close();
});

test('an edit keeps what was not changed, and what the API alone refuses is said', async () => {
  const page = await web.signIn('admin', `/handoffs/${DEMO.inAppHandoff}`);
  await page.getByText('An edit never changes campaigns already launched.').waitFor();
  await page.getByRole('link', { name: 'Edit' }).click();
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill('Order update in our app');
  await page.getByRole('button', { name: 'Next' }).click();
  // Meanwhile somebody takes the title.
  const taken = { name: 'Order update in our app', channels: [{ type: 'sms', text: 'Hi' }] };
  await web.product.call('POST', '/handoffs', taken);
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await page.getByText(/^Another handoff of the account (is called|has this title)/).waitFor();
  await title.fill('Order update in the shop’s app');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await page.getByRole('heading', { level: 1, name: 'Order update in the shop’s app' }).waitFor();
  expect(await web.product.call('GET', `/handoffs/${DEMO.inAppHandoff}`)).toMatchObject({
    lookbackMinutes: 43_200,
    channels: [{ type: 'inapp', appNames: [DEMO.app], text: expect.stringContaining('${{2}}') as string }],
  });
  await page.context().close();
});

test('the commands that are shown get a token, and launch a campaign with the handoff', async () => {
  const page = await web.signIn('admin', `/handoffs/${DEMO.bothHandoff}`);
  const [token, launch] = await Promise.all(
    ['the command for a token', 'the command that launches'].map((name) =>
      page.getByRole('region', { name }).textContent(),
    ),
  );
  await expectAccessible(page);
  const env = { ...process.env, CLIENT_ID: DEMO.clientId, CLIENT_SECRET: DEMO.clientSecret };
  const { stdout } = await run('sh', ['-c', `${token}\n${launch}`], { env });
  expect(JSON.parse(stdout)).toMatchObject({
    acceptedConsumers: [{ phoneNumber: '+12025550173' }],
    failedConsumers: [],
  });
  await page.context().close();
});

test('one is deleted once that is confirmed', async () => {
  const page = await web.signIn('admin', '/handoffs?name=Reminder+30');
  await page.getByRole('button', { name: 'Delete Reminder 30' }).click();
  await page.getByRole('button', { name: 'Leave as it is' }).click();
  await page.getByRole('button', { name: 'Delete Reminder 30' }).click();
  await page.getByRole('dialog').getByText('Campaigns already launched go on').waitFor();
  await page.getByRole('button', { name: 'Delete the handoff' }).click();
  await page.getByRole('heading', { name: 'No handoff matches' }).waitFor();
  expect(await web.product.call('GET', '/handoffs?name=Reminder 30')).toMatchObject({ handoffs: [] });
  await page.context().close();
});

test('who may only see them finds no button that changes one, and agents no handoffs', async () => {
  const page = await web.signIn('lpa', `/handoffs/${DEMO.smsHandoff}`);
  await page.getByRole('heading', { level: 1, name: 'Order update by SMS' }).waitFor();
  await page.getByRole('button', { name: 'Copy the ID' }).waitFor();
  expect(
    await page
      .getByRole('main')
      .getByText(/^(Edit|Delete)$/)
      .count(),
  ).toBe(0);
  await page.goto('/handoffs/new');
  await page.getByRole('heading', { name: 'Your role does not reach this page' }).waitFor();
  await page.context().close();
  const agent = await web.signIn('agent', '/handoffs');
  await agent.getByRole('heading', { name: 'Your role does not reach this page' }).waitFor();
  await agent.context().close();
});
