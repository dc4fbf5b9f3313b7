import { expect, it } from 'vitest';
import { spanOf } from './span.ts';

const said = (text: string) => {
  const span = spanOf(text, 'Europe/Berlin');
  return span && [new Date(span.from).toISOString(), span.until - span.from];
};

it('is as long as what is written is exact, on the wall clock of the zone unless it has an offset', () => {
  expect(said('2027-01-04')).toEqual(['2027-01-03T23:00:00.000Z', 86_400_000]);
  expect(said('2027-03-28')).toEqual(['2027-03-27T23:00:00.000Z', 82_800_000]);
  expect(said('2027-01-04T09:00')).toEqual(['2027-01-04T08:00:00.000Z', 60_000]);
  expect(said('2027-01-04 09:00:30')).toEqual(['2027-01-04T08:00:30.000Z', 1_000]);
  expect(said('2027-01-04T09:00:30.25Z')).toEqual(['2027-01-04T09:00:30.250Z', 1]);
  expect(said('2027-01-04T09:00+02:00')).toEqual(['2027-01-04T07:00:00.000Z', 60_000]);
});

it('is none where that is no time', () => {
  for (const text of ['', 'tomorrow', '2027-02-30', '2027-01-04T25:00', '2027-01-04T09:00Europe/Berlin'])
    expect(spanOf(text, 'UTC'), text).toBe(undefined);
});
