import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemoApi, type DemoApi } from '../support/demo-api.ts';

let api: DemoApi;
let browser: Browser;
let page: Page;
const elsewhere: string[] = [];

/** The browser that comes from npm is made for Linux. */
describe.skipIf(process.platform !== 'linux')('the documentation page', () => {
  beforeAll(async () => {
    api = await startDemoApi({ webTool: '/nowhere' });
    // Drawing in software what a graphics card would draw takes seconds on a busy machine.
    chromium.setGraphicsMode = false;
    browser = await playwright.launch({
      executablePath: await chromium.executablePath(),
      args: chromium.args.filter((each) => each !== '--single-process'),
    });
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on('request', (request) => {
      const isHere = request.url().startsWith(api.url) || request.url().startsWith('data:');
      if (!isHere) elsewhere.push(request.url());
    });
  });
  afterAll(async () => {
    await browser.close();
    await api.stop();
  });

  test('is where the bare address leads without the web tool, under its own name, without a bar for other documents', async () => {
    await page.goto(api.url);
    await page.getByRole('heading', { name: /^Daybreak API/ }).waitFor();
    expect(page.url()).toBe(`${api.url}/docs`);
    expect(await page.title()).toBe('Daybreak API');
    expect(await page.locator('.topbar, .download-url-input').count()).toBe(0);
    expect(await page.locator('link[rel=icon]').getAttribute('href')).toContain('theme/favicon.svg');
  });

  test('finds a call by a part of its path, and keeps the models closed', async () => {
    await page.getByRole('textbox', { name: /filter/i }).fill('campaign/{campaignId}/pause');
    await expect.poll(() => page.locator('.opblock').count()).toBe(1);
    expect(await page.locator('.models .model-container').count()).toBe(0);
  });

  test('gets a token and launches a campaign with what it fills in by itself', async () => {
    await page.goto(`${api.url}/docs#/Token/createToken`);
    await page.reload();
    await page.getByRole('button', { name: 'Execute' }).click();
    await page.locator('.live-responses-table').getByText('"access_token"').waitFor();
    await page.getByText('Request duration').waitFor();

    await page.goto(`${api.url}/docs#/Campaigns/createCampaign`);
    await page.reload();
    await page.getByRole('button', { name: 'Execute' }).click();
    const answer = page.locator('.live-responses-table');
    await answer.getByText('"proactiveCampaignId"').waitFor();
    expect(await answer.locator('.response-col_status').last().textContent()).toContain('201');
  });

  test('asks nobody else for anything', () => {
    expect(elsewhere).toEqual([]);
  });
});
