/** A campaign from its name to its launch, as a campaign manager composes it. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { insertOptOut } from '../../db/opt-outs.ts';
import { DEMO } from '../../dev/seed.ts';
import { TICKED_CONSENT_WORDS } from '../../domain/consent.ts';
import { expectAccessible, startWeb, type Web } from '../support/web.ts';

// It is 10:00 in Washington, 07:00 in Los Angeles and 00:00 in Tokyo.
const NOW = Date.UTC(2026, 0, 14, 15);

let web: Web;
beforeAll(async () => (web = await startWeb({ clock: () => NOW })));
afterAll(() => web.stop());
beforeEach(async () => {
  const { db } = web.product;
  for (const table of ['draft', 'recipient_list', 'campaign', 'daily_usage', 'opt_out'] as const)
    await db.deleteFrom(table).execute();
});

const FILE = [
  'Phone,B1,B2',
  '12025550173,Ada,A-1',
  '13105550175,Cy,A-3',
  '819012345678,Dee,A-4',
  '1202,Eve,A-5',
  '12025550174,Bob',
  '12025550173,Ada,A-1',
  '12025550180,Gus,A-8',
].join('\n');

/** What an earlier test left behind is not in its way. */
const newOne = () => `/campaigns/new/${randomUUID()}`;
const csv = (text: string, name = 'orders.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const goOn = (page: Page, step: string) => page.locator('footer').getByRole('button', { name: step }).click();
const kept = (page: Page) => page.getByRole('status').getByText('Draft kept').waitFor();

async function compose(page: Page, text = 'Hi {{1}}, your order {{2}} is on its way.') {
  await page.getByLabel('Campaign name').fill('Orders of January');
  await page.getByRole('radio', { name: /^SMS/ }).click();
  await page.getByRole('combobox', { name: 'Route to skill' }).fill('sal');
  await page.getByRole('option', { name: 'sales' }).click();
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(text);
}

/** With the file above, as far as the last step. */
async function toLaunch(page: Page) {
  await compose(page);
  await goOn(page, 'Recipients');
  await page.getByLabel('CSV file of recipients').setInputFiles(csv(FILE));
  await page.getByRole('tab', { name: 'Wrong 2' }).waitFor();
  await goOn(page, 'Schedule');
  await page.getByRole('table', { name: 'Recipients by timezone' }).waitFor();
  await goOn(page, 'Preview and launch');
}

/** The API has taken the call, and the connection breaks. */
async function loseAnswer(route: Route): Promise<void> {
  const headers = { ...(await route.request().allHeaders()), 'sec-fetch-site': 'same-origin' };
  const answer = await route.fetch({ headers });
  expect(answer.status()).toBe(201);
  await route.abort();
}

const SELECTED =
  '(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(document.activeElement)';

const campaigns = () => web.product.db.selectFrom('campaign').selectAll().orderBy('created_at').execute();
const drafts = () => web.product.db.selectFrom('draft').selectAll().execute();

describe('from the first word to the launch', () => {
  test('a file with mistakes is parsed, mended, followed to its last message, and launched once on a double click', async () => {
    const optOut = {
      accountId: DEMO.accountId,
      kind: 'phone',
      channel: null,
      consumer: '+12025550180',
      source: 'api',
    } as const;
    await insertOptOut(web.product.db, optOut, NOW);
    const page = await web.signIn('campaign-manager', newOne());
    await compose(page);
    await goOn(page, 'Recipients');

    await page.getByLabel('CSV file of recipients').setInputFiles(csv(FILE));
    const wrong = page.getByRole('tabpanel', { name: /Wrong/ });
    const first = wrong.getByRole('row').nth(1);
    await first.getByText('No valid number with its country code').waitFor();
    expect(await first.getByRole('cell').first().textContent()).toBe('5');
    expect(await wrong.getByRole('row').nth(2).textContent()).toContain('Variable {{2}} has no value');
    await page.getByRole('tab', { name: 'Duplicates 1' }).click();
    await page.getByText('Another line has this number').waitFor();
    await page.getByRole('tab', { name: 'Opted out 1' }).click();
    await page.getByText('Has opted out').waitFor();
    await page.getByRole('tab', { name: 'Will be sent 3' }).click();
    await page.getByText('Hi Ada, your order A-1 is on its way.').waitFor();

    await page.getByRole('tab', { name: 'Wrong 2' }).click();
    await page.getByLabel('Phone of line 5').fill('12025550176');
    await page.getByLabel('B2 of line 6').fill('A-2');
    await page.getByRole('button', { name: 'Check 2 lines again' }).click();
    await page.getByRole('tab', { name: 'Will be sent 5' }).waitFor();
    await page.getByRole('tab', { name: 'Wrong 0' }).waitFor();

    await goOn(page, 'Schedule');
    const zones = page.getByRole('table', { name: 'Recipients by timezone' });
    expect(await zones.getByRole('row', { name: /New_York/ }).textContent()).toContain('Open now');
    expect(await zones.getByRole('row', { name: /Los_Angeles/ }).textContent()).toContain('Wed 14 Jan at 11:00');
    expect(await zones.getByRole('row', { name: /Tokyo/ }).textContent()).toContain('Wed 14 Jan at 18:00');
    await page.getByRole('img', { name: /^5 messages in 3 timezones, .* the last Wed 14 Jan at 18:00/ }).waitFor();

    await goOn(page, 'Preview and launch');
    const launch = page.getByRole('button', { name: 'Launch to 5 recipients' });
    expect(await launch.isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: TICKED_CONSENT_WORDS }).check();
    await launch.dblclick();
    await page.waitForURL(/\/campaigns\/[A-Za-z0-9]{9}$/);

    const [campaign, ...others] = await campaigns();
    expect(others).toEqual([]);
    expect(campaign).toMatchObject({ name: 'Orders of January', skill: 'sales', consent_words: TICKED_CONSENT_WORDS });
    expect(page.url()).toContain(String(campaign?.id));
    expect(await drafts()).toEqual([]);
    await page.context().close();
  });

  test('whose answer was lost is found launched after a reload, and makes no second one', async () => {
    const page = await web.signIn('admin', newOne());
    await toLaunch(page);
    await kept(page);
    await page.route('**/campaign', loseAnswer);
    await page.getByRole('checkbox', { name: TICKED_CONSENT_WORDS }).check();
    await page.getByRole('button', { name: /^Launch to/ }).click();
    await page.getByText('The server did not answer').waitFor();
    await page.unroute('**/campaign', loseAnswer);
    await page.reload();
    await page.getByText('This campaign is launched').waitFor();
    await page.getByRole('button', { name: 'Delete the draft and go to the campaign' }).click();
    const [campaign, ...others] = await campaigns();
    await page.waitForURL(`**/campaigns/${campaign?.id}`);
    expect(others).toEqual([]);
    expect(await drafts()).toEqual([]);
    await page.context().close();
  });

  test('asked for again after a lost answer, is the same campaign', async () => {
    const page = await web.signIn('admin', newOne());
    await toLaunch(page);
    await page.route('**/campaign', loseAnswer);
    await page.getByRole('checkbox', { name: TICKED_CONSENT_WORDS }).check();
    await page.getByRole('button', { name: /^Launch to/ }).click();
    await page.getByText('The server did not answer').waitFor();
    await page.unroute('**/campaign', loseAnswer);
    await page.getByRole('button', { name: /^Launch to/ }).click();
    await page.waitForURL(/\/campaigns\/[A-Za-z0-9]{9}$/);
    expect(await campaigns()).toHaveLength(1);
    await page.context().close();
  });

  test('sends a test to one number, as a campaign of its own, and says what became of it', async () => {
    const page = await web.signIn('campaign-manager', newOne());
    await toLaunch(page);
    await page.getByLabel('Number, with its country code').fill('1202');
    await page.getByLabel('B1 ({{1}})').fill('Ada');
    await page.getByLabel('B2 ({{2}})').fill('A-1');
    await page.getByRole('button', { name: 'Send the test' }).click();
    await page.getByText('No valid number with its country code').waitFor();
    await page.getByLabel('Number, with its country code').fill('13105550175');
    await page.getByRole('button', { name: 'Send the test' }).click();
    // It is 07:00 there.
    await page.getByRole('status', { name: 'Outcome of the test' }).getByText('America/Los_Angeles').waitFor();
    const sent = await web.product.db
      .selectFrom('recipient')
      .innerJoin('campaign', 'campaign.id', 'recipient.campaign_id')
      .select(['campaign.name', 'recipient.sms'])
      .execute();
    expect(sent).toEqual([{ name: 'Test: Orders of January', sms: '+13105550175' }]);
    // The number that was refused has left no campaign.
    expect(await campaigns()).toHaveLength(1);
    await page.context().close();
  });
});

describe('the draft', () => {
  test('is kept by itself, listed, gone on with where it was left, and deleted', async () => {
    const page = await web.signIn('campaign-manager', newOne());
    await compose(page);
    await kept(page);
    await page.goto('/campaigns/new');
    await page.getByRole('heading', { name: 'Go on with…' }).waitFor();
    await page.getByRole('link', { name: 'Orders of January', exact: true }).click();
    await expect.poll(() => page.getByLabel('Campaign name').inputValue()).toBe('Orders of January');
    expect(await page.getByRole('textbox', { name: 'Text', exact: true }).inputValue()).toContain('your order {{2}}');
    await page.goto('/campaigns/new');
    await page.getByRole('button', { name: 'Delete the draft Orders of January' }).click();
    await page.getByRole('button', { name: 'Delete it' }).click();
    // Where none is left a new one begins.
    await page.getByLabel('Campaign name').waitFor();
    expect(await drafts()).toEqual([]);
    await page.context().close();
  });

  test('has the last words of a page that is left at once', async () => {
    const page = await web.signIn('campaign-manager', newOne());
    await page.getByLabel('Campaign name').fill('Orders of');
    await kept(page);
    await page.getByLabel('Campaign name').fill('Orders of February');
    await page.goto('/campaigns');
    await expect.poll(async () => JSON.stringify(await drafts())).toContain('"Orders of February"');
    await page.context().close();
  });

  test('is nobody else’s', async () => {
    const page = await web.signIn('campaign-manager', newOne());
    await compose(page);
    await kept(page);
    const other = await web.signIn('admin', '/campaigns/new');
    await other.getByLabel('Campaign name').waitFor();
    await Promise.all([page.context().close(), other.context().close()]);
  });
});

describe('composing', () => {
  test('says what is missing beside its field, and goes on once it is there', async () => {
    const page = await web.signIn('admin', newOne());
    await goOn(page, 'Recipients');
    await page.getByRole('alert').getByText('Choose on which channel it is sent.').waitFor();
    const name = page.getByLabel('Campaign name');
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    await compose(page);
    await goOn(page, 'Recipients');
    await page.getByText('Drop a CSV file here').waitFor();
    await page.context().close();
  });

  test('counts an SMS as it is typed, with 42 for the opt-out text, and names what makes it UCS-2', async () => {
    const page = await web.signIn('admin', newOne());
    await compose(page, 'Hi {{1}}!');
    await page.getByText('5 of 98 characters, with one for each variable').waitFor();
    await page.getByText('42 reserved for the opt-out text · 140 in all').waitFor();
    await page.getByText('1 segment · GSM-7').waitFor();
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill(`Don’t${'x'.repeat(60)}`);
    await page.getByText('2 segments').waitFor();
    await page.getByText('(U+2019), character 4 of the text').waitFor();
    await page.getByRole('button', { name: "Write ' and its like instead" }).click();
    await page.getByText('1 segment · GSM-7').waitFor();
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('x'.repeat(99));
    await goOn(page, 'Recipients');
    await page.getByRole('alert').getByText('beside the opt-out text 98 are the most').waitFor();
    await page.context().close();
  });

  test('shows a WhatsApp template on a phone with its parts, and Prioritized takes none that is rich', async () => {
    await insertRichTemplate();
    const page = await web.signIn('admin', newOne());
    await page.getByRole('radio', { name: /^WhatsApp/ }).click();
    await page.getByRole('combobox', { name: 'Template' }).click();
    await page.getByRole('option', { name: /ticket/ }).click();
    const phone = page.getByRole('figure', { name: /on a phone, WhatsApp/ });
    for (const part of ['Picture of each recipient', 'Your ticket for', 'Daybreak demo', 'Open the ticket', 'Call us'])
      await phone.getByText(part).waitFor();
    await page.getByText('Each recipient brings H1 (address of the image), B1 ({{1}}), BU1').waitFor();
    await page.getByRole('radio', { name: /^Prioritized/ }).click();
    await page.getByText('Prioritized takes no template with a picture').waitFor();
    await page.getByRole('figure', { name: /on a phone, SMS/ }).waitFor();
    await page.context().close();
  });

  test('of an In-App message says who gets it by user id', async () => {
    const page = await web.signIn('admin', newOne());
    await page.getByLabel('Campaign name').fill('In the app');
    await page.getByRole('radio', { name: /^App Messaging/ }).click();
    await page.getByRole('combobox', { name: 'Route to skill' }).click();
    await page.getByRole('option', { name: 'sales' }).click();
    await page.getByRole('combobox', { name: 'Apps' }).click();
    await page.getByRole('option', { name: DEMO.app }).click();
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Hello {{1}}, we are open.');
    await goOn(page, 'Recipients');
    await page.getByText('Typed', { exact: true }).click();
    await page.getByLabel('Recipients, one a line').fill('ada, Ada');
    await page.getByRole('button', { name: 'Parse' }).click();
    await page.getByText('Hello Ada, we are open.').waitFor();
    await page.context().close();
  });
});

describe('recipients', () => {
  test('that are typed are mended on their line and parsed again; a changed message asks for it too', async () => {
    const page = await web.signIn('admin', newOne());
    await compose(page, '{{1}}');
    await goOn(page, 'Recipients');
    await page.getByText('Typed', { exact: true }).click();
    await page.getByLabel('Recipients, one a line').fill('12025550173, Hi Jane, your subscription ends\n1202, Hi Bob');
    await page.getByRole('button', { name: 'Parse' }).click();
    await page.getByRole('button', { name: 'Show line 2' }).click();
    expect(await page.evaluate(SELECTED)).toBe('1202, Hi Bob');
    await page.keyboard.type('1(303)5550174, Hi Bob');
    await page.getByRole('button', { name: 'Parse' }).click();
    await page.getByRole('tab', { name: 'Will be sent 2' }).waitFor();
    await page.getByText('Hi Jane, your subscription ends').first().waitFor();

    await page.getByRole('button', { name: 'Compose' }).first().click();
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Dear {{1}}');
    await goOn(page, 'Recipients');
    await goOn(page, 'Schedule');
    await page.getByRole('alert').getByText('The message has changed since').first().waitFor();
    await page.context().close();
  });

  test('in wrong lines are mended by keyboard, checked again until they are right, or dropped, with nothing serious for axe', async () => {
    const page = await web.signIn('campaign-manager', newOne());
    await compose(page);
    await goOn(page, 'Recipients');
    await page.getByLabel('CSV file of recipients').setInputFiles(csv(`${FILE}\n12025550178,Ida,"A-9\n1209,Jon,A-10`));
    await page.getByRole('tab', { name: 'Wrong 4' }).waitFor();
    const field = (name: string, line: number) => page.getByLabel(`${name} of line ${line}`);
    const outcome = page.getByRole('form', { name: 'Mend lines' }).getByRole('status');
    expect(await field('Phone', 5).getAttribute('aria-invalid')).toBe('true');
    expect(await field('B2', 6).getAttribute('aria-invalid')).toBe('true');

    await field('Phone', 5).focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('12025550173');
    for (let column = 1; column < 4; column++) await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Timezone of line 5');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('1202555017');
    await page.getByRole('button', { name: 'Drop line 10' }).press('Enter');
    await page.getByText('Will be dropped').waitFor();
    // What could not be read is shown as it stands, and written anew.
    await page.getByText('12025550178,Ida,"A-9').waitFor();
    for (const [name, text] of [
      ['Phone', '12025550178'],
      ['B1', 'Ida'],
      ['B2', 'A-9'],
    ] as const)
      await field(name, 9).fill(text);
    await page.getByRole('button', { name: 'Check 3 lines again, drop 1' }).waitFor();
    await expectAccessible(page);
    await field('B2', 9).press('Enter');
    await outcome
      .getByText(
        '1 line joined the list, 1 line is still wrong, 1 line has the number of another line, 1 line was dropped.',
      )
      .waitFor();
    await page.locator('[role=status]:focus', { hasText: '1 line joined' }).waitFor();
    for (const tab of ['Will be sent 5', 'Wrong 1', 'Duplicates 2'])
      await page.getByRole('tab', { name: tab }).waitFor();

    expect(await field('Phone', 6).inputValue()).toBe('1202555017');
    await field('Phone', 6).fill('12025550174');
    await field('B2', 6).fill('A-2');
    await page.getByRole('button', { name: 'Check 1 line again' }).press('Enter');
    await page.getByText('No line is wrong.').waitFor();
    await page.getByRole('tab', { name: 'Will be sent 6' }).click();
    await page.getByText('Hi Bob, your order A-2 is on its way.').waitFor();
    await page.getByRole('tab', { name: 'Duplicates 2' }).click();
    await field('Phone', 5).fill('12025550177');
    await field('Phone', 5).press('Enter');
    await page.getByRole('tab', { name: 'Will be sent 7' }).waitFor();
    await page.context().close();
  });

  test('of ten thousand lines are read; an upload that is stopped, or given up for another file, leaves nothing', async () => {
    const { db } = web.product;
    const lines = Array.from({ length: 10_000 }, (_, n) => `1303${2_000_000 + n * 731},Ada,A-${n}`);
    const file = csv(`Phone,B1,B2\n${lines.join('\n')}\n`);
    const lists = () => db.selectFrom('recipient_list').select(['state', 'good']).execute();
    const page = await web.signIn('campaign-manager', newOne());
    await compose(page);
    await goOn(page, 'Recipients');
    const upload = page.getByLabel('CSV file of recipients');
    await db.transaction().execute(async (trx) => {
      // Until the end of it no row of any list is stored.
      await sql`LOCK TABLE recipient_list_row IN SHARE MODE`.execute(trx);
      await upload.setInputFiles(file);
      await page.getByRole('progressbar', { name: 'Sent' }).waitFor();
      await page.getByText('Sent. Reading the lines…').waitFor();
      await expect.poll(lists).toEqual([{ state: 'READING', good: 0 }]);
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.getByText('The upload was stopped: nothing of it is kept.').waitFor();
      await upload.setInputFiles(file);
      await page.getByText('Sent. Reading the lines…').waitFor();
      await upload.setInputFiles(csv('Phone,B1,B2\n12025550173,Ada,A-1\n', 'one.csv'));
    });
    await page.getByText('one.csv: 1 line read: 1 will be sent.').waitFor();
    await expect.poll(lists).toEqual([{ state: 'READY', good: 1 }]);
    await upload.setInputFiles(file);
    await page.getByText('orders.csv: 10,000 lines read: 10,000 will be sent.').waitFor();
    await page.getByText('Hi Ada, your order A-0 is on its way.').waitFor();
    await page.context().close();
  });

  test('in a file that the API refuses: its reason is shown', async () => {
    const page = await web.signIn('admin', newOne());
    await compose(page);
    await goOn(page, 'Recipients');
    await page.getByLabel('CSV file of recipients').setInputFiles(csv('Phone,B1,Colour\n12025550173,Ada,red\n'));
    await page.getByRole('alert').getByText('its header has columns that the template has not: "Colour"').waitFor();
    await page.context().close();
  });

  test('that are wrong, and a sample, can be downloaded, and taken in again once they are mended', async () => {
    const page = await web.signIn('admin', newOne());
    await compose(page);
    await goOn(page, 'Recipients');
    const download = async (name: string) => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
      const stream = await file.createReadStream();
      return Buffer.concat((await stream.toArray()) as Buffer[]).toString();
    };
    expect(await download('Download a sample')).toMatch(/^Phone,B1,B2,Timezone\r\n/);
    await page.getByLabel('CSV file of recipients').setInputFiles(csv(FILE));
    await page.getByRole('tab', { name: 'Wrong 2' }).waitFor();
    const wrong = await download('Download the wrong lines');
    expect(wrong).toContain('5,INVALID_NUMBER,1202,Eve,A-5');
    const input = page.locator('input[type=file][aria-label="File of mended lines"]');
    await input.setInputFiles(csv('Phone,B1\n12025550176,Eve\n', 'errors.csv'));
    await page.getByText('The file lacks the column Line, B2').waitFor();
    await input.setInputFiles(csv(wrong.replace('1202,Eve', '12025550176,Eve'), 'errors.csv'));
    await page.getByText('1 line joined the list, 1 line is still wrong.').waitFor();
    await page.getByRole('tab', { name: 'Will be sent 5' }).waitFor();
    await page.context().close();
  });
});

describe('the schedule', () => {
  test('of a later start, a rate and narrower hours is what is simulated and launched', async () => {
    const page = await web.signIn('admin', newOne());
    await toLaunch(page);
    await page.getByRole('button', { name: 'Change: Schedule' }).click();
    await page.getByRole('radio', { name: 'At a date and time' }).click();
    await page.getByText('In America/New_York, the timezone of the account.').waitFor();
    await page.getByRole('textbox', { name: 'Date and time' }).fill('2026-01-16T09:30');
    await page.getByLabel('Send rate').fill('0.5');
    await page.getByRole('radio', { name: /^Narrower/ }).click();
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday'])
      await page.getByRole('checkbox', { name: day }).uncheck();
    await page.getByLabel('Friday from').selectOption('12:00');
    await page
      .getByRole('row', { name: /New_York/ })
      .getByText('Fri 16 Jan at 12:00')
      .first()
      .waitFor();
    await goOn(page, 'Preview and launch');
    await page.getByRole('checkbox', { name: TICKED_CONSENT_WORDS }).check();
    await page.getByRole('button', { name: /^Launch to/ }).click();
    await page.waitForURL(/\/campaigns\/[A-Za-z0-9]{9}$/);
    const [campaign] = await campaigns();
    expect(campaign).toMatchObject({ start_at: new Date('2026-01-16T14:30:00Z'), send_rate: 0.5 });
    expect(campaign?.windows).toEqual([
      { day: 'FRIDAY', startTime: { hour: 12, minute: 0 }, endTime: { hour: 18, minute: 0 } },
    ]);
    await page.context().close();
  });

  test('shows a refused rate beside its field, and who falls outside of the day’s limit', async () => {
    const page = await web.signIn('admin', newOne());
    await toLaunch(page);
    await page.getByRole('button', { name: 'Change: Schedule' }).click();
    await page.getByLabel('Send rate').fill('11');
    await expect.poll(() => page.getByLabel('Send rate').getAttribute('aria-invalid')).toBe('true');
    await page.getByText('is above the account').first().waitFor();
    await web.product.db.updateTable('channel_setting').set({ daily_limit: 2 }).where('channel', '=', 'sms').execute();
    try {
      await page.getByLabel('Send rate').fill('10');
      await page.getByText('More than the account may launch today').waitFor();
      await page.getByRole('alert').getByText('2 remain').waitFor();
    } finally {
      await web.product.db.updateTable('channel_setting').set({ daily_limit: 100_000 }).execute();
    }
    await page.context().close();
  });
});

test.each(['lpa', 'agent', 'agent-manager'] as const)('%s is told why it may not compose', async (role) => {
  const page = await web.signIn(role, '/campaigns/new');
  await page.getByText('Admins and Campaign Managers do.').waitFor();
  expect(await page.getByLabel('Campaign name').count()).toBe(0);
  await page.context().close();
});

describe('axe finds nothing serious', () => {
  test('on any of the four steps, nor where drafts are listed', async () => {
    await insertRichTemplate();
    const page = await web.signIn('admin', newOne());
    await goOn(page, 'Recipients');
    await page.getByRole('alert').waitFor();
    await expectAccessible(page);
    await compose(page, 'Don’t wait, {{1}}: {{2}}');
    await expectAccessible(page);
    await page.getByRole('radio', { name: /^Prioritized/ }).click();
    await page.getByRole('combobox', { name: 'Template' }).click();
    await page.getByRole('option', { name: /order_update/ }).click();
    await expectAccessible(page);
    await goOn(page, 'Recipients');
    await page.getByLabel('CSV file of recipients').setInputFiles(csv(FILE));
    await page.getByText('No valid number with its country code').waitFor();
    await expectAccessible(page);
    await goOn(page, 'Schedule');
    await page.getByRole('radio', { name: /^Narrower/ }).click();
    await page.getByRole('table', { name: 'Recipients by timezone' }).waitFor();
    await expectAccessible(page);
    await goOn(page, 'Preview and launch');
    await page.getByRole('button', { name: /^Launch to/ }).waitFor();
    await expectAccessible(page);
    await kept(page);
    await page.goto('/campaigns/new');
    await page.getByRole('heading', { name: 'Go on with…' }).waitFor();
    await expectAccessible(page);
    await page.context().close();
  });

  test('on a telephone, where nothing is wider than it', async () => {
    const page = await web.signIn('admin', newOne(), { viewport: { width: 390, height: 844 } });
    const overflow = () => page.evaluate('document.documentElement.scrollWidth - innerWidth');
    await toLaunch(page);
    expect(await overflow()).toBeLessThanOrEqual(0);
    for (const part of ['Message', 'Recipients', 'Schedule']) {
      await page.getByRole('button', { name: `Change: ${part}` }).click();
      await page.getByRole('button', { name: `Change: ${part}` }).waitFor({ state: 'detached' });
      expect(await overflow()).toBeLessThanOrEqual(0);
      await page.goBack();
    }
    await page.context().close();
  });
});

async function insertRichTemplate(): Promise<void> {
  const components = [
    { type: 'header', sub_type: 'image' },
    { type: 'body', content: 'Your ticket for {{1}}', variables: ['1'], examples: ['Verdi'] },
    { type: 'footer', content: 'Daybreak demo' },
    { type: 'button', sub_type: 'url', index: 0, content: 'Open the ticket', url: 'https://example.com/t/{{1}}' },
    { type: 'button', sub_type: 'phone_number', index: 1, content: 'Call us', phone_number: '+12025550100' },
  ];
  await web.product.db
    .insertInto('template')
    .values({
      account_id: DEMO.accountId,
      id: 'ticket',
      name: 'ticket',
      language: 'en_US',
      category: 'UTILITY',
      status: 'APPROVED',
      waba_id: DEMO.wabaId,
      components: JSON.stringify(components),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
