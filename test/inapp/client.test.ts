import { randomUUID } from 'node:crypto';
import chromium from '@sparticuz/chromium';
import { SignJWT } from 'jose';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildApp } from '../../api/app.ts';
import type { App } from '../../api/deps.ts';
import { createInAppFeed } from '../../db/in-app-feed.ts';
import { ACCOUNT, CONFIG, createFixture, type Fixture } from '../api/fixture.ts';

let api: Fixture;
let browser: Browser;
let page: Page;
let user: string;
let server: App;
let url: string;
let secret: string;
let lastUser = 0;

/** What the page keeps for the test to look at. */
type Shown = { texts: string[]; states: string[]; errors: string[] };

function buildServer(): App {
  const outbox = { kick: () => undefined, close: () => Promise.resolve() };
  const inAppFeed = createInAppFeed(api.databaseUrl, () => undefined);
  const app = buildApp({ db: api.db, outbox, config: CONFIG, inAppFeed });
  // The brand's own page and backend, on an origin that is not the API's: localhost is not 127.0.0.1.
  app.get('/brand', { schema: { hide: true } }, (_request, reply) => reply.type('text/html').send(PAGE));
  app.get('/brand/token', { schema: { hide: true } }, (request) => sign((request.query as { user: string }).user));
  return app;
}

const PAGE = `<!doctype html><title>Shop</title><div style="height:3000px" id="above"></div><ol id="inbox"></ol>
<script type="module">
  const query = new URLSearchParams(location.search);
  const { connectInApp } = await import(query.get('api') + '/inapp/v1/client.js');
  window.shown = { texts: [], states: [], errors: [] };
  window.inbox = connectInApp({
    url: query.get('api'), account: '${ACCOUNT}', app: 'shop',
    token: async () => (await fetch('/brand/token?user=' + query.get('user'))).text(),
    onMessage(message) {
      shown.texts.push(message.text);
      const item = document.createElement('li');
      item.textContent = message.text;
      document.querySelector('#inbox').append(item);
      return item;
    },
    onState: (state) => shown.states.push(state),
    onError: (error) => shown.errors.push(error.message),
  });
</script>`;

function sign(sub: string): Promise<string> {
  return new SignJWT({ sub, aud: 'shop' })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret));
}

async function insertMessage(text: string): Promise<string> {
  const id = randomUUID();
  const columns = { id, account_id: ACCOUNT, user_id: user, apps: ['shop'], text, direction: 'out' as const };
  await api.db
    .insertInto('inapp_message')
    .values({ ...columns, created_at: new Date() })
    .execute();
  return id;
}

const receiptsOf = async (id: string) => {
  const { delivered_at, read_at } = await api.db
    .selectFrom('inapp_message')
    .select(['delivered_at', 'read_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return [delivered_at !== null && 'delivered', read_at !== null && 'read'].filter(Boolean).join(' and ');
};

const shown = (): Promise<Shown> => page.evaluate('window.shown');
const texts = async () => (await shown()).texts;
const state = async () => (await shown()).states.at(-1);

/** The browser that comes from npm is made for Linux. */
describe.skipIf(process.platform !== 'linux')('the browser client', () => {
  beforeAll(async () => {
    chromium.setGraphicsMode = false;
    browser = await playwright.launch({
      executablePath: await chromium.executablePath(),
      args: chromium.args.filter((each) => each !== '--single-process'),
    });
    api = await createFixture();
    secret = (await api.call('POST', '/apps', { name: 'shop' })).body.secret as string;
    server = buildServer();
    url = await server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await api.close();
  });

  async function openPage(): Promise<void> {
    page = await browser.newPage();
    await page.goto(`${url.replace('127.0.0.1', 'localhost')}/brand?user=${user}&api=${url}`);
    await expect.poll(state).toBe('connected');
  }

  beforeEach(() => (user = `user-${++lastUser}`));

  test('shows what waits and what comes, says delivered, and read once it is in sight', async () => {
    const waiting = await insertMessage('waiting');
    await openPage();
    expect(await texts()).toEqual(['waiting']);
    const coming = await insertMessage('coming');
    await expect.poll(texts).toEqual(['waiting', 'coming']);
    for (const id of [waiting, coming]) await expect.poll(() => receiptsOf(id)).toBe('delivered');
    // Three screens above the inbox, nothing of it is in sight.
    await page.getByText('coming').scrollIntoViewIfNeeded();
    for (const id of [waiting, coming]) await expect.poll(() => receiptsOf(id)).toBe('delivered and read');
    await page.close();
  });

  test('sends what the user writes, and shows it once, on all devices', async () => {
    await openPage();
    const [first] = [page];
    await openPage();
    await first.evaluate('window.inbox.send("Where is my order?")');
    await expect.poll(texts).toEqual(['Where is my order?']);
    expect(await first.evaluate('window.shown.texts')).toEqual(['Where is my order?']);
    const stored = await api.db.selectFrom('inbound_message').select('text').where('consumer', '=', user).execute();
    expect(stored).toEqual([{ text: 'Where is my order?' }]);
    await first.close();
    await page.close();
  });

  test('connects again by itself when the server was away, and misses nothing', async () => {
    await openPage();
    const { port } = new URL(url);
    await server.close();
    await expect.poll(state).toBe('connecting');
    const id = await insertMessage('meanwhile');
    server = buildServer();
    await server.listen({ host: '127.0.0.1', port: Number(port) });
    await expect.poll(texts).toEqual(['meanwhile']);
    await expect.poll(() => receiptsOf(id)).toBe('delivered');
    await expect.poll(state).toBe('connected');
    await page.close();
  });

  test('registers the browser for nudges, and forgets it', async () => {
    await openPage();
    const devices = () =>
      api.db.selectFrom('inapp_device').select(['platform', 'token']).where('user_id', '=', user).execute();
    await page.evaluate(
      'window.inbox.registerDevice("browser-0123456789:APA91b").then((forget) => void (window.forget = forget))',
    );
    expect(await devices()).toEqual([{ platform: 'fcm', token: 'browser-0123456789:APA91b' }]);
    await page.evaluate('window.forget()');
    expect(await devices()).toEqual([]);
    await page.close();
  });

  test('closed, it shows nothing more', async () => {
    await openPage();
    await page.evaluate('window.inbox.close()');
    expect(await state()).toBe('closed');
    await insertMessage('too late');
    await openPage();
    expect(await texts()).toEqual(['too late']);
    const [first] = browser.contexts().flatMap((context) => context.pages());
    expect(await first?.evaluate('window.shown.texts')).toEqual([]);
    for (const each of browser.contexts().flatMap((context) => context.pages())) await each.close();
  });
});
