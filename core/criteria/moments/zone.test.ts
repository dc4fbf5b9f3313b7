import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR, zoned } from '../../time/index.ts';
import { offsetSpanAt } from './offset-span.ts';
import { dayAt, instantOfWall, startOf, wallAt } from './zone.ts';

const ZONES = Intl.supportedValuesOf('timeZone');

const AGES = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2060, 0, 1) }) },
  fc.integer({ min: Date.parse('0001-02-01'), max: Date.UTC(9999, 0, 1) }),
);

test('in every zone, clocks show what Temporal says they do: near their transitions, and far from them', {
  timeout: 60_000,
}, () => {
  const near = fc.integer({ min: -2 * DAY, max: 2 * DAY });
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), AGES, near, fc.boolean(), (zone, age, off, isNear) => {
      const { until } = offsetSpanAt(age, zone);
      const at = isNear && Number.isFinite(until) ? until + Math.round(off / HOUR) * HOUR : age;
      const wall = zoned(at, zone);
      expect(wallAt(at, zone)).toBe(at + wall.offsetNanoseconds / 1_000_000);
      expect(dayAt(at, zone).toString()).toBe(wall.toPlainDate().toString());
      const day = wall.toPlainDate();
      expect(startOf(day, zone)).toBe(day.toZonedDateTime(zone).epochMilliseconds);
      const shown = wall.toPlainDateTime();
      expect(instantOfWall(shown.toZonedDateTime('UTC').epochMilliseconds, zone)).toBe(
        shown.toZonedDateTime(zone).epochMilliseconds,
      );
    }),
    { numRuns: 800 },
  );
});
