/** The web tool as people use it: served by the real API, signed in to through a real issuer, in a real browser. */
import { once } from 'node:events';
import axe, { type AxeResults } from 'axe-core';
import type { BrowserContextOptions, Cookie, Page } from 'playwright-core';
import { expect } from 'vitest';
import { createIdentityProvider } from '../../dev/identity-provider.ts';
import { DEMO_USERS } from '../../dev/identity-users.ts';
import { freePort } from '../../dev/ports.ts';
import { ROLES, type Role } from '../../domain/roles.ts';
import { createClient } from '../../temporal/client.ts';
import { launchBrowser } from './browser.ts';
import { startProduct, type ProductOptions } from './product.ts';
import { webTool } from './servers.ts';

export type WebOptions = Partial<Pick<ProductOptions, 'client' | 'clock'>>;
export type Web = Awaited<ReturnType<typeof startWeb>>;

/**
 * Starts the product without its workers (`web.product.activities` do what they would), and a browser. The clock is the real one unless one is
 * given. Stop it when the file's tests are over: that fails where a page broke, or was refused something by its own policy.
 */
export async function startWeb({ client = createClient('127.0.0.1:1', 'default'), clock = Date.now }: WebOptions = {}) {
  await webTool();
  const [publicUrl, OIDC_ISSUER] = [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${await freePort()}`];
  const issuer = await createIdentityProvider({
    issuer: OIDC_ISSUER,
    client: { id: 'web', secret: 'web' },
    apis: [publicUrl],
    users: DEMO_USERS,
  });
  issuer.listen(Number(new URL(OIDC_ISSUER).port), '127.0.0.1');
  await once(issuer, 'listening');
  const product = await startProduct({
    client,
    clock,
    now: () => Promise.resolve(clock()),
    publicUrl,
    oidc: {
      OIDC_ISSUER,
      OIDC_CLIENT_ID: 'web',
      OIDC_CLIENT_SECRET: 'web',
      OIDC_ROLES: new Map(ROLES.map((role) => [role, role])),
    },
  });
  const browser = await launchBrowser();
  const broken: string[] = [];
  const sessions = new Map<Role, Cookie[]>();

  /** A page of a browser that nobody has signed in with. */
  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      baseURL: publicUrl,
      viewport: { width: 1440, height: 900 },
      locale: 'en-US',
      timezoneId: 'America/New_York',
      ...options,
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => broken.push(`${page.url()}: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) broken.push(`${page.url()}: ${message.text()}`);
    });
    await page.goto(path);
    return page;
  }

  const navigation = (page: Page) => page.getByRole('navigation', { name: 'Main' }).waitFor({ state: 'attached' });

  /** A page of a browser of their own in which somebody with the role has signed in, by clicks, and come to the path. */
  async function signInByClicks(role: Role, path = '/', options: BrowserContextOptions = {}): Promise<Page> {
    const user = DEMO_USERS.find((each) => each.role === role);
    const page = await open(path, options);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: user?.name ?? role }).click();
    await navigation(page);
    return page;
  }

  return {
    product,
    url: publicUrl,
    open,
    signInByClicks,
    /** A page of a browser of their own at the path, in which somebody with the role is signed in: once by clicks, and then with that session. */
    async signIn(role: Role, path = '/', options: BrowserContextOptions = {}): Promise<Page> {
      const session = sessions.get(role);
      if (session) {
        const page = await open(path, { ...options, storageState: { cookies: session, origins: [] } });
        await navigation(page);
        return page;
      }
      const page = await signInByClicks(role, path, options);
      sessions.set(role, await page.context().cookies(publicUrl));
      return page;
    },
    stop: async () => {
      await browser.close();
      issuer.closeAllConnections();
      issuer.close();
      await product.stop();
      expect(broken).toEqual([]);
    },
  };
}

/** Half-way through a fade, or a change of colours, a text has no contrast. */
const FINISH_ANIMATIONS = `for (const animation of document.getAnimations()) {
  if (animation.effect.getComputedTiming().iterations === Infinity) animation.cancel();
  else animation.finish();
}`;

type Finding = { id: string; help: string; nodes: string[] };

/** Fails where axe finds something serious or critical on the page as it is now, in the light theme or the dark one; it follows the system's. */
export async function expectAccessible(page: Page): Promise<void> {
  const before = await page.locator('html').getAttribute('data-mantine-color-scheme');
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expect.poll(() => page.locator('html').getAttribute('data-mantine-color-scheme')).toBe(scheme);
    // A page takes a moment to settle in the other theme; what is wrong stays wrong.
    await expect.poll(() => findSerious(page, scheme), { message: `${page.url()}, ${scheme}` }).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: before === 'dark' ? 'dark' : 'light' });
}

/** The rules that look at colours, which is all that the themes differ in. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

async function findSerious(page: Page, scheme: 'light' | 'dark'): Promise<Finding[]> {
  await page.evaluate(FINISH_ANIMATIONS);
  // As a script's element the page's policy would refuse it.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  const runOnly = scheme === 'dark' ? { runOnly: { type: 'rule', values: COLOUR_RULES } } : {};
  const options = JSON.stringify({ resultTypes: ['violations'], ...runOnly });
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${options})`);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => html) }));
}
