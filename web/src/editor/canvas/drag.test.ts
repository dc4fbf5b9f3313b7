import { expect, it } from 'vitest';
import { parseRaw, type RawFlow } from '../../flow-body/index.ts';
import { Editor } from '../state/index.ts';
import { draggedBy, NEAR_PX, nearestPlace, PAN_PX, panFor, refOf, refusalOf } from './drag.ts';

const step = (id: string, next?: string) => ({
  type: 'SINGLE_CONNECTION',
  actionId: id,
  actionTypeId: '0-1',
  fields: {},
  ...(next ? { connection: { edgeType: 'STANDARD', nextActionId: next } } : {}),
});

function editorOf(...actions: object[]): Editor {
  const body = parseRaw(JSON.stringify({ id: '1', revisionId: '1', startActionId: '1', actions })) as RawFlow;
  return new Editor(body, { isReadOnly: false });
}

it('takes the selection along, or with Alt all that is below', () => {
  const editor = editorOf(step('1', '2'), step('2', '3'), step('3'));
  editor.select(['1', '2'], '2');
  expect(draggedBy(editor, '2', false)).toEqual(['1', '2']);
  expect(draggedBy(editor, '3', false)).toEqual(['3']);
  expect(draggedBy(editor, '2', true)).toEqual(['2', '3']);
});

it('never goes into itself, nor where it stands', () => {
  const editor = editorOf(step('1', '2'), step('2', '3'), step('3'));
  expect(refusalOf(editor, ['1'], { from: '3', member: 'connection' })).toBeUndefined();
  expect(refusalOf(editor, ['1', '2', '3'], { from: '2', member: 'connection' })).toBe(
    'It cannot go below itself.',
  );
  expect(refusalOf(editor, ['2'], { from: '1', member: 'connection' })).toBe('It stands there already.');
});

it('finds the nearest place, and none that is too far', () => {
  const places = [
    { key: 'a', x: 0, y: 0 },
    { key: 'b', x: 30, y: 0 },
  ];
  expect(nearestPlace(places, 20, 0)?.key).toBe('b');
  expect(nearestPlace(places, -NEAR_PX, 0)?.key).toBe('a');
  expect(nearestPlace(places, -NEAR_PX - 1, 0)).toBeUndefined();
});

it('moves the canvas near its edges, the nearer the faster', () => {
  expect(panFor(500, 0, 1000)).toBe(0);
  expect(panFor(20, 0, 1000)).toBe(PAN_PX / 2);
  expect(panFor(-50, 0, 1000)).toBe(PAN_PX);
  expect(panFor(1000, 0, 1000)).toBe(-PAN_PX);
});

it('reads places as cards have them', () => {
  expect(refOf(':startActionId')).toEqual({ from: null, member: 'startActionId' });
  expect(refOf('3:listBranches[0].connection')).toEqual({ from: '3', member: 'listBranches[0].connection' });
});
