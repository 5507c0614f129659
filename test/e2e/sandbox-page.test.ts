/** docs/sandbox.md, as a newcomer walks through it: `npm start`, its demo account, and the sandbox's page in a browser. */
import path from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, type Locator, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { createOwnStack, type OwnStack } from '../support/own-stack.ts';
import { temporalAddress } from '../support/servers.ts';
import { zoneWhereItIs } from '../support/time.ts';

const BEN = '13125550123';
const IMAGE = path.join(import.meta.dirname, '../../docs/images/stepped-down-and-stopped.png');

let stack: OwnStack;
let browser: Browser;
let page: Page;
let authorization: string;

/** The browser that comes from npm is made for Linux. */
describe.skipIf(process.platform !== 'linux')('on the sandbox page', () => {
  beforeAll(async () => {
    // By then the server's executable is there, however long that takes.
    await temporalAddress();
    stack = await createOwnStack();
    await stack.start();
    authorization = await stack.token();
    // Drawing in software what a graphics card would draw takes seconds on a busy machine.
    chromium.setGraphicsMode = false;
    browser = await playwright.launch({
      executablePath: await chromium.executablePath(),
      args: chromium.args.filter((each) => each !== '--single-process'),
    });
    page = await browser.newPage({ viewport: { width: 900, height: 860 }, deviceScaleFactor: 2 });
    await page.goto(`${stack.sandbox}/sandbox`);
  });

  afterAll(async () => {
    await browser.close();
    await stack.remove();
  });

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
      consumers: [
        { consumerContent, variables: { '1': 'Ben', '2': 'A-2' }, timezone: zoneWhereItIs(Date.now(), 9, 20) },
      ],
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

  it('a WhatsApp message fails with 131026, the SMS arrives, STOP is answered, and the next campaign skips that person', async () => {
    const settings = (await call('PATCH', `${account()}/settings`, {
      optOutConfirmation: { sms: 'You will get no more messages from us. Reply START to get them again.' },
    })) as { optOutConfirmation?: { sms: string } };
    // Where the account confirms opt-outs, STOP has its answer on the phone.
    const answers = settings.optOutConfirmation ? [settings.optOutConfirmation.sms] : [];
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
    await expect.poll(() => phone.getByText('Delivered', { exact: true }).count()).toBe(1 + answers.length);
    expect(await bubbles(phone)).toEqual([whatsApp, sms, 'STOP', ...answers]);
    if (process.env.RECORD_IMAGES) await phone.screenshot({ path: IMAGE });

    const next = await launch();
    await expect.poll(async () => (await recipientOf(next)).state).toBe('SKIPPED');
    expect((await recipientOf(next)).sentence).toMatch(/^Skipped on .*: The consumer has opted out\.$/);
    expect(await bubbles(phone)).toEqual([whatsApp, sms, 'STOP', ...answers]);
  });
});
