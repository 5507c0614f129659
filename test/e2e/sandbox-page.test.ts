/** As a newcomer walks through it: `npm start`, its demo account, the sandbox's page in a browser, and the commands of the documents. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { launchBrowser } from '../support/browser.ts';
import { createOwnStack, type OwnStack } from '../support/own-stack.ts';
import { API, listBlocks, ON_THE_WHOLE_STACK, runBlocks, SANDBOX } from '../support/pages.ts';
import { temporalAddress } from '../support/servers.ts';
import { zoneWhereItIs } from '../support/time.ts';

const BEN = '13125550123';
const IMAGE = path.join(import.meta.dirname, '../../docs/images/stepped-down-and-stopped.png');

let stack: OwnStack;
beforeAll(async () => {
  // By then the server's executable is there, however long that takes.
  await temporalAddress();
  stack = await createOwnStack();
  await stack.start();
});
afterAll(() => stack.remove());

let browser: Browser;
let page: Page;
let authorization: string;

/** The browser that comes from npm is made for Linux. */
describe.skipIf(process.platform !== 'linux')('on the sandbox page', () => {
  const zone = zoneWhereItIs(Date.now(), 9, 20);

  beforeAll(async () => {
    authorization = await stack.token();
    browser = await launchBrowser();
    page = await browser.newPage({
      viewport: { width: 900, height: 860 },
      deviceScaleFactor: 2,
      // The consumer's own: the picture shows their clock.
      timezoneId: zone,
    });
    await page.goto(`${stack.sandbox}/sandbox`);
  });

  afterAll(() => browser.close());

  async function call(method: string, url: string, body?: object): Promise<unknown> {
    const response = await fetch(url, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }

  const account = () => `${stack.api}/api/v2/account/${DEMO.accountId}`;

  async function launch(): Promise<string> {
    const consumerContent = { wa: BEN, sms: BEN };
    const { proactiveCampaignId } = (await call('POST', `${account()}/campaign`, {
      campaignName: 'Orders of today',
      skill: 'sales',
      templateId: DEMO.bothHandoff,
      consent: true,
      consumers: [{ consumerContent, variables: { '1': 'Ben', '2': 'A-2' }, timezone: zone }],
    })) as { proactiveCampaignId: string };
    return proactiveCampaignId;
  }

  async function recipientOf(campaignId: string): Promise<{ state: string; sentence: string }> {
    const { recipients } = (await call('GET', `${account()}/campaign/${campaignId}/recipients`)) as {
      recipients: [{ state: string; sentence: string }];
    };
    return recipients[0];
  }

  const bubbles = (phone: Locator) => phone.locator('.bubble .text').allInnerTexts();

  /** On a longer phone, so that nothing of it is scrolled away. */
  async function takePicture(phone: Locator): Promise<void> {
    await phone.evaluate(({ style }: { style: { height: string } }) => (style.height = '730px'));
    await phone.getByRole('textbox').blur();
    await phone.screenshot({ path: IMAGE });
  }

  it('a WhatsApp message fails with 131026, the SMS arrives, STOP is answered, and the next campaign skips that person', async () => {
    await call('POST', `${stack.sandbox}/sandbox/behaviours`, { channel: 'wa', to: BEN, outcome: 'failed:131026' });
    const campaignId = await launch();
    const phone = page.getByRole('article', { name: 'Phone +1 (312) 555-0123' });
    await phone.getByText('Not delivered · 131026').waitFor();
    await phone.getByText('Delivered', { exact: true }).waitFor();
    const [whatsApp, sms, ...more] = await bubbles(phone);
    expect(more).toEqual([]);
    expect(whatsApp).toContain('Hi Ben, your order A-2 is on its way.');
    expect(sms).toBe('Hi Ben, your order A-2 is on its way. Any question? Just answer.\nReply STOP to opt out.');
    await expect
      .poll(async () => (await recipientOf(campaignId)).sentence)
      .toMatch(/^Sent by SMS on .*, after WhatsApp could not deliver it \(code 131026: /);

    await phone.getByRole('textbox').fill('STOP');
    await page.keyboard.press('Enter');
    await phone.getByText('Received by the API').waitFor();
    await expect.poll(() => phone.getByText('Delivered', { exact: true }).count()).toBe(2);
    // The account's own text, which the demo comes with.
    const confirmation = 'Daybreak demo: you will get no more messages from us. Reply START to get them again.';
    expect(await bubbles(phone)).toEqual([whatsApp, sms, 'STOP', confirmation]);
    if (process.env.RECORD_IMAGES) await takePicture(phone);

    const next = await launch();
    await expect.poll(async () => (await recipientOf(next)).state).toBe('SKIPPED');
    expect((await recipientOf(next)).sentence).toMatch(/^Skipped on .*: The consumer has opted out\.$/);
    expect(await bubbles(phone)).toEqual([whatsApp, sms, 'STOP', confirmation]);
  });
});

describe('every command', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'daybreak-pages-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const blocksOf = (page: string) => listBlocks(page, 'sh', { [API]: stack.api, [SANDBOX]: stack.sandbox });

  it.each(ON_THE_WHOLE_STACK)('of docs/%s works while the demo runs', async (page) => {
    const [token = ''] = await blocksOf('docs/getting-a-token.md');
    const { code, output } = await runBlocks(folder, [token, ...(await blocksOf(`docs/${page}`))]);
    expect(code, output).toBe(0);
  });

  it('of README.md works while the demo runs, and says of all five what became of them', async () => {
    const calls = (await blocksOf('README.md')).filter((block) => block.includes('curl'));
    const { code, output } = await runBlocks(folder, calls);
    expect(code, output).toBe(0);
    expect(output.match(/"sentence":"[A-Z]/g)).toHaveLength(5);
  });
});
