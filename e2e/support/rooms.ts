import type { Browser, BrowserContext, Page } from 'playwright-core';

export const SCREENS = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;

/** How long anything may take to appear on a busy machine. */
export const PATIENCE_MS = 30_000;

/** What visitors need have in common to come one after the other. */
export interface Room {
  readonly scheme: 'light' | 'dark';
  /** A desk, or a phone. */
  readonly screen: 'desk' | 'phone';
  /** The address of the server. */
  readonly at: string;
}

/** Browsers of visitors; one that is left is cleared for the next. */
export interface Rooms {
  take(room: Room): Promise<BrowserContext>;
  give(room: Room, context: BrowserContext): Promise<void>;
  close(): Promise<void>;
}

/**
 * The first page of a browser takes two thirds more of the processor than those after it, since nothing of its code is compiled yet. So a
 * browser that is left stays, with a page in it that keeps its process, and without anything that the visitor has brought or been given.
 */
export function openRooms(browser: Browser, home: string): Rooms {
  const all = new Set<BrowserContext>();
  const keepers = new Map<BrowserContext, Page>();
  const free = new Map<string, BrowserContext[]>();
  return {
    async take(room) {
      const context = free.get(keyOf(room))?.pop() ?? (await furnish(browser, room));
      all.add(context);
      return context;
    },
    async give(room, context) {
      // What goes another way is looked at from its first byte; of several windows, that lead each other, none is left behind.
      const windows = context.pages().filter((page) => page !== keepers.get(context));
      if (room.at !== home || windows.length > 1) return context.close();
      const keeper = keepers.get(context) ?? (await context.newPage());
      if (!keepers.has(context)) await keeper.goto('/icon.svg');
      keepers.set(context, keeper);
      await context.unrouteAll({ behavior: 'ignoreErrors' });
      await Promise.all(context.pages().map((page) => page !== keeper && page.close()));
      const devtools = await context.newCDPSession(keeper);
      await devtools.send('Storage.clearDataForOrigin', { origin: home, storageTypes: 'all' });
      await devtools.detach();
      await context.clearCookies();
      await context.clearPermissions();
      const key = keyOf(room);
      free.set(key, [...(free.get(key) ?? []), context]);
    },
    async close() {
      await Promise.all([...all].map((context) => context.close()));
    },
  };
}

const keyOf = ({ scheme, screen }: Room) => `${scheme} ${screen}`;

async function furnish(browser: Browser, { scheme, screen, at }: Room): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: at,
    viewport: SCREENS[screen],
    colorScheme: scheme,
    isMobile: screen === 'phone',
    hasTouch: screen === 'phone',
    // What moves is not looked at.
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}
