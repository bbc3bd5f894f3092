import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Debian's package; another place can be named, as on a developer's Mac. */
const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Starts the system's Chromium; fails where there is none, because a skipped test proves nothing. */
export async function openChromium(): Promise<Browser> {
  if (!existsSync(CHROMIUM))
    throw new Error(
      `There is no Chromium at ${CHROMIUM}. Install it (Debian: apt-get install -y chromium), or set CHROMIUM_PATH to the Chromium or Chrome of this machine.`,
    );
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--headless=new',
      // Root in a container has no user namespace for the sandbox; the pages are our own.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
