import {
  type Given,
  itemsOf,
  membersOf,
  type Names,
  type Part,
  text,
  textOf,
  thing,
} from '../../sentence/index.ts';
import { actionEntry } from '../catalogue/index.ts';
import { type Edges, edgesOf } from './edges.ts';
import { insteadOf, lowered, same } from './instead-of.ts';
import { sayActionWith, typeIdOf, typeName } from './say-action.ts';
import { sayLaneChanges } from './say-lane-changes.ts';
import { saySettingChanges } from './say-setting-changes.ts';
import { wordingOf } from './wording-of.ts';

/**
 * What an edit changes, a sentence for each change: `Delay 3: wait 3 days instead of 7 days`, `Added Send email Welcome 2 after 4`.
 * Two bodies of a flow in, as they were sent or as they were parsed; none differs where there is no sentence.
 */
export function sayDiff(before: unknown, after: unknown, names: Names): Part[][] {
  const [old, now] = [actionsById(before), actionsById(after)];
  const edges = { before: edgesOf(before), after: edgesOf(after) };
  const setting: DiffSetting = { before: membersOf(before), after: membersOf(after), names, edges };
  return [
    ...saySettingChanges(setting.before, setting.after, names),
    ...[...old].flatMap(([id, action]) => (now.has(id) ? [] : [sayRemoved(id, action, setting)])),
    ...[...now].flatMap(([id, action]) => {
      const known = old.get(id);
      return known ? sayChanged(id, known, action, setting) : [sayAdded(id, action, setting)];
    }),
    ...sayRerouted(setting, new Set([...old.keys()].filter((id) => now.has(id)))),
  ];
}

interface DiffSetting {
  readonly before: Given;
  readonly after: Given;
  readonly names: Names;
  readonly edges: { readonly before: Edges; readonly after: Edges };
}

function actionsById(flow: unknown): Map<string, Given> {
  const actions = itemsOf(membersOf(flow)['actions']).map(membersOf);
  return new Map(
    actions.flatMap((action) => (textOf(action['actionId']) ? [[textOf(action['actionId'])!, action]] : [])),
  );
}

const numbered = (id: string): Part => thing('action', id);

function sayAdded(id: string, action: Given, { after, names, edges }: DiffSetting): Part[] {
  const from = edges.after.to.get(id)?.[0];
  const place: Part[] =
    from === undefined
      ? []
      : from.actionId === null
        ? [text(' at the start')]
        : [text(' after '), numbered(from.actionId)];
  return [text('Added '), ...sayActionWith(action, wordingOf(after, names)), ...place];
}

function sayRemoved(id: string, action: Given, { before, names }: DiffSetting): Part[] {
  return [
    text('Removed '),
    ...sayActionWith(action, wordingOf(before, names)),
    text(' ('),
    numbered(id),
    text(')'),
  ];
}

/** Members that say where an action stands, and not what it does. */
const PLACE = new Set(['actionId', 'connection', 'defaultBranch']);

function sayChanged(id: string, was: Given, is: Given, { before, after, names }: DiffSetting): Part[][] {
  const begin = [text(`${typeName(is, names)} `), numbered(id), text(': ')];
  if (typeIdOf(was) !== typeIdOf(is)) {
    const old = sayActionWith(was, wordingOf(before, names));
    return [
      [
        ...begin,
        ...lowered(sayActionWith(is, wordingOf(after, names))),
        text(' instead of '),
        ...lowered(old),
      ],
    ];
  }
  const lanes = sayLaneChanges(was, is, { before, after }, names);
  if (lanes !== undefined) return lanes.map((said) => [...begin, ...said]);
  const changed = changedMembers(was, is);
  if (changed.length === 0) return [];
  const [old, now] = [
    sayActionWith(was, wordingOf(before, names)),
    sayActionWith(is, wordingOf(after, names)),
  ];
  const instead = insteadOf(now, old);
  if (instead) return [[...begin, ...instead]];
  return [[...begin, text(`changed ${listed(changed.map((path) => labelOf(typeIdOf(is), path)))}`)]];
}

function changedMembers(was: Given, is: Given): string[] {
  const paths = (action: Given) =>
    Object.entries(action).flatMap(([member, value]): (readonly [string, unknown])[] => {
      if (PLACE.has(member)) return [];
      if (member !== 'fields') return [[member, value]];
      return Object.entries(membersOf(value)).map(([field, inner]) => [`fields.${field}`, inner] as const);
    });
  const [old, now] = [new Map(paths(was)), new Map(paths(is))];
  return [...new Set([...old.keys(), ...now.keys()])].filter((path) => !same(old.get(path), now.get(path)));
}

function labelOf(typeId: string, path: string): string {
  const member = actionEntry(typeId)?.members.find((each) => each.path === path);
  return member ? `“${member.label}”` : path.replace(/^fields\./, '');
}

function listed(words: readonly string[]): string {
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : words[0]!;
}

/** Edges between actions that were there before, and that no action which came or went explains. */
function sayRerouted({ edges }: DiffSetting, kept: ReadonlySet<string>): Part[][] {
  const { before, after } = edges;
  const members = [...before.from.keys()].filter((key) => after.from.has(key));
  return [...new Set([...members, ...after.from.keys(), ...before.from.keys()])].flatMap((key): Part[][] => {
    const [was, is] = [before.from.get(key), after.from.get(key)];
    const edge = (is ?? was)!;
    if (edge.actionId !== null && !kept.has(edge.actionId)) return [];
    const [old, now] = [was?.to ?? null, is?.to ?? null];
    if (old === now || isExplained(old, now, kept, edges)) return [];
    const lane = edge.lane === undefined ? [] : [text(` (${edge.lane})`)];
    const subject: Part[] =
      edge.actionId === null ? [text('The flow')] : [text('Action '), numbered(edge.actionId), ...lane];
    const verb = edge.actionId === null ? ' begins with ' : ' leads to ';
    if (now === null) return [[...subject, text(' ends the path instead of leading to '), numbered(old!)]];
    if (old === null) return [[...subject, text(verb), numbered(now)]];
    return [[...subject, text(verb), numbered(now), text(' instead of '), numbered(old)]];
  });
}

/** A new action stands between, or one that is gone stood there. */
function isExplained(
  old: string | null,
  now: string | null,
  kept: ReadonlySet<string>,
  { before, after }: DiffSetting['edges'],
): boolean {
  const came = now !== null && !kept.has(now);
  const went = old !== null && !kept.has(old);
  if (!came && !went) return false;
  const next = came ? behind(now, after, kept) : new Set([now]);
  const last = went ? behind(old, before, kept) : new Set([old]);
  return [...next].some((target) => last.has(target));
}

/** The actions on both sides, or the end, to which the edges of those that came or went lead. */
function behind(start: string, edges: Edges, kept: ReadonlySet<string>): Set<string | null> {
  const found = new Set<string | null>();
  const seen = new Set<string>();
  const left = [start];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const targets = edges.out.get(id) ?? [];
    if (targets.length === 0) found.add(null);
    for (const to of targets) {
      if (to === null || kept.has(to)) found.add(to);
      else left.push(to);
    }
  }
  return found;
}
