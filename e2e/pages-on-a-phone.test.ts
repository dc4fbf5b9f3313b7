import { afterAll, beforeAll, describe, test } from 'vitest';
import { type House, hasBrowser, openHouse } from './support/house.ts';
import { look, openListed } from './support/look.ts';
import { PAGES } from './support/pages.ts';
import { type SeededMore, seedMore } from './support/seed-more.ts';
import type { Visit } from './support/visit.ts';

describe.skipIf(!hasBrowser)('pages, 390 pixels wide', () => {
  let house: House;
  let more: SeededMore;
  let phone: Visit;
  beforeAll(async () => {
    house = await openHouse();
    more = await seedMore(house.millrace, house.seeded);
    phone = await house.visit({ screen: 'phone' });
  });
  afterAll(() => house?.close());

  test.each(PAGES)('$name', async (listed) => {
    await openListed(phone, listed, house.seeded, more);
    await look(phone, `${listed.name}-phone`);
  });
});
