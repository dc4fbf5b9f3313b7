import { describe, expect, it } from 'vitest';
import { recordKey } from '../../record/index.ts';
import type { Ask } from '../engine/index.ts';
import { ACTION_TYPES } from './list.ts';
import { EXAMPLE_RECORD, runExample } from './run-example.ts';

/** A list's own facts are nobody's record; neither is the last change of all. */
function isAboutRecord(ask: Ask, own: string): boolean {
  if (ask.kind === 'list' || ask.kind === 'lastChange') return true;
  return 'ref' in ask && recordKey(ask.ref) === own;
}

describe.each(ACTION_TYPES)('$id $name', (type) => {
  it.each(type.examples.map((example) => [example.shows, example] as const))('%s', async (_, example) => {
    expect(await runExample(type, example)).toMatchObject(example.outcome);
  });

  it('stays with its record where it says so', async () => {
    for (const example of type.examples) {
      const { staysWithRecord, asks, changes } = await runExample(type, example);
      if (!staysWithRecord) continue;
      const own = recordKey({ objectTypeId: example.objectTypeId ?? '0-1', id: EXAMPLE_RECORD });
      expect(changes.filter(({ record }) => record !== own)).toEqual([]);
      expect(asks.filter((ask) => !isAboutRecord(ask, own))).toEqual([]);
    }
  });

  it('has examples, among them one of what it does', () => {
    const outcomes = type.examples.map(({ outcome }) => outcome.outcome);
    expect(outcomes.some((outcome) => outcome === (type.waits ? 'WAITING' : 'SUCCEEDED'))).toBe(true);
  });

  it('has an example of every reason that is its own', () => {
    const shown = new Set(type.examples.map(({ outcome }) => outcome.reason));
    expect(Object.keys(type.reasons).filter((reason) => !shown.has(reason))).toEqual([]);
  });
});
