import { describe, expect, it } from 'vitest';
import { ACTION_TYPES } from './list.ts';
import { runExample } from './run-example.ts';

describe.each(ACTION_TYPES)('$id $name', (type) => {
  it.each(type.examples.map((example) => [example.shows, example] as const))('%s', async (_, example) => {
    expect(await runExample(type, example)).toMatchObject(example.outcome);
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
