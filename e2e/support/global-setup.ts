import type { TestProject } from 'vitest/node';
import { ensurePage } from '../../web/scripts/ensure-page.ts';
import { findChromium } from './find-chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The path of the browser; empty where there is none. */
    readonly chromium: string;
  }
}

/** The page as it is served, and a browser to look at it with. */
export default async function setup(project: TestProject): Promise<void> {
  const chromium = await findChromium().catch((error: unknown) => {
    console.error(`Chromium could not be installed: ${(error as Error).message}`);
    return undefined;
  });
  if (chromium === undefined)
    console.error(
      'The tests in e2e are skipped, since there is no Chromium: run "apt-get install chromium", or say in MILLRACE_CHROMIUM where one is.',
    );
  project.provide('chromium', chromium ?? '');
  if (chromium !== undefined) await ensurePage((line) => console.log(line));
}
