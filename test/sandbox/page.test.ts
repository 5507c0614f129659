import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseTwilioInbound } from '../../domain/webhooks/twilio.ts';
import { parseWhatsAppWebhook } from '../../domain/webhooks/whatsapp.ts';
import {
  ORDER_UPDATE,
  Receiver,
  type Sandbox,
  createTemplate,
  sandboxConfig,
  sendSms,
  sendTemplate,
  startSandbox,
  temporaryFolder,
} from './harness.ts';

let browser: Browser;
let receiver: Receiver;
let sandbox: Sandbox;
let removeFolder: () => Promise<void>;
let page: Page;

/** The browser that comes from npm is made for Linux. */
describe.skipIf(process.platform !== 'linux')('the page of phones', () => {
  beforeAll(async () => {
    // Drawing in software what a graphics card would draw takes seconds on a busy machine.
    chromium.setGraphicsMode = false;
    browser = await playwright.launch({
      executablePath: await chromium.executablePath(),
      args: chromium.args.filter((each) => each !== '--single-process'),
    });
    page = await browser.newPage();
    const { folder, remove } = await temporaryFolder();
    removeFolder = remove;
    receiver = new Receiver();
    await receiver.start();
    sandbox = await startSandbox(sandboxConfig(folder, receiver.url), { outbox: { firstDelayMs: 3_600_000 } });
    await createTemplate(sandbox, {
      ...ORDER_UPDATE,
      components: [
        ...ORDER_UPDATE.components,
        { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Call me' }] },
      ],
    });
  });

  afterAll(async () => {
    await browser.close();
    await sandbox.close();
    await receiver.close();
    await removeFolder();
  });

  beforeEach(async () => {
    receiver.statusCode = 200;
    await page.goto(`${sandbox.url}/sandbox`);
    await page.getByText('Live', { exact: true }).waitFor();
  });

  function phone(label: string) {
    return page.getByRole('article', { name: `Phone ${label}` });
  }

  test('an empty page says how a phone comes to it, and a message makes one appear without reloading', async () => {
    await page.getByRole('heading', { name: 'No phones yet' }).waitFor();
    await sendSms(sandbox, '+14155550601', 'Hello Ada');
    const shown = phone('+1 (415) 555-0601');
    await shown.getByText('Hello Ada').waitFor();
    await shown.getByText('Delivered').waitFor();
    await shown.getByText('+1 (202) 555-0100', { exact: true }).waitFor();
    expect(await page.getByRole('heading', { name: 'No phones yet' }).isVisible()).toBe(false);
  });

  describe('answering', () => {
    test('by keyboard goes to the brand’s number of the conversation', async () => {
      await sendSms(sandbox, '+14155550602', 'Hello Bo');
      const box = phone('+1 (415) 555-0602').getByRole('textbox');
      await box.focus();
      await page.keyboard.type('Hello yourself');
      await page.keyboard.press('Enter');
      const inbound = await receiver.next((webhook) =>
        webhook.form.Body === 'Hello yourself' ? parseTwilioInbound(webhook.form) : undefined,
      );
      expect(inbound).toMatchObject({ from: '+14155550602', to: '+12025550100' });
      await phone('+1 (415) 555-0602').getByText('Received by the API').waitFor();
      expect(await box.inputValue()).toBe('');
    });

    test('by a button of the template', async () => {
      await sendTemplate(sandbox, '+14155550603', 'page-button');
      await phone('+1 (415) 555-0603').getByRole('button', { name: 'Call me' }).click();
      const event = await receiver.next((webhook) =>
        webhook.rawBody.includes('Call me') ? parseWhatsAppWebhook(JSON.parse(webhook.rawBody))[0] : undefined,
      );
      expect(event).toMatchObject({ kind: 'message', type: 'button', text: 'Call me', from: '14155550603' });
    });

    test('says so when the API does not take it', async () => {
      await sendSms(sandbox, '+14155550604', 'Hello Cy');
      receiver.statusCode = 503;
      await phone('+1 (415) 555-0604').getByRole('textbox').fill('Anybody?');
      await page.keyboard.press('Enter');
      const alert = phone('+1 (415) 555-0604').getByRole('alert');
      await alert.getByText(/answered 503\. It will be tried again/).waitFor();
    });
  });

  test('a WhatsApp message that is in sight is read', async () => {
    await sendTemplate(sandbox, '+14155550605', 'page-read');
    await phone('+1 (415) 555-0605').getByText('Hello Ada, your order A-17 is on its way.').waitFor();
    const event = await receiver.next((webhook) =>
      webhook.rawBody === ''
        ? undefined
        : parseWhatsAppWebhook(JSON.parse(webhook.rawBody)).find(
            (each) => each.kind === 'status' && each.reference === 'page-read' && each.status === 'read',
          ),
    );
    expect(event).toMatchObject({ recipient: '14155550605' });
  });

  test('markup in a message stays text', async () => {
    await sendSms(sandbox, '+14155550606', '<img src=x onerror="document.title=1"><b>bold</b>');
    await phone('+1 (415) 555-0606').getByText('<b>bold</b>').waitFor();
    expect(await page.title()).toBe('Phones · Sandbox carrier');
  });

  test('of many phones the newest are shown, and the filter finds the others', async () => {
    const total = () => page.getByRole('article').count();
    for (let i = 0; i < 40; i += 1) await sendSms(sandbox, `+4477009001${String(i).padStart(2, '0')}`, `Hello ${i}`);
    await phone('+44 7700 900 139').waitFor();
    await page.getByText(/^30 of \d+ phones, the last active first$/).waitFor();
    expect(await total()).toBe(30);
    await page.keyboard.press('/');
    await page.keyboard.type('7700900102');
    await page.getByText('1 phone with 7700900102').waitFor();
    await phone('+44 7700 900 102').getByText('Hello 2').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Show more phones' }).click();
    await phone('+44 7700 900 102').waitFor();
  });
});
