import { expect, it } from 'vitest';
import { actionOf, parseRaw, type RawFlow, readingOrder, textAt } from '../../flow-body/index.ts';
import { layoutOf, treeOf } from '../../layout/index.ts';
import { applyEdits } from '../edits/index.ts';
import { COMMANDS, commandFor, findActions, keyName, type Situation } from './index.ts';

const flow = parseRaw(`{"startActionId":"1","nextAvailableActionId":"6","actions":[
  {"actionId":"1","type":"SINGLE_CONNECTION","actionTypeId":"0-1","fields":{"delta":"5"},"connection":{"nextActionId":"2"}},
  {"actionId":"2","type":"LIST_BRANCH","listBranches":[{"branchName":"Yes","connection":{"nextActionId":"3"}}],"defaultBranch":{"nextActionId":"4"}},
  {"actionId":"3","type":"SINGLE_CONNECTION","actionTypeId":"0-5","fields":{"property_name":"city"},"connection":{"nextActionId":"5"}},
  {"actionId":"4","type":"SINGLE_CONNECTION","actionTypeId":"0-4","fields":{}},
  {"actionId":"5","type":"SINGLE_CONNECTION","actionTypeId":"0-4","fields":{}}]}`) as RawFlow;

function at(selection: readonly string[], raw = flow): Situation {
  const [tree, layout] = [treeOf(raw), layoutOf(raw)];
  return {
    raw,
    tree,
    layout,
    selection,
    focus: selection.at(-1),
    undo: undefined,
    redo: undefined,
    isReadOnly: false,
  };
}

function command(id: string) {
  return COMMANDS.find((each) => each.id === id)!;
}

function done(id: string, selection: readonly string[]): RawFlow {
  const situation = at(selection);
  expect(command(id).when(situation)).toBe(true);
  const outcome = command(id).run(situation);
  if (outcome.kind !== 'edits') throw new Error(`${id} answers with ${outcome.kind}`);
  const applied = applyEdits(flow, outcome.edits);
  if ('conflict' in applied) throw new Error(applied.conflict);
  return applied.raw;
}

it('has a key of its own for every command', () => {
  const keys = COMMANDS.flatMap((each) => each.keys);
  expect(keys).toEqual([...new Set(keys)]);
});

it('knows keys, and acts by single letters on the canvas only', () => {
  const pressed = { key: 'a', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  expect(commandFor(pressed, true)?.id).toBe('add');
  expect(commandFor(pressed, false)).toBe(undefined);
  expect(commandFor({ ...pressed, key: 's', metaKey: true }, false)?.id).toBe('save');
  expect(commandFor({ ...pressed, key: 'c', ctrlKey: true }, true)).toBe(undefined);
  expect(keyName({ ...pressed, key: '?', shiftKey: true })).toBe('?');
  expect(keyName({ ...pressed, key: 'z', shiftKey: true, ctrlKey: true })).toBe('Mod+Shift+Z');
});

it('moves up and down past what stands there', () => {
  expect(readingOrder(done('move-down', ['1']))).toEqual(['2', '1', '3', '5', '4']);
  expect(readingOrder(done('move-up', ['5']))).toEqual(['1', '2', '5', '3', '4']);
  expect(command('move-up').when(at(['1']))).toBe('It is the first action already.');
  expect(command('move-down').when(at(['5']))).toBe('It is the last action of its lane already.');
});

it('duplicates after the original, and deletes so that what follows stays', () => {
  const twice = done('duplicate', ['3']);
  expect(readingOrder(twice)).toEqual(['1', '2', '3', '6', '5', '4']);
  expect(textAt(actionOf(twice, '6'), 'fields', 'property_name')).toBe('city');
  expect(readingOrder(done('delete', ['3']))).toEqual(['1', '2', '5', '4']);
  expect(readingOrder(done('delete-below', ['3']))).toEqual(['1', '2', '4']);
  expect(command('delete').run(at(['2']))).toEqual({ kind: 'removeBranch', id: '2' });
});

it('says why something cannot be done', () => {
  expect(command('duplicate').when(at([]))).toBe('Select an action first.');
  expect(command('delete').when({ ...at(['1']), isReadOnly: true })).toBe('This token may not change flows.');
  expect(command('collapse').when(at(['1']))).toBe('Select a branch first.');
});

it('finds by number, by sentence, and by any value, but not by where an action leads', () => {
  const sentence = (id: string) => (id === '4' ? 'Send email Welcome' : '');
  expect(findActions(flow, 'welcome', sentence)).toEqual(['4']);
  expect(findActions(flow, 'CITY', sentence)).toEqual(['3']);
  expect(findActions(flow, '#5', sentence)).toEqual(['5']);
  expect(findActions(flow, '5', sentence)).toEqual(['1', '3', '5']);
  expect(findActions(flow, ' ', sentence)).toEqual([]);
});
