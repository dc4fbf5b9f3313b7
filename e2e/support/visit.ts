import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Page, Request } from 'playwright-core';
import { expect } from 'vitest';
import type { Millrace } from '../../server/test/support/millrace.ts';
import { PATIENCE_MS, type Room, type Rooms } from './rooms.ts';

/** Who comes, and with what. */
export interface Visitor {
  readonly scheme?: Room['scheme'];
  readonly screen?: Room['screen'];
  /** Null: not signed in; otherwise the token to sign in with. */
  readonly token?: string | null;
  /** Another address of the server, as over a cable. */
  readonly at?: string;
  /** Statuses of answers that are part of the story; others that are errors fail it. */
  readonly refusals?: readonly number[];
}

/** A browser before the server. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Opens a path; what is waited for then is said by the story. */
  open(path: string): Promise<void>;
  /** Goes to a path as a link does, without loading the page anew. */
  go(path: string): Promise<void>;
  /** Until everything that the page asked for is there, and painted. */
  settled(): Promise<void>;
  /** Nothing was said on the console, and nothing was refused by the Content-Security-Policy. */
  expectQuiet(): void;
  /** Nothing serious against WCAG 2.2 AA; or, of a page that has been looked at in other colours, nothing against its rules about those. */
  expectAccessible(of?: 'everything' | 'colours'): Promise<void>;
  /** The page is no wider than the screen. */
  expectFits(): Promise<void>;
  leave(): Promise<void>;
}

export async function visit(
  rooms: Rooms,
  millrace: Millrace,
  {
    scheme = 'light',
    screen = 'desk',
    token = millrace.token,
    refusals = [],
    at = millrace.url,
  }: Visitor = {},
): Promise<Visit> {
  const kind = { scheme, screen, at };
  const context = await rooms.take(kind);
  if (token !== null) await signIn(context, token);
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (message) => {
    const isExpected = refusals.some((status) => message.text().includes(`status of ${status}`));
    if (['error', 'warning'].includes(message.type()) && !isExpected)
      said.push(`${message.text()} ${message.location().url}`);
  });
  const asked = new Set<Request>();
  page.on('request', (request) => {
    if (!isStream(request)) asked.add(request);
  });
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('requestfailed', (request) => asked.delete(request));
  page.on('pageerror', (error) => said.push(error.message));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`refused by the Content-Security-Policy: ${violatedDirective} ${blockedURI}`),
    );
  });
  return {
    page,
    context,
    async open(path) {
      await page.goto(path);
    },
    async go(path) {
      await page.evaluate((to) => history.pushState(null, '', to), path);
    },
    async settled() {
      // What came may make the page ask for more, two frames later at most.
      do {
        await expect.poll(() => asked.size, { timeout: PATIENCE_MS }).toBe(0);
        await page.evaluate(
          () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
        );
      } while (asked.size > 0);
      // Parts that are loaded already come in without asking for anything.
      await page.evaluate(untilStill, STILL);
    },
    expectQuiet: () => expect(said).toEqual([]),
    async expectAccessible(of = 'everything') {
      // Mails are somebody else's pages, in frames that run no scripts: not even those of the checks.
      const checks = (await page.evaluate(() => 'axe' in window)) ? { page, axeSource: LOADED } : { page };
      const builder = new AxeBuilder(checks).exclude('iframe[sandbox]').setLegacyMode();
      const { violations } = await builder
        .options({
          resultTypes: ['violations'],
          runOnly: of === 'colours' ? COLOURS : { type: 'tag', values: WCAG },
        })
        .analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
        [],
      );
    },
    async expectFits() {
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider).toBeLessThanOrEqual(0);
    },
    leave: () => rooms.give(kind, context),
  };
}

/** For how long nothing may change on a page that is done, and how long that is waited for at most. */
const STILL = { ms: 100, mostMs: 3_000 };

/** Runs in the page. */
function untilStill({ ms, mostMs }: { readonly ms: number; readonly mostMs: number }): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      observer.disconnect();
      resolve();
    };
    let timeout = setTimeout(done, ms);
    const observer = new MutationObserver(() => {
      clearTimeout(timeout);
      timeout = setTimeout(done, ms);
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    setTimeout(done, mostMs);
  });
}

/** It stays open as long as the page. */
const isStream = (request: Request) => new URL(request.url()).pathname.endsWith('/stream');

/** A script of nothing. The builder would load the half megabyte of the checks twice for each look at a page that has them. */
const LOADED = ';';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The rules that look at colours: what else a page is does not depend on them. */
const COLOURS = { type: 'rule' as const, values: ['color-contrast', 'link-in-text-block'] };

/** Without the form, which has a story of its own. */
async function signIn(context: BrowserContext, token: string): Promise<void> {
  const answer = await context.request.post('/millrace/v1/session', {
    data: { token },
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  expect(answer.status(), await answer.text()).toBe(204);
}
