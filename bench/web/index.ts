import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../e2e/support/find-chromium.ts';
import { ensurePage } from '../../web/scripts/ensure-page.ts';
import type { Bench } from '../bench.ts';
import { median, quantile } from '../gauge/median.ts';
import { numberOptions } from '../options.ts';
import { openMillrace } from '../place/millrace.ts';
import { withTemporaryServer } from '../place/temporary-server.ts';
import { Report } from '../report.ts';
import { largeFlow } from './flow.ts';
import { traced } from './frames.ts';

const DEFAULTS = { actions: 1_000, runs: 5 };
/** How long the graph is moved about. */
const PAN_MS = 5_000;
/** Its form has a text with tokens. */
const A_TASK = '4';
const TYPED = 'Call them before the end of the week';

interface Opened {
  readonly page: Page;
  readonly leave: () => Promise<void>;
}

/** How the editor feels with a large flow, in a headless Chromium without a graphics card. */
export const web: Bench = {
  name: 'web',
  summary: `the editor with a large flow: opening, moving about, adding, typing (--actions ${DEFAULTS.actions} --runs ${DEFAULTS.runs})`,
  run: (args) => {
    const { actions, runs } = numberOptions(args, DEFAULTS);
    return withTemporaryServer(async (server) => {
      await ensurePage((line) => console.error(line));
      const executablePath = await findChromium();
      if (executablePath === undefined)
        throw new Error('There is no Chromium: say in MILLRACE_CHROMIUM where one is.');
      const millrace = await openMillrace(await server.create('web'));
      const { url, token } = await millrace.listen();
      const { id } = await millrace.call('POST', '/automation/v4/flows', largeFlow(actions));
      const browser = await chromium.launch({
        executablePath,
        args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
      });
      try {
        const open = (search = '') => openEditor(browser, { url, token, path: `/flows/${id}${search}` });
        await measure(new Report('web'), open, { actions, runs });
      } finally {
        await browser.close();
        await millrace.close();
      }
    });
  },
};

async function measure(
  report: Report,
  open: (search?: string) => Promise<Opened>,
  { actions, runs }: { readonly actions: number; readonly runs: number },
): Promise<void> {
  const opening: number[] = [];
  for (let run = 0; run < runs; run++) {
    const { page, leave } = await open();
    opening.push(await firstCardPainted(page));
    await leave();
  }
  report.figure('open_to_first_card', median(opening), 'ms', { actions, worst: Math.max(...opening) });

  const { page, leave } = await open();
  await firstCardPainted(page);
  const panned = await pan(page);
  report.figure('pan_script_a_frame_p95', quantile(panned.script, 0.95), 'ms', { actions });
  report.figure('pan_longest_task', Math.max(...panned.tasks), 'ms', { actions });
  report.figure('pan_frame_p50', median(panned.between), 'ms', { actions, painted: 'by software' });
  report.figure('pan_frame_p95', quantile(panned.between, 0.95), 'ms', { actions, painted: 'by software' });
  report.figure('pan_nodes_in_the_document', panned.nodes, 'nodes', { actions });

  await leave();

  const other = await open();
  await firstCardPainted(other.page);
  const inserting: number[] = [];
  for (let run = 0; run < runs; run++) inserting.push(await insert(other.page));
  report.figure('insert_to_painted', median(inserting), 'ms', { actions, worst: Math.max(...inserting) });
  await other.leave();

  const form = await open(`?action=${A_TASK}`);
  const typing = await type(form.page);
  report.figure('key_to_painted_p50', median(typing), 'ms', { actions });
  report.figure('key_to_painted_p95', quantile(typing, 0.95), 'ms', { actions });
  await form.leave();
  report.say(
    `${actions} actions: first card after ${median(opening).toFixed(0)} ms; moved about with ${quantile(panned.script, 0.95).toFixed(1)} ms of script a frame (p95), ` +
      `no task longer than ${Math.max(...panned.tasks).toFixed(0)} ms, ${panned.nodes} nodes; added in ${median(inserting).toFixed(0)} ms; a key in ${quantile(typing, 0.95).toFixed(0)} ms (p95)`,
  );
}

/** A browser of one's own, with nothing kept, signed in and on the way to the flow. */
async function openEditor(
  browser: Browser,
  { url, token, path: at }: { readonly url: string; readonly token: string; readonly path: string },
): Promise<Opened> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 800 } });
  const headers = { 'sec-fetch-site': 'same-origin' };
  const signedIn = await context.request.post('/millrace/v1/session', { data: { token }, headers });
  if (!signedIn.ok()) throw new Error(`Signing in was answered ${signedIn.status()}.`);
  const page = await context.newPage();
  await page.addInitScript({ path: path.join(import.meta.dirname, 'watching.js') });
  await page.goto(at, { waitUntil: 'commit' });
  return { page, leave: () => context.close() };
}

function firstCardPainted(page: Page): Promise<number> {
  return page.evaluate<number>(`watching.painted('[data-action="1"]')`);
}

/** Down the graph and up again by the wheel, as fast as frames come. */
async function pan(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await page.mouse.move(640, 400);
  let nodes = 0;
  const frames = await traced(devtools, async () => {
    const end = performance.now() + PAN_MS;
    for (let at = 0; performance.now() < end; at++) {
      await page.mouse.wheel(at % 7 === 0 ? 40 : 0, at % 120 < 60 ? 120 : -90);
      if (at % 25 === 0) nodes = Math.max(nodes, await page.evaluate<number>('watching.nodes()'));
    }
  });
  await devtools.detach();
  return { ...frames, nodes };
}

/** An action is chosen from the menu: from the key to the frame with its card. */
async function insert(page: Page): Promise<number> {
  await page.locator('[data-edge=":startActionId"]').click();
  await page.getByRole('searchbox', { name: 'Find an action' }).fill('Create record');
  await page.keyboard.press('ArrowDown');
  await page.evaluate('watching.watchNextKey()');
  await page.keyboard.press('Enter');
  const took = await page.evaluate<number>('watching.added');
  await page.keyboard.press('Escape');
  return took;
}

/** Into a field of a form, a letter at a time: from the key to the frame that has it. */
async function type(page: Page): Promise<readonly number[]> {
  await page.getByRole('textbox', { name: /title/i }).first().click();
  await page.evaluate('watching.watchKeys()');
  for (const letter of TYPED) await page.keyboard.press(letter === ' ' ? 'Space' : letter);
  await page.waitForFunction(`watching.keysPainted.length >= ${TYPED.length}`);
  return page.evaluate<number[]>('watching.keysPainted');
}
