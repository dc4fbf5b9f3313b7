import type { Path } from '@millrace/core/raw';
import { isMap, isScalar, isSeq } from 'yaml';
import type { Place, YamlText } from './read.ts';

/** Where a member or an item stands: its key, or its first character; of what is not there, the nearest that is around it. */
export function placeIn({ root, placeOf }: YamlText, path: Path): Place {
  let node: unknown = root;
  let offset = offsetOf(node) ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) break;
      offset = offsetOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && node.items[Number(step)] !== undefined) {
      node = node.items[Number(step)];
      offset = offsetOf(node) ?? offset;
    } else break;
  }
  return placeOf(offset);
}

function offsetOf(node: unknown): number | undefined {
  return (node as { range?: readonly number[] | null } | null | undefined)?.range?.[0];
}

/** The same of a member that is written as code would: `steps[0].when.set`. Where several keys fit, the longest is meant. */
export function placeAt(yaml: YamlText, written: string): Place {
  return placeIn(yaml, stepsIn(yaml.root, written));
}

function stepsIn(node: unknown, written: string): Path {
  const rest = written.replace(/^\./, '');
  if (rest === '') return [];
  if (isSeq(node)) {
    const [all, index] = /^\[(\d+)\]/.exec(rest) ?? [];
    if (all === undefined) return [];
    return [Number(index), ...stepsIn(node.items[Number(index)], rest.slice(all.length))];
  }
  if (!isMap(node)) return [];
  const fitting = node.items
    .map(({ key, value }) => ({ key: isScalar(key) ? String(key.value) : '', value }))
    .filter(({ key }) => rest === key || ['.', '['].some((next) => rest.startsWith(key + next)))
    .toSorted((a, b) => b.key.length - a.key.length)[0];
  return fitting ? [fitting.key, ...stepsIn(fitting.value, rest.slice(fitting.key.length))] : [];
}
