/** The ways on from an action: a slot is a place where an edge stands, or may stand. */
import {
  getIn,
  isObject,
  listAt,
  numberAt,
  objectAt,
  type Path,
  type Raw,
  type RawObject,
  setIn,
  textAt,
} from '@millrace/core/raw';

export type NodeKind =
  | 'AB_TEST_BRANCH'
  | 'CUSTOM_CODE'
  | 'LIST_BRANCH'
  | 'SINGLE_CONNECTION'
  | 'STATIC_BRANCH'
  | 'WEBHOOK';

/** The member that holds the branches of a branching kind. */
export const BRANCHES_OF = {
  LIST_BRANCH: 'listBranches',
  STATIC_BRANCH: 'staticBranches',
  AB_TEST_BRANCH: 'testBranches',
} as const;

export interface Slot {
  /** Where the edge stands in its action, as the server names it: `listBranches[2].connection`. */
  readonly member: string;
  /** Of a lane: what it is called, or empty. */
  readonly label: string;
  readonly isLane: boolean;
  readonly isDefault: boolean;
  /** The action it leads to. */
  readonly to: string | undefined;
  /** A GOTO: a jump, which the tree does not follow. */
  readonly isJump: boolean;
}

/** The API's samples leave `type` out of branches, whose members give them away. */
export function kindOf(action: RawObject): NodeKind {
  const type = textAt(action, 'type');
  if (type !== '') return type as NodeKind;
  if ('staticBranches' in action) return 'STATIC_BRANCH';
  if ('listBranches' in action) return 'LIST_BRANCH';
  return 'testBranches' in action ? 'AB_TEST_BRANCH' : 'SINGLE_CONNECTION';
}

/** `0-5`, or the kind of node for those that have no type id. */
export function typeIdOf(action: RawObject): string {
  return textAt(action, 'actionTypeId') || kindOf(action);
}

export function isBranching(action: RawObject): boolean {
  return kindOf(action) in BRANCHES_OF;
}

const slots = new WeakMap<RawObject, readonly Slot[]>();

/** In written order; the default comes last. */
export function slotsOf(action: RawObject): readonly Slot[] {
  let found = slots.get(action);
  if (!found) {
    found = readSlots(action);
    slots.set(action, found);
  }
  return found;
}

function readSlots(action: RawObject): readonly Slot[] {
  const kind = kindOf(action);
  if (!(kind in BRANCHES_OF)) return [slot(action, 'connection', '', { isLane: false })];
  const member = BRANCHES_OF[kind as keyof typeof BRANCHES_OF];
  const branches = listAt(action, member);
  const lanes = branches.map((branch, index) =>
    slot(action, `${member}[${index}].connection`, laneLabel(branch, index, branches.length), {
      isLane: true,
    }),
  );
  if (kind === 'AB_TEST_BRANCH') return lanes;
  const label = textAt(action, 'defaultBranchName') || 'None of these';
  return [...lanes, slot(action, 'defaultBranch', label, { isLane: true, isDefault: true })];
}

function laneLabel(branch: Raw, index: number, count: number): string {
  const named = textAt(branch, 'branchName') || textAt(branch, 'branchValue');
  if (named !== '') return named;
  if (!isObject(branch) || 'filterBranch' in branch || 'branchValue' in branch) return `Branch ${index + 1}`;
  const share = numberAt(branch, 'percentage') ?? Math.round(100 / count);
  return `${String.fromCharCode(65 + (index % 26))} · ${share} %`;
}

function slot(
  action: RawObject,
  member: string,
  label: string,
  kind: { readonly isLane: boolean; readonly isDefault?: boolean },
): Slot {
  const connection = objectAt(action, ...slotPath(member));
  const to = textAt(connection, 'nextActionId') || undefined;
  const isJump = to !== undefined && textAt(connection, 'edgeType') === 'GOTO';
  return { member, label, isDefault: false, ...kind, to, isJump };
}

/** `listBranches[2].connection` as keys. */
export function slotPath(member: string): Path {
  const [, branches, index] = /^(\w+)\[(\d+)\]\.connection$/.exec(member) ?? [];
  return branches === undefined ? [member] : [branches, Number(index), 'connection'];
}

export function slotAt(action: RawObject, member: string): Slot | undefined {
  return slotsOf(action).find((each) => each.member === member);
}

/** With the slot's edge set, or taken out. Members of the edge that nobody here knows stay. */
export function withSlot(
  action: RawObject,
  member: string,
  edge: { to: string; isJump: boolean } | undefined,
): RawObject {
  const path = slotPath(member);
  if (!edge) return setIn(action, path, undefined);
  const was = objectAt(getIn(action, path)) ?? {};
  return setIn(action, path, { ...was, edgeType: edge.isJump ? 'GOTO' : 'STANDARD', nextActionId: edge.to });
}
