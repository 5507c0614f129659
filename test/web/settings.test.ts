/** The welcome page, the reports and the settings of the web tool, by role. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { insertOptOut } from '../../db/opt-outs.ts';
import { DEMO } from '../../dev/seed.ts';
import { next } from '../support/time.ts';
import { expectAccessible, startWeb, type Web } from '../support/web.ts';

/** A Monday noon in New York, where the account has its day. */
const NOW = next('America/New_York', Date.parse('2026-11-22T00:00:00Z'), { weekday: 1, hour: 12 });
const TODAY = '2026-11-23';

let web: Web;
beforeAll(async () => (web = await startWeb({ clock: () => NOW })));
afterAll(() => web.stop());

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const rowsOf = (page: Page, table: string) =>
  page.getByRole('table', { name: table }).locator('tbody').getByRole('row');
const settings = async () => (await web.product.call('GET', '/settings')) as Record<string, unknown>;
const channel = async (name: string) => {
  const { channels } = (await web.product.call('GET', '/channels')) as {
    channels: { channel: string; windows: unknown[] | null }[];
  };
  return channels.find((each) => each.channel === name);
};

async function clientsNamed(name: string) {
  const { clients } = (await web.product.call('GET', '/api-clients')) as {
    clients: { name: string | null; clientId: string; revokedAt: string | null }[];
  };
  return clients.filter((each) => each.name === name);
}

async function tokenStatus(clientId: string, secret: string): Promise<number> {
  const url = `${web.url}/sentinel/api/account/${DEMO.accountId}/app/token?v=1.0&grant_type=client_credentials`;
  const body = new URLSearchParams({ client_id: clientId, client_secret: secret });
  return (await fetch(url, { method: 'POST', body })).status;
}

describe('the welcome page', () => {
  test('says what is missing, and leads to the step that sets it up', async () => {
    const page = await web.signIn('admin');
    await heading(page, 'Reach everyone in their own morning').waitFor();
    const steps = region(page, 'Setting up');
    const hosts = steps.getByRole('listitem').filter({ hasText: 'Hosts of media' });
    await hosts.getByRole('img', { name: 'Not yet' }).waitFor();
    await expectAccessible(page);
    await hosts.getByRole('link', { name: 'Set up: Hosts of media' }).click();
    await heading(page, 'Hosts of media').waitFor();
    await page.getByRole('textbox', { name: 'Host' }).fill('https://images.example.com/a.png');
    await button(page, 'Permit').click();
    await page.getByText('must be a host name alone, without scheme, port or path').waitFor();
    await page.getByRole('textbox', { name: 'Host' }).fill('images.example.com');
    await button(page, 'Permit').click();
    await rowsOf(page, 'Permitted hosts').filter({ hasText: 'images.example.com' }).waitFor();
    await page.getByRole('link', { name: 'Welcome', exact: true }).click();
    await hosts.getByRole('img', { name: 'Done' }).waitFor();
    await page.context().close();
  });

  test('shows an LPA the steps without a way to do them', async () => {
    const page = await web.signIn('lpa');
    await page.getByRole('link', { name: 'See: Channels' }).waitFor();
    expect(await page.getByRole('link', { name: /^(Set up|Change):/ }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'New campaign' }).count()).toBe(0);
    await page.context().close();
  });

  test('takes agents straight to their conversations, and keeps settings and reports from them', async () => {
    const page = await web.signIn('agent');
    await page.waitForURL('**/conversations**');
    await page.goto('/settings/channels');
    await page.getByText('Settings are not for your role').waitFor();
    await page.goto('/reports');
    await page.getByText('Reports are not for your role').waitFor();
    await page.context().close();
  });
});

describe('the settings', () => {
  let page: Page;
  beforeAll(async () => (page = await web.signIn('admin', '/settings')));
  afterAll(() => page.context().close());

  test('begin with the channels, whose limits, order and pause are changed', async () => {
    await page.waitForURL('**/settings/channels');
    const sms = region(page, 'SMS');
    await sms.getByLabel('Messages a second').fill('20');
    await sms.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => channel('sms')).toMatchObject({ ratePerSecond: 20 });
    await button(page, 'Pause SMS').click();
    await sms.getByText('Nothing is sent on it').waitFor();
    await button(page, 'Resume SMS').click();
    await button(page, 'Pause SMS').waitFor();
    await button(page, 'Move SMS up').click();
    await expect.poll(() => channel('sms')).toMatchObject({ position: 0, pausedReason: null });
    await expectAccessible(page);
  });

  test('switch a channel off only where that is confirmed', async () => {
    await page.goto('/settings/channels');
    await page.getByLabel('In-App is on').press('Space');
    await page.getByRole('dialog').getByText('step down to the next channel').waitFor();
    await button(page, 'Leave as it is').click();
    expect(await channel('inapp')).toMatchObject({ enabled: true });
    await page.getByLabel('In-App is on').press('Space');
    await button(page, 'Switch off').click();
    await expect.poll(() => channel('inapp')).toMatchObject({ enabled: false });
  });

  test('take numbers, and say beside the field what is wrong with one', async () => {
    await page.goto('/settings/numbers');
    await button(page, 'Add a number').click();
    await page.getByRole('textbox', { name: 'Number' }).fill('12');
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    await page.getByRole('dialog').locator('[id$="-error"]').waitFor();
    await page.getByRole('textbox', { name: 'Number' }).fill('+1 (202) 555-0104');
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    await rowsOf(page, 'Numbers to send from').filter({ hasText: '+12025550104' }).waitFor();
    await expectAccessible(page);
    await button(page, 'Take +12025550104 away from SMS').click();
    await button(page, 'Take away').last().click();
    await rowsOf(page, 'Numbers to send from').filter({ hasText: '+12025550104' }).waitFor({ state: 'detached' });
  });

  test('onboard a skill and make it the default', async () => {
    await page.goto('/settings/skills');
    await page.getByRole('textbox', { name: 'Name of the skill' }).fill('returns');
    await button(page, 'Onboard').click();
    await button(page, 'Make default: returns').click();
    await rowsOf(page, 'Skills').filter({ hasText: 'returns' }).getByText('Default', { exact: true }).waitFor();
    await expect.poll(settings).toMatchObject({ defaultSkill: 'returns' });
    await expectAccessible(page);
    await web.product.call('PATCH', '/settings', { defaultSkill: 'general' });
  });

  test('keep hours of their own for a channel, and limits for each consumer', async () => {
    await page.goto('/settings/windows');
    await page.getByText('WhatsApp', { exact: true }).click();
    await page.getByRole('switch', { name: 'Hours of our own for WhatsApp' }).press('Space');
    await page.getByLabel('Monday, from').fill('09:00');
    await page.getByLabel('Monday, until').fill('08:00');
    await page.getByText('Ends before it begins').waitFor();
    expect(await button(page, 'Save the hours').isDisabled()).toBe(true);
    await page.getByLabel('Monday, until').fill('17:30');
    await button(page, 'Every day as on Monday').click();
    await button(page, 'Take Sunday 09:00 to 17:30 away').click();
    await page.getByLabel('Saturday, until').fill('00:00');
    await button(page, 'Save the hours').click();
    await expect.poll(async () => (await channel('wa'))?.windows?.length).toBe(6);
    expect(await channel('wa')).toMatchObject({
      windows: expect.arrayContaining([
        { day: 'SATURDAY', startTime: { hour: 9, minute: 0 }, endTime: { hour: 24, minute: 0 } },
      ]) as unknown,
    });
    await page.getByLabel('In any 7 days').fill('3');
    await button(page, 'Save the limits').click();
    await expect.poll(settings).toMatchObject({ messagesPerConsumer: { per24Hours: null, per7Days: 3 } });
    await expectAccessible(page);
  });

  test('put a rule set in force, whose rules can be read', async () => {
    await page.goto('/settings/windows');
    await button(page, 'Put in force: strict').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Put in force' }).click();
    await button(page, 'Take out of force: strict').waitFor();
    expect(await settings()).toMatchObject({ ruleSet: 'strict' });
    await page.getByRole('link', { name: 'Read the rules of strict' }).click();
    await heading(page, 'Rule set strict').waitFor();
    await page.getByLabel('Find a jurisdiction').fill('Texas');
    await region(page, 'Texas').getByText('Mon–Sat 09:00–21:00; Sun 12:00–21:00').waitFor();
    expect(await region(page, 'Florida').count()).toBe(0);
    await expectAccessible(page);
    await web.product.call('PATCH', '/settings', { ruleSet: null });
  });

  test('import opt-outs with the errors of each line, find one, and take it back', async () => {
    await page.goto('/settings/opt-outs');
    await button(page, 'Import CSV').click();
    const file = 'phone,reason\n+12025550188,By letter\n202,\n+12025550189,\n';
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: 'opt-outs.csv', mimeType: 'text/csv', buffer: Buffer.from(file) },
    });
    await button(page, 'Import').last().click();
    await rowsOf(page, 'Lines that were not taken').filter({ hasText: '3' }).waitFor();
    await button(page, 'Close').last().click();
    await rowsOf(page, 'Opt-outs').filter({ hasText: '+12025550189' }).waitFor();
    await page.getByLabel('Consumer', { exact: true }).fill('(202) 555-0188, +1');
    await page.getByText('Nobody fits these filters').waitFor();
    await page.getByLabel('Consumer', { exact: true }).fill('+1 202 555 0188');
    await rowsOf(page, 'Opt-outs').filter({ hasText: 'By letter' }).waitFor();
    await expectAccessible(page);
    await button(page, 'Take back the opt-out of +12025550188').click();
    await page.getByLabel('Why').fill('Asked for it');
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await rowsOf(page, 'Opt-outs').filter({ hasText: 'Taken back: Asked for it' }).waitFor();
  });

  test('keep the filters of the opt-outs in the address, and export by them', async () => {
    const optOut = { accountId: DEMO.accountId, kind: 'user', channel: null, consumer: 'user-42' } as const;
    await insertOptOut(web.product.db, { ...optOut, source: 'consumer:inapp' }, NOW - 60_000);
    // Said again it shows when.
    await web.product.call('POST', '/opt-outs', { consumer: 'user-42', channel: 'inapp' });
    await page.goto('/settings/opt-outs?channel=inapp&state=ACTIVE');
    await rowsOf(page, 'Opt-outs').filter({ hasText: 'user-42' }).filter({ hasText: 'again' }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export CSV' }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toContain('user-42');
    expect(text).not.toContain('+12025550188');
  });

  test('opt a consumer out by hand', async () => {
    await page.goto('/settings/opt-outs');
    await button(page, 'Opt a consumer out').click();
    await page.getByRole('textbox', { name: 'Number' }).fill('12');
    await button(page, 'Opt out').last().click();
    await page.getByRole('dialog').locator('[id$="-error"]').waitFor();
    await page.getByRole('textbox', { name: 'Number' }).fill('+1 202 555 0190');
    await button(page, 'Opt out').last().click();
    await rowsOf(page, 'Opt-outs').filter({ hasText: '+12025550190' }).waitFor();
  });

  test('hold what STOP and HELP are answered with', async () => {
    await page.goto('/settings/opt-outs?tab=answers');
    const form = page.getByRole('form', { name: 'Answer to HELP and INFO' });
    await form.getByLabel('WhatsApp').fill('Call us.');
    await form.getByRole('button', { name: 'Save the texts' }).click();
    await expect.poll(settings).toMatchObject({ helpText: { wa: 'Call us.', sms: null } });
    await expectAccessible(page);
  });

  test('create an API key whose secret is shown once, rotate it, and revoke it', async () => {
    await page.goto('/settings/api-keys');
    await button(page, 'Create a key').click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Shop backend');
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).dblclick();
    const shown = page.getByRole('dialog', { name: 'The secret of Shop backend' });
    await shown.waitFor();
    const first = await shown.locator('pre').nth(1).innerText();
    const clients = await clientsNamed('Shop backend');
    expect(clients).toHaveLength(1);
    const clientId = clients[0]?.clientId ?? '';
    expect(await tokenStatus(clientId, first)).toBe(200);
    await expectAccessible(page);
    await button(page, 'I have kept it').click();
    await shown.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(first);

    await button(page, 'Rotate the secret of Shop backend').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate the secret' }).click();
    await shown.waitFor();
    const second = await shown.locator('pre').nth(1).innerText();
    expect(await tokenStatus(clientId, first)).toBe(401);
    expect(await tokenStatus(clientId, second)).toBe(200);
    await button(page, 'I have kept it').click();

    await button(page, 'Revoke Shop backend').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await rowsOf(page, 'API keys').filter({ hasText: 'Shop backend' }).getByText('Revoked').waitFor();
    expect(await tokenStatus(clientId, second)).toBe(401);
    await expectAccessible(page);
  });

  test('add an app whose secret is shown once, and delete it', async () => {
    await page.goto('/settings/apps');
    await button(page, 'Add an app').click();
    await page.getByRole('textbox', { name: 'Name' }).fill('my shop');
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    await page.getByRole('dialog').getByText('must be 1 to 64 letters').waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('my-shop');
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    await page.getByRole('dialog', { name: 'The secret of my-shop' }).waitFor();
    await button(page, 'I have kept it').click();
    await button(page, 'Delete my-shop').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await region(page, 'my-shop').waitFor({ state: 'detached' });
    await expectAccessible(page);
  });

  test('choose where agents work, with a secret that is made and shown once', async () => {
    await page.goto('/settings/conversations');
    await page.getByLabel('In a system of your own, by webhook').press('Space');
    await page.getByRole('textbox', { name: 'Address' }).fill('https://example.com/hook');
    await button(page, 'Save').click();
    await page.getByRole('dialog').getByText('whsec_').waitFor();
    await button(page, 'I have kept it').click();
    await region(page, 'Now').getByText('https://example.com/hook').waitFor();
    await expectAccessible(page);
    await page.getByLabel('In Daybreak’s inbox').press('Space');
    await button(page, 'Save').click();
    await expect.poll(() => web.product.call('GET', '/settings/conversations')).toMatchObject({ adapter: 'inbox' });
  });

  test('change what holds for the account, field by field', async () => {
    await page.goto('/settings/account');
    await page.getByLabel('Lookback period, in minutes').fill('5');
    await button(page, 'Save').click();
    await page.getByText('must be at least 60').waitFor();
    await page.getByLabel('Lookback period, in minutes').fill('10080');
    await button(page, 'Save').click();
    await expect.poll(settings).toMatchObject({ lookbackMinutes: 10_080 });
    await expectAccessible(page);
  });

  test('tell who changed what, by filters that the address keeps', async () => {
    await web.product.call('POST', '/skills', { name: 'by a program' });
    await page.goto('/settings/skills');
    await page.getByRole('textbox', { name: 'Name of the skill' }).fill('by a person');
    await button(page, 'Onboard').click();
    await rowsOf(page, 'Skills').filter({ hasText: 'by a person' }).waitFor();
    await page.goto('/settings/audit?operation=pauseCampaign');
    await page.getByText('Nothing fits these filters').waitFor();
    await page.goto('/settings/audit?operation=addSkill');
    await rowsOf(page, 'Audit events').filter({ hasText: 'Ada Admin onboarded a skill' }).first().waitFor();
    const broken = rowsOf(page, 'Audit events').filter({ hasText: 'Outcome not known' });
    expect(await broken.count()).toBe(0);
    await web.product.db
      .updateTable('audit_event')
      .set({ done: false })
      .where('actor_name', '=', 'Ada Admin')
      .execute();
    await page.reload();
    await broken.filter({ hasText: 'Ada Admin onboarded a skill' }).first().waitFor();
    await page.getByRole('combobox', { name: 'Who' }).click();
    await page.getByRole('option', { name: 'demo-client' }).click();
    await rowsOf(page, 'Audit events').filter({ hasText: 'demo-client' }).first().waitFor();
    await rowsOf(page, 'Audit events').filter({ hasText: 'Ada Admin' }).first().waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('actor')).toBe('demo-client');
    await expectAccessible(page);
  });

  test('list who has signed in, with the role that was claimed', async () => {
    await page.goto('/settings/users');
    await rowsOf(page, 'Users').filter({ hasText: 'Ada Admin' }).getByText('Admin', { exact: true }).waitFor();
    await rowsOf(page, 'Users').filter({ hasText: 'Sam Sales' }).getByText('sales', { exact: true }).waitFor();
    await expectAccessible(page);
  });
});

test('an LPA sees what is set, and nothing that would change it', async () => {
  await web.product.call('POST', '/media-hosts', { host: 'media.example.com' });
  await web.product.call('PATCH', '/settings', { helpText: { wa: 'Write to us.' } });
  const page = await web.signIn('lpa', '/settings/channels');
  const pages = {
    channels: 'Messages a second',
    numbers: DEMO.smsNumber,
    skills: 'general',
    windows: 'In any 7 days',
    'media-hosts': 'media.example.com',
    apps: DEMO.app,
    conversations: 'In Daybreak’s inbox',
    'opt-outs': 'Who has opted out',
    'opt-outs?tab=answers': 'Write to us.',
    account: 'Lookback period',
    'api-keys': 'demo-client',
    users: 'Lee Partner',
    audit: 'demo-client',
  };
  for (const [path, text] of Object.entries(pages)) {
    await page.goto(`/settings/${path}`);
    await page.getByRole('main').getByText(text).first().waitFor();
    const changing =
      /^(Save|Add|Pause|Resume|Move|Take|Make|Onboard|Permit|Put|Create|Rotate|Revoke|Delete|Opt a|Import)/;
    expect(await page.getByRole('main').getByRole('button', { name: changing }).count(), path).toBe(0);
    expect(await page.getByRole('main').getByRole('switch').count(), path).toBe(0);
  }
  await page.context().close();
});

describe('the reports', () => {
  let page: Page;
  beforeAll(async () => {
    const launch = (skill: string, numbers: string[]) =>
      web.product.daybreak.post('/api/v2/account/{accountId}/campaign', {
        body: {
          ...{ campaignName: skill, skill, templateId: DEMO.smsHandoff, consent: true },
          consumers: numbers.map((sms) => ({ consumerContent: { sms }, variables: { '1': 'Ann', '2': '4711' } })),
        },
      });
    const { acceptedConsumers } = await launch('sales', ['12025550201', '12025550202']);
    await launch('general', ['12025550203']);
    await web.product.sandbox.behave('sms', '12025550202', '21211');
    for (const { id } of acceptedConsumers) await web.product.activities.sendSms({ recipientId: id });
    await vi.waitFor(async () => {
      expect((await web.product.recipient(acceptedConsumers[0]?.id ?? '')).state).toBe('DELIVERED');
    });
    page = await web.signIn('campaign-manager', '/reports');
  });
  afterAll(() => page.context().close());

  const cells = async (table: string, row: string) =>
    rowsOf(page, table).filter({ hasText: row }).getByRole('cell').allInnerTexts();

  test('sum by day what became of everyone, with a picture that says so in words', async () => {
    await page.getByRole('img', { name: /^What became of 3 recipients, a bar for each day/ }).waitFor();
    const [attempted, eligible, sent, delivered] = await cells('Figures by day', 'Nov 23, 2026');
    expect([attempted, eligible, sent, delivered]).toEqual(['3', '2', '1', '1']);
    await expectAccessible(page);
  });

  test('sum by skill, and filter by it, in the address', async () => {
    await page.getByText('By skill').click();
    await page.getByRole('table', { name: 'Figures by skill' }).waitFor();
    expect((await cells('Figures by skill', 'sales'))[0]).toBe('2');
    expect((await cells('Figures by skill', 'general'))[0]).toBe('1');
    await page.goto(`/reports?by=skill&skill=general&from=${TODAY}&to=${TODAY}`);
    await page.getByRole('table', { name: 'Figures by skill' }).waitFor();
    expect(await rowsOf(page, 'Figures by skill').allInnerTexts()).toHaveLength(1);
  });

  test('filter by source: nothing was launched in the web tool', async () => {
    await page.goto('/reports?source=UI');
    await page.getByText('Nothing was sent in this range').waitFor();
    await page.goto('/reports?source=API&channel=sms');
    await page.getByRole('table', { name: 'Figures by day' }).waitFor();
    expect((await cells('Figures by day', 'Nov 23, 2026'))[0]).toBe('3');
  });

  test('say why recipients failed and what to do', async () => {
    await page.goto('/reports');
    const row = rowsOf(page, 'Errors by code').filter({ hasText: 'outbound_twilio_21211' });
    await row.waitFor();
    expect((await row.getByRole('cell').allInnerTexts())[2]).toContain('Have the number corrected');
  });

  test('download what is shown', async () => {
    await page.goto('/reports?by=channel');
    const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Download CSV').click()]);
    const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
    expect(lines[0]).toMatch(/^\u{feff}channel,attempted,eligible,sent/u);
    expect(lines[1]).toMatch(/^sms,3,2,1,1,/);
    expect(lines).toContain('outbound_twilio_21211,1');
  });

  test('count a whole year in as many calls as it takes, and no longer a range', async () => {
    await page.goto(`/reports?from=2025-11-24&to=${TODAY}`);
    await page.getByRole('img', { name: /^What became of 3 recipients/ }).waitFor();
    await page.goto(`/reports?from=2025-11-01&to=${TODAY}`);
    await page.getByText('That is too long a range').waitFor();
    await page.goto(`/reports?from=${TODAY}&to=2026-11-01`);
    await page.getByText('There is no such range').waitFor();
  });
});

test.each(['/', '/reports', '/settings/channels', '/settings/windows', '/settings/opt-outs', '/settings/api-keys'])(
  '%s is no wider than a phone',
  async (path) => {
    const page = await web.signIn('admin', path, { viewport: { width: 390, height: 844 } });
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await page.context().close();
  },
);
