import { expect } from 'vitest';
import type { ListedPage } from './pages.ts';
import { takePicture } from './picture.ts';
import type { Seeded } from './seed.ts';
import type { SeededMore } from './seed-more.ts';
import type { Visit } from './visit.ts';

/** Browsers that have been somewhere, and have not begun something there that holds them. */
const free = new WeakSet<Visit>();

/** Goes to a path: as a link does, where the browser has been somewhere that lets it go; `holds` says that this one will not. */
export async function walkTo(visit: Visit, to: string, holds = false): Promise<void> {
  await (free.has(visit) ? visit.go(to) : visit.open(to));
  if (holds) free.delete(visit);
  else free.add(visit);
}

/** Goes to a page of the list, until its data is there. */
export async function openListed(
  visit: Visit,
  { path, shows, prepare }: ListedPage,
  seeded: Seeded,
  more: SeededMore,
): Promise<void> {
  await walkTo(visit, path(seeded, more), prepare !== undefined);
  await visit.page.getByText(shows).first().waitFor();
  await prepare?.(visit.page);
  await visit.settled();
}

/** Takes the picture of what is open, and sees whether it fits, can be used by everybody, and is quiet. */
export async function look(
  visit: Visit,
  picture: string,
  accessible: 'everything' | 'colours' = 'everything',
): Promise<void> {
  await takePicture(visit.page, picture);
  await visit.expectFits();
  expect(await visit.page.locator('h1').count(), 'one heading of the page').toBe(1);
  await visit.expectAccessible(accessible);
  visit.expectQuiet();
}
