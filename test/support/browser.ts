import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';
import { chromiumExecutable } from './servers.ts';

/** A real Chromium: on Linux the one that comes from npm, which is made for it; elsewhere the Chrome that is installed. Close it when the file's tests are over. */
export async function launchBrowser(): Promise<Browser> {
  if (process.platform !== 'linux') return playwright.launch({ channel: 'chrome' });
  // Drawing in software what a graphics card would draw takes seconds on a busy machine.
  chromium.setGraphicsMode = false;
  return playwright.launch({
    executablePath: await chromiumExecutable(),
    args: chromium.args.filter((each) => each !== '--single-process'),
  });
}
