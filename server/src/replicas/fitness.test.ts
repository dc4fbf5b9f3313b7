import { expect, test } from 'vitest';
import { ApiError, DatabaseUnavailable } from '../platform/index.ts';
import { type Looked, mayBeGone, whyAgain, whyAway, whyUnfit } from './fitness.ts';

const PRIMARY = { position: 100n, startedAt: 1, origin: '7/1' };
const STANDBY: Looked = {
  isStandby: true,
  position: 90n,
  startedAt: 2,
  origin: '7/1',
  lagMs: 400,
  wasAhead: false,
};

test('a server is read from that follows the primary closely enough, or is the primary', () => {
  const reasonOf = (changed: Partial<Looked>) => whyUnfit({ ...STANDBY, ...changed }, PRIMARY, 1_000);
  expect(reasonOf({})).toBe(null);
  expect(reasonOf({ lagMs: 1_000 })).toBe(null);
  expect(reasonOf({ isStandby: false, startedAt: 1, lagMs: 0 })).toBe(null);
  const waits = { isMistake: false };
  for (const lagMs of [1_001, null])
    expect(reasonOf({ lagMs })).toEqual({
      ...waits,
      reason: 'It is further behind the primary than 1000 ms.',
    });
  expect(reasonOf({ isStandby: false, lagMs: 0 })).toEqual({
    ...waits,
    reason: 'It takes writes, and is not the primary.',
  });
  expect(reasonOf({ wasAhead: true })).toEqual({
    ...waits,
    reason: 'It follows another server than the primary.',
  });
  expect(reasonOf({ position: null, lagMs: null })).toEqual({
    ...waits,
    reason: 'It does not say how far it is.',
  });
  expect(reasonOf({ origin: '8/1' })).toMatchObject({
    isMistake: true,
    reason: expect.stringContaining('no copy'),
  });
});

test('a server that lets nobody in is a mistake, one that is not there is waited for', () => {
  const refused = (code: string) => new DatabaseUnavailable('The database is away.', { code });
  expect(whyAway(refused('ECONNREFUSED'))).toEqual({ isMistake: false, reason: 'The database is away.' });
  for (const code of ['28P01', '28000', '3D000'])
    expect(whyAway(refused(code))).toEqual({
      isMistake: true,
      reason: 'The database is away. Correct the user, the password or the name.',
    });
});

test('the primary has the last word on everything but what takes too long', () => {
  const answered = (status: number) => new ApiError({ status, category: 'X', message: 'x' });
  const coded = (code: string) => Object.assign(new Error('x'), { code });
  expect([400, 403, 404, 409].map((status) => whyAgain(answered(status)))).toEqual(Array(4).fill('refused'));
  expect([500, 503].map((status) => whyAgain(answered(status)))).toEqual(['failed', 'failed']);
  // A conflict with what is replayed, a write, a table that is not there yet, a bug.
  for (const code of ['40001', '40P01', '25006', '42P01']) expect(whyAgain(coded(code))).toBe('failed');
  expect(whyAgain(new TypeError('x'))).toBe('failed');
  expect([whyAgain(coded('57014')), whyAgain(answered(504))]).toEqual([null, null]);
  const gone = new DatabaseUnavailable('gone');
  expect([whyAgain(gone), mayBeGone(gone), mayBeGone(coded('40001'))]).toEqual(['failed', true, false]);
});
