import { describe, expect, test } from 'vitest';
import { actionsOf, edgeAt, idOf, type RawFlow, type RawObject, reachedIn } from '../flow-body/index.ts';
import { merged } from './merged.ts';

const step = (actionId: string, next?: string, more: RawObject = {}): RawObject => ({
  type: 'SINGLE_CONNECTION',
  actionId,
  actionTypeId: '0-1',
  fields: { delta: '1' },
  ...more,
  ...(next === undefined ? {} : { connection: { edgeType: 'STANDARD', nextActionId: next } }),
});
const flow = (...actions: RawObject[]): RawFlow => ({
  startActionId: idOf(actions[0]!),
  actions,
  enrollmentCriteria: { type: 'MANUAL' },
});
const branch = (actionId: string, ...lanes: (readonly [string, string])[]): RawObject => ({
  type: 'LIST_BRANCH',
  actionId,
  listBranches: lanes.map(([branchName, to]) => ({
    branchName,
    connection: { edgeType: 'STANDARD', nextActionId: to },
  })),
});
const leads = (at: RawFlow, from: string, member = 'connection') => edgeAt(at, { from, member })?.to;

describe('two revisions as one graph', () => {
  test('one that came stands where it is, one that went where it was', () => {
    const { flow: all, kinds } = merged(
      flow(step('1', '2'), step('2', '3'), step('3')),
      flow(step('1', '4'), step('4', '3'), step('3')),
    );
    expect(Object.fromEntries(kinds)).toEqual({ 2: 'removed', 4: 'added' });
    expect([leads(all, '1'), leads(all, '2'), leads(all, '4')]).toEqual(['2', '4', '3']);
  });

  test('one that says something else, or leads elsewhere, has changed', () => {
    const { kinds } = merged(
      flow(step('1', '2'), step('2', '3'), step('3', '4'), step('4')),
      flow(step('1', '2', { fields: { delta: '2' } }), step('2', '4'), step('4')),
    );
    expect(Object.fromEntries(kinds)).toEqual({ 1: 'changed', 3: 'removed' });
    const { kinds: rewired } = merged(
      flow(step('1', '2'), step('2', '3'), step('3')),
      flow(step('1', '3'), step('2', '3'), step('3')),
    );
    expect(Object.fromEntries(rewired)).toEqual({ 1: 'changed' });
  });

  test('the first of all, several in a row, and the last', () => {
    const { flow: all } = merged(flow(step('1', '2'), step('2', '3'), step('3')), flow(step('3')));
    expect([all['startActionId'], leads(all, '1'), leads(all, '2')]).toEqual(['1', '2', '3']);
    const { flow: end } = merged(flow(step('1', '2'), step('2')), flow(step('1')));
    expect([leads(end, '1'), leads(end, '2')]).toEqual(['2', undefined]);
  });

  test('a branch that went keeps what hung below it', () => {
    const { flow: all, lanes } = merged(
      flow(branch('1', ['A', '2'], ['B', '3']), step('2'), step('3')),
      flow(branch('1', ['C', '4'], ['A', '2']), step('2'), step('4')),
    );
    expect(lanes).toEqual([
      { of: '1', member: 'listBranches[0].connection', kind: 'added' },
      { of: '1', member: 'listBranches[2].connection', kind: 'removed' },
    ]);
    expect(leads(all, '1', 'listBranches[2].connection')).toBe('3');
  });

  test('the trigger, and the same twice, whatever the order of members', () => {
    const before = flow(step('1'));
    expect([...merged(before, { ...before, enrollmentCriteria: { type: 'LIST_BASED' } }).kinds]).toEqual([
      ['', 'changed'],
    ]);
    const turned = { ...before, actions: [Object.fromEntries(Object.entries(step('1')).reverse())] };
    expect(merged(before, turned).kinds.size).toBe(0);
  });

  test('nothing of the later one is ever hidden', () => {
    const cases: readonly (readonly [RawFlow, RawFlow])[] = [
      [flow(step('1', '2'), step('2', '1')), flow(step('3', '4'), step('4'))],
      [
        flow(branch('1', ['A', '2']), step('2', '3'), step('3')),
        flow(step('3', '5'), step('5', '6'), step('6')),
      ],
      [
        flow(step('1', '2'), branch('2', ['A', '3']), step('3', '4'), step('4')),
        flow(step('1', '4'), step('4')),
      ],
    ];
    for (const [before, after] of cases) {
      const reached = reachedIn(merged(before, after).flow);
      for (const action of actionsOf(after)) expect(reached).toContain(idOf(action));
    }
  });
});
