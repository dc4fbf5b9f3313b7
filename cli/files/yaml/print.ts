import { isObject, isRawNumber, type Raw, type RawObject } from '@millrace/core/raw';
import { blockOf, keyOf, lineOf } from './text.ts';

const STEP = '  ';

/** The whole of a file: one thing a line, nothing repeated by anchors, every text such that no reader takes it for anything else. */
export function printYaml(raw: Raw): string {
  if (isObject(raw) && !isEmpty(raw)) return printMembers(raw, '');
  if (Array.isArray(raw) && !isEmpty(raw)) return printItems(raw, '');
  return `${printValue(raw, '').trimStart()}\n`;
}

/** Members of an object, each with its line break. */
export function printMembers(members: RawObject, indent: string): string {
  return Object.keys(members)
    .map(
      (name) =>
        `${indent}${keyOf(name).replace('\n', `\n${indent}`)}:${printValue(members[name]!, indent)}\n`,
    )
    .join('');
}

/** Items of a list, each with its line break. */
export function printItems(items: readonly Raw[], indent: string): string {
  return items.map((item) => `${indent}-${printItem(item, indent)}\n`).join('');
}

/** What stands behind the dash: the first member or item in the same line. */
function printItem(item: Raw, indent: string): string {
  const inner = indent + STEP;
  if (isObject(item) && !isEmpty(item)) return ` ${printMembers(item, inner).slice(inner.length, -1)}`;
  if (Array.isArray(item) && !isEmpty(item)) return ` ${printItems(item, inner).slice(inner.length, -1)}`;
  return printValue(item, indent);
}

/** What stands behind a colon, without the last line break: in the same line, or in lines that are further in. */
export function printValue(raw: Raw, indent: string): string {
  const inner = indent + STEP;
  if (typeof raw === 'string') return ` ${blockOf(raw, inner) ?? lineOf(raw)}`;
  if (isObject(raw) && !isEmpty(raw)) return `\n${printMembers(raw, inner).slice(0, -1)}`;
  if (Array.isArray(raw) && !isEmpty(raw)) return `\n${printItems(raw, inner).slice(0, -1)}`;
  return ` ${printInline(raw)}`;
}

/** In one line, lists and objects between brackets. */
export function printInline(raw: Raw): string {
  if (typeof raw === 'string') return lineOf(raw, { isInFlow: true });
  if (Array.isArray(raw)) return `[${raw.map(printInline).join(', ')}]`;
  if (!isObject(raw)) return isRawNumber(raw) ? raw.rawJSON : String(raw);
  const members = Object.keys(raw).map(
    (name) => `${lineOf(name, { isInFlow: true })}: ${printInline(raw[name]!)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function isEmpty(raw: RawObject | readonly Raw[]): boolean {
  return (Array.isArray(raw) ? raw : Object.keys(raw)).length === 0;
}
