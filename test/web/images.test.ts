/**
 * The main pages with enough in them to be looked at, in both themes: `npm run web:images` takes the pictures of the documents from here. The clock
 * stands, so that a picture changes only where its page does.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { parsePhone } from '../../domain/phone.ts';
import { zonesOfPhone } from '../../domain/timezone.ts';
import { DEFAULT_WINDOWS, windowAt } from '../../domain/window.ts';
import { insertCampaignWith, type Fate } from '../api/reports-fixture.ts';
import { startWeb, type Web } from '../support/web.ts';

const MINUTE = 60_000;
/** 10:30 in New York: the east has its messages, the west sleeps. */
const NOW = Date.UTC(2026, 2, 4, 15, 30);
const IMAGES = path.join(import.meta.dirname, '../../docs/images');
const AREAS = ['1202', '1312', '1617', '1305', '1310', '1206', '1303', '1808', '44770090', '6141234'];

let web: Web;
beforeAll(async () => {
  web = await startWeb({ clock: () => NOW });
  await seed();
});
afterAll(() => web.stop());

async function open(role: 'campaign-manager' | 'agent', at: string): Promise<Page> {
  const page = await web.signIn(role, '/');
  await page.clock.setFixedTime(NOW);
  await page.goto(at);
  return page;
}

async function take(page: Page, name: string): Promise<void> {
  if (!process.env.RECORD_IMAGES) return;
  await mkdir(IMAGES, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    await page.screenshot({ path: path.join(IMAGES, `web-${name}-${colorScheme}.png`), animations: 'disabled' });
  }
}

function numberOf(n: number): string {
  const area = AREAS[n % AREAS.length] ?? '1202';
  return area.startsWith('1') ? `${area}555${String(1000 + n)}` : `${area}${String(n).padStart(4, '0')}`;
}

/** What became of the n-th of a campaign that began an hour ago. */
function fateOf(n: number, account: string): Fate {
  const parsed = parsePhone(numberOf(n));
  if (!parsed.ok) throw new Error(parsed.reason);
  const { zones } = zonesOfPhone(parsed.phone);
  const address = {
    account_id: account,
    wa: parsed.phone.e164,
    sms: parsed.phone.e164,
    zones,
    zone_source: 'area-code',
  };
  const opening = windowAt(zones, DEFAULT_WINDOWS, NOW);
  if (!opening.open) {
    return { ...address, state: 'SCHEDULED', waits_for: 'WINDOW', wake_at: new Date(opening.opensAtMs ?? NOW) };
  }
  const at = (minutes: number) => new Date(NOW - (60 - (n % 50) - minutes) * MINUTE);
  const sent: Fate = { ...address, channel: 'wa', eligible_at: at(0), called_at: at(0), sent_at: at(0) };
  if (n % 17 === 3) {
    const error = {
      error_source: 'outbound_twilio',
      error_code: '30003',
      error_message: 'The handset is off or out of reach.',
    } as const;
    return {
      ...address,
      ...error,
      channel: 'sms',
      state: 'FAILED',
      eligible_at: at(0),
      called_at: at(0),
      failed_at: at(1),
    };
  }
  if (n % 13 === 5) return { ...sent, state: 'DELIVERED', channel: 'sms', delivered_at: at(1) };
  if (n % 5 === 1) return { ...sent, state: 'READ', delivered_at: at(1), read_at: at(3), responded_at: at(5) };
  return {
    ...sent,
    state: n % 3 === 0 ? 'READ' : 'DELIVERED',
    delivered_at: at(1),
    ...(n % 3 === 0 && { read_at: at(4) }),
  };
}

async function seed(): Promise<void> {
  const { product } = web;
  // What a campaign sends is as the API has put it together.
  const consumerContent = { wa: numberOf(0), sms: numberOf(0) };
  const launched = await product.launch(
    { consumerContent, variables: { '1': 'Ada', '2': 'A-1' } },
    { templateId: DEMO.bothHandoff },
  );
  const { plan } = await product.db
    .selectFrom('campaign')
    .select('plan')
    .where('id', '=', launched.campaignId)
    .executeTakeFirstOrThrow();
  const options = { account: DEMO.accountId, handoff: DEMO.bothHandoff, at: new Date(NOW - 60 * MINUTE) };
  const fates = Array.from({ length: 400 }, (_, n) => fateOf(n, DEMO.accountId));
  const { id } = await insertCampaignWith(product, options, fates);
  await product.db.updateTable('campaign').set({ name: 'Orders of March' }).where('id', '=', id).execute();
  for (const [index, name] of [
    'Subscription renewals, Midwest',
    'Spring catalogue',
    'Store opening in Denver',
  ].entries()) {
    const more = { ...options, at: new Date(NOW - (index + 2) * 26 * 60 * MINUTE), source: 'UI' as const };
    const some = fates.slice(0, 40 * (index + 1)).filter(({ state }) => state !== 'SCHEDULED');
    const other = await insertCampaignWith(product, more, some);
    await product.db.updateTable('campaign').set({ name }).where('id', '=', other.id).execute();
  }
  await product.db
    .updateTable('campaign')
    .set({ plan: JSON.stringify(plan), template_id: DEMO.bothHandoff })
    .execute();
}

test('the welcome page', async () => {
  const page = await open('campaign-manager', '/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByText('API keys').first().waitFor();
  await take(page, 'welcome');
});

test('the list of campaigns, and how one goes', async () => {
  const page = await open('campaign-manager', '/campaigns');
  await page.getByRole('link', { name: 'Orders of March' }).waitFor();
  await take(page, 'campaigns');
  await page.getByRole('link', { name: 'Orders of March' }).click();
  await page.getByRole('heading', { level: 1, name: 'Orders of March' }).waitFor();
  await page.getByText('America/Los_Angeles').first().waitFor();
  await take(page, 'campaign');
});

test('when everyone will be reached', async () => {
  const page = await open('campaign-manager', '/campaigns/new');
  await page.getByLabel('Campaign name').fill('Orders of March, second part');
  await page.getByRole('radio', { name: /^Prioritized/ }).click();
  await page.getByRole('combobox', { name: 'Route to skill' }).click();
  await page.getByRole('option', { name: 'sales' }).click();
  await page.getByRole('combobox', { name: 'Template' }).click();
  await page.getByRole('option', { name: /order_update/ }).click();
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Hi {{1}}, your order {{2}} is on its way.');
  await take(page, 'compose');
  await page.locator('footer').getByRole('button', { name: 'Recipients' }).click();
  const lines = Array.from({ length: 900 }, (_, n) => `${numberOf(n)},Ada,A-${String(n)}`);
  const file = { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(['Phone,B1,B2', ...lines].join('\n')) };
  await page.getByLabel('CSV file of recipients').setInputFiles(file);
  await page.getByRole('tab', { name: /^Will be sent 9\d\d|^Will be sent 8\d\d/ }).waitFor();
  await page.locator('footer').getByRole('button', { name: 'Schedule' }).click();
  await page.getByRole('table', { name: 'Recipients by timezone' }).waitFor();
  await page.getByRole('img', { name: /messages in/ }).scrollIntoViewIfNeeded();
  await take(page, 'simulation');
});

test('reports', async () => {
  const page = await open('campaign-manager', '/reports');
  await page.getByRole('table').first().waitFor();
  await take(page, 'reports');
});

test('windows and rules', async () => {
  const page = await open('campaign-manager', '/settings/windows');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByText('strict').first().waitFor();
  await take(page, 'windows');
});

test('an agent’s inbox', async () => {
  const { product } = web;
  await product.sandbox.reply('sms', '12025551000', 'Can it come on Friday instead?');
  await product.sandbox.reply('sms', '13055551003', 'Thanks!');
  // What answers no message of ours goes to the default skill.
  await product.db.updateTable('conversation').set({ skill: 'sales' }).execute();
  const page = await open('agent', '/conversations');
  await page.getByText('Can it come on Friday instead?').first().click();
  await page.getByRole('log', { name: 'Messages' }).getByText('Friday').waitFor();
  await take(page, 'inbox');
});
