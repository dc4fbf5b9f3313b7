import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';
import { type Millrace, startMillrace } from '../../server/test/support/millrace.ts';
import { openRooms } from './rooms.ts';
import { type Seeded, seedAccount } from './seed.ts';
import { type Visit, type Visitor, visit } from './visit.ts';

/** A server with a seeded account, and a browser in front of it. */
export interface House {
  readonly millrace: Millrace;
  readonly seeded: Seeded;
  /** Comes with a browser of one's own: signed in, unless the visitor says otherwise. */
  visit(visitor?: Visitor): Promise<Visit>;
  close(): Promise<void>;
}

/** Whether there is a browser at all; else the tests are skipped, and the run says how to get one. */
export const hasBrowser = inject('chromium') !== '';

export async function openHouse(): Promise<House> {
  const millrace = await startMillrace();
  opened ??= openBrowser();
  const browser = await opened;
  const rooms = openRooms(browser, millrace.url);
  const seeded = await seedAccount(millrace);
  return {
    millrace,
    seeded,
    visit: (visitor) => visit(rooms, millrace, visitor),
    async close() {
      await rooms.close();
      await millrace.stop();
    },
  };
}

/** The browser of this process, whose files of tests come one after the other; it goes with the process. */
let opened: Promise<Browser> | undefined;

function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: inject('chromium'),
    // As root, as in a container, Chromium starts without its sandbox only; it sees nothing but our own server.
    // Pages of a visitor share a process, and what it has compiled.
    args: ['--process-per-site', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
}
