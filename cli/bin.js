#!/usr/bin/env node
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * What `millrace` and `npm start` run. It is plain JavaScript for the sake of one sentence: an older Node.js cannot even read the rest, and
 * says so in words that help nobody.
 */
const isInstalled = !existsSync(new URL('main.ts', import.meta.url));
/** A clone is run as the TypeScript that it is, whose types an older Node.js does not strip. */
const NODE_MIN = isInstalled ? '22.12.0' : '24.0.0';

if (process.versions.node.localeCompare(NODE_MIN, 'en', { numeric: true }) < 0) {
  const hint = isInstalled
    ? ''
    : ' "npm ci" brings one by itself (the package "node"), unless it is told to run no install scripts.';
  console.error(
    `Millrace needs Node.js ${NODE_MIN} or newer, and this is ${process.versions.node}.${hint}`,
  );
  process.exit(1);
}
// What was compiled once is kept, so that the next start takes half of the processor's time; in a folder of ours, since code is read from there.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
if (!isInstalled && startsServer(process.argv.slice(2))) await ensurePage();
await import(isInstalled ? './main.js' : './main.ts');

/** Whether somebody may come with a browser: not to a worker, nor to what is answered on the command line. */
function startsServer([command, ...args]) {
  const isForNobody = ['--help', '-h', '--version', '-v', 'worker'].some((arg) => args.includes(arg));
  return command === 'start' && !isForNobody;
}

/** The page in the browser, which a clone builds by itself; the API works without it. */
async function ensurePage() {
  try {
    const page = await import('../web/scripts/ensure-page.ts');
    await page.ensurePage((line) => console.log(line));
  } catch (error) {
    console.error(`The page cannot be built, and the API runs without it: ${error.message}`);
  }
}
