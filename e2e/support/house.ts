import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';
import { type Millrace, startMillrace } from '../../server/test/support/millrace.ts';
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
  const browser = await (opened ??= openBrowser());
  const visits: Visit[] = [];
  const seeded = await seedAccount(millrace);
  return {
    millrace,
    seeded,
    async visit(visitor) {
      const came = await visit(browser, millrace, visitor);
      visits.push(came);
      return came;
    },
    async close() {
      await Promise.all(visits.map(({ leave }) => leave()));
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
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}
