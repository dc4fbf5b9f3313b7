import module from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * What `npm start` runs. It is plain JavaScript for the sake of one sentence: an older Node.js cannot even read the server, which is
 * TypeScript, and says so in words that help nobody.
 */
const NODE_MAJOR_MIN = 24;
/** What is said on the command line by those to whom nobody comes with a browser. */
const NEEDS_NO_PAGE = ['--help', '-h', '--version', '-v', 'worker'];

if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR_MIN) {
  console.error(
    `Millrace needs Node.js ${NODE_MAJOR_MIN} or newer, and this is ${process.versions.node}. "npm ci" brings one by itself ` +
      '(the package "node"), unless it is told to run no install scripts; or install Node.js 24.',
  );
  process.exit(1);
}
// What was compiled once is kept, so that the next start takes half of the processor's time; in a folder of ours, since code is read from there.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
if (!process.argv.some((arg) => NEEDS_NO_PAGE.includes(arg))) await ensurePage();
await import('./src/main.ts');

/** The page in the browser; the API works without it. */
async function ensurePage() {
  try {
    const page = await import('../web/scripts/ensure-page.ts');
    await page.ensurePage((line) => console.log(line));
  } catch (error) {
    console.error(`The page cannot be built, and the API runs without it: ${error.message}`);
  }
}
