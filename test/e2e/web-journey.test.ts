/** What the web tool is for, on the whole stack of `npm start`: from a file with mistakes in it to an answered reply, and why somebody is still scheduled. */
import { DateTime } from 'luxon';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_USERS } from '../../dev/identity-users.ts';
import { DEMO } from '../../dev/seed.ts';
import type { Role } from '../../domain/roles.ts';
import { launchBrowser } from '../support/browser.ts';
import { createOwnStack, type OwnStack } from '../support/own-stack.ts';
import { temporalAddress } from '../support/servers.ts';
import { next, zoneWhereItIs } from '../support/time.ts';

const day = zoneWhereItIs(Date.now(), 9, 20);
const night = zoneWhereItIs(Date.now(), 0, 6);
const AWAKE = '12025550161';
const ASLEEP = '12025550162';

const FILE = `Phone,B1,B2,Timezone
${AWAKE},Ada,A-1,${day}
${ASLEEP},Ben,A-2,${night}
1202,Eve,A-3,${day}
`;

let stack: OwnStack;
let browser: Browser;
let manager: Page;

beforeAll(async () => {
  // Where the server has to be got first, it is got once for all.
  await temporalAddress();
  stack = await createOwnStack();
  await stack.start();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await stack.remove();
});

async function signIn(role: Role, path: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: stack.api,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
  });
  const page = await context.newPage();
  await page.goto(path);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: DEMO_USERS.find((user) => user.role === role)?.name ?? role }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor({ state: 'attached' });
  return page;
}

const file = (text: string) => ({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
const goOn = (step: string) => manager.locator('footer').getByRole('button', { name: step }).click();

async function messagesTo(number: string): Promise<string[]> {
  const response = await fetch(`${stack.sandbox}/sandbox/messages?to=${number}`);
  return ((await response.json()) as { text: string }[]).map(({ text }) => text);
}

describe('a campaign manager', () => {
  test('uploads a file with a mistake in it, mends it, and sees when everyone will be reached', async () => {
    manager = await signIn('campaign-manager', '/campaigns');
    await manager.getByRole('link', { name: 'New campaign' }).first().click();
    await manager.getByLabel('Campaign name').fill('Orders on their way');
    await manager.getByRole('radio', { name: /^SMS/ }).click();
    await manager.getByRole('combobox', { name: 'Route to skill' }).click();
    await manager.getByRole('option', { name: 'sales' }).click();
    await manager.getByRole('textbox', { name: 'Text', exact: true }).fill('Hi {{1}}, your order {{2}} is on its way.');
    await goOn('Recipients');
    await manager.getByLabel('CSV file of recipients').setInputFiles(file(FILE));
    await manager.getByRole('tab', { name: 'Wrong 1' }).waitFor();
    await manager.getByText('No valid number with its country code').waitFor();
    await manager.getByLabel('Phone of line 4').fill('12025550163');
    await manager.getByRole('button', { name: 'Check 1 line again' }).click();
    await manager.getByRole('tab', { name: 'Will be sent 3' }).waitFor();
    await goOn('Schedule');
    const zones = manager.getByRole('table', { name: 'Recipients by timezone' });
    await zones
      .getByRole('row', { name: cityOf(day) })
      .getByText('Open now')
      .waitFor();
    await zones
      .getByRole('row', { name: cityOf(night) })
      .getByText(inAccountsTime(next(night, Date.now(), { hour: 8 })))
      .first()
      .waitFor();
  });

  test('launches it, watches it, and sees for whom is still scheduled why', async () => {
    await goOn('Preview and launch');
    await manager.getByRole('checkbox', { name: /consent|opt/i }).check();
    await manager.getByRole('button', { name: 'Launch to 3 recipients' }).click();
    await manager.waitForURL(/\/campaigns\/[A-Za-z0-9]{9}$/);
    await expect.poll(() => messagesTo(AWAKE)).toHaveLength(1);
    // Nobody has loaded the page again.
    await manager.getByRole('tab', { name: /^Delivered 2/ }).waitFor();
    await manager.getByRole('tab', { name: /^Scheduled 1/ }).waitFor();
    await manager.getByText(`the window opens on`).first().waitFor();
    await manager.getByText(cityOf(night)).first().waitFor();
    expect(await messagesTo(ASLEEP)).toEqual([]);
  });
});

test('an agent answers the reply of a consumer, and closes the conversation', async () => {
  await fetch(`${stack.sandbox}/sandbox/replies`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ channel: 'sms', from: AWAKE, to: DEMO.smsNumber, text: 'Where is it now?' }),
  });
  const agent = await signIn('agent', '/conversations');
  await agent.getByRole('region', { name: 'Inbox' }).getByText('Where is it now?').click();
  const messages = agent.getByRole('log', { name: 'Messages' });
  await messages.getByText('Where is it now?').waitFor();
  await agent.getByText('Orders on their way').first().waitFor();
  await agent.getByRole('textbox', { name: 'Your answer' }).fill('Around the corner.');
  await agent.keyboard.press('Enter');
  await expect.poll(() => messagesTo(AWAKE)).toContain('Around the corner.');
  await messages.getByText('Delivered').waitFor();
  await manager.getByRole('tab', { name: /^All 3/ }).waitFor();
  await agent.context().close();
});

/** The table's times are those of the account. */
function inAccountsTime(ms: number): string {
  return `at ${DateTime.fromMillis(ms, { zone: 'America/New_York' }).toFormat('HH:mm')}`;
}

function cityOf(zone: string): RegExp {
  return new RegExp(zone.split('/').at(-1) ?? zone);
}
