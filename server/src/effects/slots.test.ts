import { expect, test } from 'vitest';
import type { Performer } from './performer.ts';
import { SLOTS_MAX, Slots } from './slots.ts';

const performer = (kind: string, more: Partial<Performer>): Performer => ({
  kind,
  kinds: [kind],
  slots: 10,
  slotsPerTarget: 10,
  perform: async () => undefined,
  ...more,
});
const of = (kind: string) => ({ kind, target: kind });

test('a performer that takes several at a time is left alone until so many slots are free', () => {
  const [mails, calls] = [performer('mail', { leastFree: 5 }), performer('call', {})];
  const slots = new Slots([mails, calls]);
  for (let taken = 0; taken < 10; taken++) slots.take(of('mail'));
  const open = () => slots.room(50)?.kinds.map(({ kind, free }) => ({ kind, free }));
  for (let given = 1; given < 5; given++) {
    expect(open()).toEqual([{ kind: 'call', free: 10 }]);
    expect(slots.give(of('mail'), mails)).toBe(false);
  }
  expect(open()).toEqual([{ kind: 'call', free: 10 }]);
  expect(slots.give(of('mail'), mails)).toBe(true);
  expect(open()).toEqual([
    { kind: 'mail', free: 5 },
    { kind: 'call', free: 10 },
  ]);
});

test('a slot is told of once, and only when a claim has waited for one of its target or its performer', () => {
  const calls = performer('call', { slotsPerTarget: 2 });
  const slots = new Slots([calls]);
  const to = (target: string) => ({ kind: 'call', target });
  for (const target of ['busy', 'busy', 'idle']) slots.take(to(target));
  expect(slots.room(50)).toMatchObject({ kinds: [{ free: 7 }] });
  expect(slots.give(to('idle'), calls)).toBe(false);
  expect(slots.give(to('busy'), calls)).toBe(true);
  expect(slots.give(to('busy'), calls)).toBe(false);
});

test('the first slot of a full process lets others claim, whoever gives it', () => {
  const mails = performer('mail', { slots: SLOTS_MAX, leastFree: 100 });
  const slots = new Slots([mails, performer('call', {})]);
  for (let taken = 0; taken < SLOTS_MAX; taken++) slots.take(of('mail'));
  expect(slots.room(50)).toBeNull();
  expect(slots.give(of('mail'), mails)).toBe(true);
  expect(slots.room(50)).toMatchObject({ kinds: [{ kind: 'call' }], most: 1 });
  expect(slots.give(of('mail'), mails)).toBe(false);
});
