import { expect, it } from 'vitest';
import {
  actionOf,
  actionsOf,
  idOf,
  parseRaw,
  printRaw,
  type RawFlow,
  textAt,
} from '../../flow-body/index.ts';
import { applyEdit } from '../edits/index.ts';
import { clip, readClipboard, renumbered, withNewIds } from './index.ts';

const source = parseRaw(`{
  "objectTypeId": "0-1", "startActionId": "1",
  "actions": [
    {"actionId":"1","type":"SINGLE_CONNECTION","actionTypeId":"0-14","fields":{"n":1.0},"connection":{"nextActionId":"2"}},
    {"actionId":"2","type":"LIST_BRANCH","listBranches":[{"branchName":"A","connection":{"nextActionId":"3"}}],"defaultBranch":{"nextActionId":"4"}},
    {"actionId":"3","type":"SINGLE_CONNECTION","actionTypeId":"0-5","fields":{
      "value":{"type":"FIELD_DATA","actionId":"1","dataKey":"id"},
      "text":"{{ action_outputs.action_output_1.id }} and action_output_1, {{ action_outputs.action_output_99.x|upper }}",
      "one":{"type":"ACTION_OUTPUT_OBJECT_PROPERTY","actionOutputPropertyToken":"action_outputs.action_output_1.id"}}},
    {"actionId":"4","type":"CUSTOM_CODE","sourceCode":"// {{ action_outputs.action_output_1.id }}","connection":{"nextActionId":"5"}},
    {"actionId":"5","type":"SINGLE_CONNECTION","actionTypeId":"0-1","fields":{"delta":"1"}}
  ]}`) as RawFlow;
const target = parseRaw(
  '{"objectTypeId":"0-1","nextAvailableActionId":"20","startActionId":"7","actions":[{"actionId":"7","type":"SINGLE_CONNECTION"}]}',
) as RawFlow;

it('copies actions with the edges between them, and gives them new ids that all that names them follows', () => {
  const copied = clip(source, ['1', '2', '3']);
  expect(textAt(actionOf({ actions: copied!.actions }, '2'), 'defaultBranch', 'nextActionId')).toBe('');
  const read = readClipboard(printRaw(copied as unknown as RawFlow, 2));
  if (read?.kind !== 'actions') throw new Error('it is no copy of actions');
  const { actions, entry } = withNewIds(target, read.clip);
  expect(actions.map(idOf)).toEqual(['20', '21', '22']);
  expect(entry).toBe('20');
  const third = printRaw(actions[2]!);
  expect(third).toContain('"actionId":"20","dataKey"');
  expect(third).toContain('{{ action_outputs.action_output_20.id }} and action_output_1,');
  expect(third).toContain('action_output_99');
  expect(third).toContain('"action_outputs.action_output_20.id"');
  expect(printRaw(actions[0]!)).toContain('"n":1.0');
});

it('pastes them into another flow: what stood there follows, and ids count on', () => {
  const made = withNewIds(target, clip(source, ['1', '2', '3'])!);
  const applied = applyEdit(target, {
    kind: 'paste',
    verb: 'paste',
    at: { from: null, member: 'startActionId' },
    ...made,
  });
  if ('conflict' in applied) throw new Error(applied.conflict);
  expect(textAt(applied.raw, 'startActionId')).toBe('20');
  expect(textAt(actionOf(applied.raw, '21'), 'defaultBranch', 'nextActionId')).toBe('7');
  expect(textAt(applied.raw, 'nextAvailableActionId')).toBe('23');
});

it('puts what does not hang together in a row', () => {
  const copied = clip(source, ['1', '5']);
  expect(textAt(actionOf({ actions: copied!.actions }, '1'), 'connection', 'nextActionId')).toBe('5');
});

it('reads a whole flow, and nothing else', () => {
  expect(readClipboard(printRaw(source))?.kind).toBe('flow');
  expect(readClipboard('{"a":1}')).toBe(undefined);
  expect(readClipboard('hello')).toBe(undefined);
  expect(readClipboard('{"actions": [')?.kind).toBe('broken');
  expect(readClipboard('[1]')).toBe(undefined);
  expect(readClipboard('[]')).toBe(undefined);
  expect(actionsOf((readClipboard(printRaw(source)) as { body: RawFlow }).body)).toHaveLength(5);
});

it('leaves code alone, and what has no other id the same object', () => {
  const code = actionOf(source, '4')!;
  expect(textAt(renumbered(code, new Map([['1', '9']])), 'sourceCode')).toContain('action_output_1');
  expect(renumbered(code, new Map([['77', '9']]))).toBe(code);
});

it('reads one action, and a list of them that have no ids, as they are written by hand', () => {
  const pasted = (text: string) => {
    const read = readClipboard(text);
    if (read?.kind !== 'actions') throw new Error('it is no copy of actions');
    return withNewIds(target, read.clip).actions;
  };
  const one = pasted(printRaw(actionOf(source, '1')!));
  expect(one.map((action) => [idOf(action), textAt(action, 'connection', 'nextActionId')])).toEqual([
    ['20', ''],
  ]);
  const two = '[{"actionTypeId":"0-1","fields":{"n":1.0}},{"actionTypeId":"0-5","type":"SINGLE_CONNECTION"}]';
  for (const text of [two, `{"actions":${two}}`]) {
    const made = pasted(text);
    expect(made.map(idOf)).toEqual(['20', '21']);
    expect(textAt(made[0]!, 'connection', 'nextActionId')).toBe('21');
    expect(printRaw(made[0]!)).toContain('"n":1.0');
  }
});
