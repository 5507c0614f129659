/** Campaigns in the web tool: the list, one campaign as it goes, and why a recipient is still scheduled. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { next } from '../support/time.ts';
import { expectAccessible, startWeb, type Web } from '../support/web.ts';

/** Monday 22:00 in New York: closed there, open in Tokyo. */
const NOW = next('America/New_York', Date.parse('2026-11-23T00:00:00Z'), { weekday: 1, hour: 22 });
const OPEN = 'Asia/Tokyo';

let web: Web;
beforeAll(async () => (web = await startWeb({ clock: () => NOW })));
afterAll(() => web.stop());

let lastNumber = 0;
const number = (area: number) => `1${area}555${String(++lastNumber).padStart(4, '0')}`;

type Sent = { id: string; to: string };

async function launch(campaignName: string, consumers: { sms: string; timezone?: string }[], startAt?: string) {
  const answer = (await web.product.call('POST', '/campaign', {
    ...{ campaignName, skill: 'sales', templateId: DEMO.smsHandoff, consent: true, startAt },
    consumers: consumers.map(({ sms, timezone }) => ({
      consumerContent: { sms },
      variables: { '1': 'Ann', '2': '4711' },
      timezone,
    })),
  })) as { proactiveCampaignId: string; acceptedConsumers: { id: string }[] };
  const recipients = answer.acceptedConsumers.map(({ id }, index): Sent => ({ id, to: consumers[index]?.sms ?? '' }));
  return { id: answer.proactiveCampaignId, recipients };
}

async function send({ id }: Sent): Promise<void> {
  await web.product.activities.checkEligibility({ recipientId: id, fresh: true });
  await web.product.activities.sendSms({ recipientId: id });
}

const stateOf = async ({ id }: Sent) => (await web.product.recipient(id)).state;

/** Two delivered, one failed, three that sleep: two in New York, one where it is either of two zones. */
async function launchMixed(name: string) {
  const open = Array.from({ length: 3 }, () => ({ sms: number(202), timezone: OPEN }));
  const asleep = [{ sms: number(202) }, { sms: number(202) }, { sms: number(850) }];
  const { id, recipients } = await launch(name, [...open, ...asleep]);
  const [first, second, failing, ...waiting] = recipients as [Sent, Sent, Sent, Sent, Sent, Sent];
  await web.product.sandbox.behave('sms', failing.to, 'failed:30005', 1);
  for (const recipient of [first, second, failing]) await send(recipient);
  await expect.poll(() => Promise.all([first, second].map(stateOf))).toEqual(['DELIVERED', 'DELIVERED']);
  await expect.poll(async () => (await web.product.attempts(failing.id))[0]?.state).toBe('FAILED');
  await web.product.activities.checkEligibility({ recipientId: failing.id, fresh: true });
  await expect.poll(() => stateOf(failing)).toBe('FAILED');
  return { id, failing, waiting };
}

const rowsOf = (page: Page) => page.getByRole('table', { name: 'Campaigns' }).locator('tbody').getByRole('row');
const figures = (page: Page, label: string) =>
  page.getByRole('region', { name: 'How it goes' }).locator('dl > div', { hasText: label }).locator('dd').first();
const recipientsOf = (page: Page) => page.getByRole('region', { name: 'Recipients' });

describe('the list', () => {
  test('is searched, filtered and sorted, keeps that in its address, and leads to a campaign', async () => {
    await launch('Autumn sale', [{ sms: number(202) }], new Date(NOW + 3_600_000).toISOString());
    await launch('Winter sale', [{ sms: number(202) }, { sms: number(202) }]);
    const { id } = await launch('Orders', [{ sms: number(202) }]);
    await web.product.call('POST', `/campaign/${id}/cancel`);
    const page = await web.signIn('campaign-manager', '/campaigns');
    await page.getByRole('link', { name: 'Autumn sale' }).waitFor();

    await page.getByRole('searchbox', { name: 'Name' }).fill('SALE');
    await expect.poll(() => rowsOf(page).count()).toBe(2);
    const header = page.locator('th', { hasText: 'Recipients' });
    await header.click();
    await expect.poll(() => rowsOf(page).getByRole('link').allTextContents()).toEqual(['Winter sale', 'Autumn sale']);
    await header.click();
    await expect.poll(() => rowsOf(page).getByRole('link').allTextContents()).toEqual(['Autumn sale', 'Winter sale']);
    await page.reload();
    await expect.poll(() => rowsOf(page).getByRole('link').allTextContents()).toEqual(['Autumn sale', 'Winter sale']);

    await page.locator('th', { hasText: 'Starts' }).click();
    await expect.poll(() => rowsOf(page).getByRole('link').allTextContents()).toEqual(['Winter sale', 'Autumn sale']);
    expect(new URL(page.url()).searchParams.get('sort')).toBe('startAt');

    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('combobox', { name: 'Status' }).or(page.getByLabel('Status')).first().click();
    await page.getByRole('option', { name: 'Cancelled' }).click();
    await expect.poll(() => rowsOf(page).getByRole('link').allTextContents()).toEqual(['Orders']);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Orders', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
    expect(page.url()).toContain(`/campaigns/${id}`);
    await page.context().close();
  });

  test('says so where nothing fits, and shows all again', async () => {
    const page = await web.signIn('lpa', '/campaigns?name=nothing-is-called-so');
    await page.getByRole('heading', { name: 'No campaign fits these filters' }).waitFor();
    await page.getByRole('button', { name: 'Show all campaigns' }).click();
    await rowsOf(page).first().waitFor();
    expect(page.url()).toBe(`${web.url}/campaigns`);
    await page.context().close();
  });

  test('is paged', async () => {
    for (let n = 1; n <= 26; n += 1) await launch(`Page ${String(n).padStart(2, '0')}`, [{ sms: number(202) }]);
    const page = await web.signIn('lpa', '/campaigns?name=Page&sort=name');
    await expect.poll(() => rowsOf(page).count()).toBe(25);
    await page.getByRole('button', { name: 'next page' }).click();
    await expect.poll(() => rowsOf(page).getByRole('link').allTextContents()).toEqual(['Page 26']);
    await page.context().close();
  });

  test('shows each campaign as it goes', async () => {
    const { recipients } = await launch('Live in the list', [
      { sms: number(202), timezone: OPEN },
      { sms: number(202), timezone: OPEN },
    ]);
    const page = await web.signIn('lpa', '/campaigns?name=Live');
    const row = rowsOf(page).filter({ hasText: 'Live in the list' });
    await row.getByText('2 waiting').waitFor();
    if (recipients[0]) await send(recipients[0]);
    await row.getByText('1 sent · 1 waiting').waitFor();
    if (recipients[1]) await send(recipients[1]);
    await row.getByText('2 sent').waitFor();
    await row.getByText('Finished').waitFor();
    await page.context().close();
  });
});

describe('a campaign', () => {
  test('says how it goes, who waits where and for what, and of each recipient why it is still scheduled', async () => {
    const { id, waiting } = await launchMixed('Orders of Monday');
    const page = await web.signIn('lpa', '/campaigns?name=Monday');
    await page.getByRole('link', { name: 'Orders of Monday' }).click();
    await expect.poll(() => figures(page, 'Attempted').textContent()).toBe('6');
    expect(await figures(page, 'Delivered').textContent()).toBe('2');
    expect(await figures(page, 'Waiting').textContent()).toBe('3');
    expect(await figures(page, 'Failed').textContent()).toBe('1');

    const group = page.getByRole('button', { name: /^America\/New_York\s*2 wait for SMS/ });
    await group.getByText(/^Opens Tue 08:00/).waitFor();
    await group.getByText(/Waits for its send window on SMS: it is now Mon 22:00 in America\/New_York/).waitFor();
    // Its clock goes on.
    const clock = group.getByText(/^\w{3} \d\d:\d\d:\d\d$/);
    const shown = await clock.textContent();
    await expect.poll(() => clock.textContent()).not.toBe(shown);
    await page.getByRole('button', { name: /^America\/Chicago or America\/New_York\s*1 waits for SMS/ }).waitFor();

    await group.click();
    const rows = recipientsOf(page).getByRole('table').locator('tbody').getByRole('row');
    await expect.poll(() => rows.count()).toBe(2);
    await page.getByRole('link', { name: `+${waiting[0].to}` }).click();
    const drawer = page.getByRole('dialog', { name: 'Recipient' });
    await drawer.getByText(/^Waits for its send window on SMS.*opens on Tue .* at 08:00/).waitFor();
    await drawer.getByText('Nothing was tried yet.').waitFor();
    expect(page.url()).toContain(`recipient=${waiting[0].id}`);
    expect(await drawer.getByRole('link', { name: 'Workflow in the Temporal UI' }).getAttribute('href')).toContain(
      encodeURIComponent(waiting[0].id),
    );

    // A colleague opens the same.
    const colleague = await web.signIn('admin', new URL(page.url()).pathname + new URL(page.url()).search);
    await colleague
      .getByRole('dialog')
      .getByRole('heading', { name: `+${waiting[0].to}` })
      .waitFor();
    await colleague.getByRole('button', { name: 'Close' }).click();
    await colleague.getByRole('dialog').waitFor({ state: 'detached' });
    expect(colleague.url()).not.toContain('recipient=');
    expect(colleague.url()).toContain(`/campaigns/${id}`);
    await Promise.all([page.context().close(), colleague.context().close()]);
  });

  test('tells who failed by error with what to do, and retries one', async () => {
    const { id, failing } = await launchMixed('Failing');
    const page = await web.signIn('campaign-manager', `/campaigns/${id}?tab=failed`);
    const errors = page.getByRole('list', { name: 'Errors' });
    await errors.getByText('The number is unknown or no longer in use').waitFor();
    await errors.getByText(/Have the number corrected where it comes from/).waitFor();
    await errors.getByRole('button', { name: 'Show them' }).click();
    await expect.poll(() => page.url()).toContain('error=outbound_twilio_30005');
    await page.getByRole('link', { name: `+${failing.to}` }).click();
    const drawer = page.getByRole('dialog', { name: 'Recipient' });
    await drawer.getByText('30005', { exact: true }).waitFor();
    await drawer.getByRole('button', { name: 'Retry' }).click();
    await expect.poll(() => stateOf(failing)).not.toBe('FAILED');
    await drawer.getByRole('button', { name: 'Retry' }).waitFor({ state: 'detached' });

    await send(failing);
    await expect.poll(async () => (await web.product.attempts(failing.id)).at(-1)?.state).toBe('DELIVERED');
    await page.context().close();
  });

  test('is paused, resumed, and cancelled after its words are read; then nobody waits', async () => {
    const { id } = await launchMixed('Stopping');
    const page = await web.signIn('campaign-manager', `/campaigns/${id}`);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByText('Nobody is sent to until it is resumed.').waitFor();
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();

    const more = page.getByRole('button', { name: 'More about this campaign' });
    await more.click();
    await page.getByRole('menuitem', { name: 'Retry the failed' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retry 1 recipient' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => figures(page, 'Waiting').textContent()).toBe('4');

    await more.click();
    await page.getByRole('menuitem', { name: 'Cancel the campaign' }).click();
    await page
      .getByRole('dialog')
      .getByText(/The 4 who wait never get this message/)
      .waitFor();
    await page.getByRole('button', { name: 'Cancel for good, 4 not sent to' }).click();
    await page.getByRole('main').getByText('Cancelled', { exact: true }).first().waitFor();
    await expect.poll(() => figures(page, 'Waiting').textContent()).toBe('0');
    expect(await page.getByRole('button', { name: 'Pause', exact: true }).count()).toBe(0);
    await page.context().close();
  });

  test('is only looked at by who may not run it', async () => {
    const { id } = await launchMixed('Looked at');
    const page = await web.signIn('lpa', `/campaigns/${id}?tab=failed`);
    await page.getByRole('button', { name: 'More about this campaign' }).click();
    expect(await page.getByRole('menuitem').allTextContents()).toEqual([
      'Export all recipients as CSV',
      'Its workflow in the Temporal UI',
    ]);
    expect(await page.getByRole('button', { name: 'Pause', exact: true }).count()).toBe(0);
    await page.goto('/campaigns');
    await rowsOf(page).first().waitFor();
    expect(await page.getByRole('link', { name: 'New campaign' }).count()).toBe(0);
    await page.context().close();

    const agent = await web.signIn('agent', `/campaigns/${id}`);
    await agent
      .getByRole('alert')
      .getByText(/campaigns:see|may not|not allowed|role/i)
      .waitFor();
    await agent.context().close();
  });

  test('finds a number in it, and says what would become of one that it does not have', async () => {
    const { id, waiting } = await launchMixed('Looked through');
    const page = await web.signIn('lpa', `/campaigns/${id}`);
    const find = page.getByRole('textbox', { name: 'Find a number or user id in this campaign' });
    await find.fill(`+${waiting[0].to.replace(/^1(\d{3})/, '1 ($1) ')}`);
    await find.press('Enter');
    await page.getByRole('link', { name: `+${waiting[0].to}` }).waitFor();
    expect(await recipientsOf(page).getByRole('table').locator('tbody').getByRole('row').count()).toBe(1);

    const other = number(202);
    await find.fill(other);
    await find.press('Enter');
    await page.getByRole('heading', { name: `${other} is not in this campaign` }).waitFor();
    await page.getByText(`What would become of a message to +${other} now`).waitFor();
    await page
      .getByText(/it is now Mon 22:00 in America\/New_York/)
      .first()
      .waitFor();
    await page.context().close();
  });

  test('is exported as a file', async () => {
    const { id, failing } = await launchMixed('Exported');
    const page = await web.signIn('lpa', `/campaigns/${id}?tab=failed`);
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export these as CSV' }).click();
    const lines = (await readFile(await (await downloading).path(), 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(failing.to);
    await page.context().close();
  });

  test('shows what happens while one looks', async () => {
    const { id, recipients } = await launch('Watched', [{ sms: number(202), timezone: OPEN }, { sms: number(202) }]);
    const page = await web.signIn('lpa', `/campaigns/${id}`);
    await expect.poll(() => figures(page, 'Sent').textContent()).toBe('0');
    await page.getByRole('button', { name: /^Asia\/Tokyo\s*1 waits for SMS/ }).waitFor();
    if (recipients[0]) await send(recipients[0]);
    await expect.poll(() => figures(page, 'Sent').textContent()).toBe('1');
    await expect.poll(() => figures(page, 'Delivered').textContent()).toBe('1');
    await page.getByRole('button', { name: /^Asia\/Tokyo/ }).waitFor({ state: 'detached' });
    await page.getByText(/^Most in a minute: 1 sent/).waitFor();
    await page.context().close();
  });

  test('that there is not says so', async () => {
    const page = await web.signIn('lpa', '/campaigns/nowhere');
    await page.getByRole('alert').getByText('The account has no campaign "nowhere"').waitFor();
    await page.context().close();
  });
});

test('axe finds nothing serious on the list, a campaign, a group, the failed and a recipient', async () => {
  const { id, failing } = await launchMixed('Accessible');
  await web.product.call('POST', `/campaign/${id}/pause`);
  const page = await web.signIn('campaign-manager', '/campaigns');
  await rowsOf(page).first().waitFor();
  await expectAccessible(page);
  await page.goto(`/campaigns/${id}?zones=America/New_York`);
  await recipientsOf(page).getByRole('table').waitFor();
  await page.getByText(/^Most in a minute/).waitFor();
  await expectAccessible(page);
  await page.goto(`/campaigns/${id}?tab=failed`);
  await page.getByRole('link', { name: `+${failing.to}` }).waitFor();
  await expectAccessible(page);
  await page.goto(`/campaigns/${id}?tab=failed&recipient=${failing.id}`);
  await page.getByRole('dialog').getByText('30005', { exact: true }).waitFor();
  await expectAccessible(page);
  await page.context().close();
});
