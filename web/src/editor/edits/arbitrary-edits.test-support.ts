/** Edits as an author may make them: each fits the flow that it is made for, or is refused with a reason. */

import {
  actionOf,
  actionsOf,
  type EdgeRef,
  edgeAt,
  idOf,
  isBranching,
  listAt,
  nextActionId,
  type RawFlow,
  type RawObject,
  START,
  slotsOf,
} from '../../flow-body/index.ts';
import { clip, withNewIds } from '../clipboard/index.ts';
import { branchesMember } from './branches.ts';
import type { Edit } from './list.ts';
import { withAllBelow } from './segment.ts';

export type Pick = (below: number) => number;

const NEW: readonly RawObject[] = [
  {
    type: 'SINGLE_CONNECTION',
    actionTypeId: '0-1',
    actionTypeVersion: 0,
    fields: { delta: '5', time_unit: 'DAYS' },
  },
  { type: 'LIST_BRANCH', listBranches: [{ branchName: 'Yes', filterBranch: {} }], defaultBranchName: 'No' },
  { type: 'AB_TEST_BRANCH', testBranches: [{ percentage: 50 }, { percentage: 50 }] },
  { type: 'WEBHOOK', method: 'POST', webhookUrl: 'https://example.com', made: { by: 'hand' } },
];

const MAKERS: readonly ((flow: RawFlow, pick: Pick) => Edit | undefined)[] = [
  (flow, pick) => {
    const action: RawObject = { actionId: String(nextActionId(flow)), ...NEW[pick(NEW.length)]! };
    const slots = slotsOf(action);
    return {
      kind: 'insertAction',
      at: place(flow, pick),
      action,
      leadsOn: slots[pick(slots.length)]!.member,
      name: 'it',
    };
  },
  (flow, pick) => {
    const action = anyAction(flow, pick);
    if (!action) return undefined;
    const slots = slotsOf(action);
    const keeps =
      isBranching(action) && slots.length > 0 && pick(3) > 0 ? slots[pick(slots.length)]!.member : null;
    return { kind: 'removeAction', id: idOf(action), keeps };
  },
  (flow, pick) => {
    const action = anyAction(flow, pick);
    return action && { kind: 'removeBelow', id: idOf(action) };
  },
  (flow, pick) => {
    const action = anyAction(flow, pick);
    if (!action) return undefined;
    const ids = pick(2) === 0 ? [idOf(action)] : [...withAllBelow(flow, idOf(action))];
    return { kind: 'moveActions', ids, to: place(flow, pick) };
  },
  (flow, pick) => {
    const action = anyAction(flow, pick);
    const copied = action && clip(flow, withAllBelow(flow, idOf(action)));
    return copied && { kind: 'paste', at: place(flow, pick), verb: 'paste', ...withNewIds(flow, copied) };
  },
  (flow, pick) => {
    const at = place(flow, pick);
    const target = anyAction(flow, pick);
    const to = target && pick(4) > 0 ? { to: idOf(target), isJump: pick(2) === 0 } : null;
    return { kind: 'connect', at, to, was: edgeAt(flow, at)?.to ?? null };
  },
  (flow, pick) => {
    const action = anyAction(flow, pick);
    if (!action) return undefined;
    const was = action['note'];
    const value = { a: [pick(9), 'text'] };
    return {
      kind: 'setMember',
      actionId: idOf(action),
      path: ['note'],
      value,
      ...(was === undefined ? {} : { was }),
    };
  },
  (flow, pick) => {
    const was = flow['name'];
    const value = `Flow ${pick(1_000)}`;
    return {
      kind: 'setMember',
      actionId: null,
      path: ['name'],
      value,
      ...(was === undefined ? {} : { was }),
    };
  },
  (flow, pick) => {
    const action = anyAction(flow, pick, isBranching);
    return (
      action && {
        kind: 'addBranch',
        actionId: idOf(action),
        branch: { branchName: `B${pick(99)}`, branchValue: '' },
      }
    );
  },
  (flow, pick) => {
    const found = anyBranch(flow, pick);
    return found && { kind: 'removeBranch', ...found };
  },
  (flow, pick) => {
    const found = anyBranch(flow, pick);
    return found && { kind: 'reorderBranch', ...found, to: pick(4) };
  },
  (flow, pick) => {
    const action = anyAction(flow, pick);
    return (
      action && { kind: 'setAction', id: idOf(action), action: { ...action, made: pick(99) }, was: action }
    );
  },
];

export function anyEdit(flow: RawFlow, pick: Pick): Edit | undefined {
  return MAKERS[pick(MAKERS.length)]!(flow, pick);
}

function anyAction(
  flow: RawFlow,
  pick: Pick,
  fits: (action: RawObject) => boolean = () => true,
): RawObject | undefined {
  const actions = actionsOf(flow).filter(fits);
  return actions[pick(Math.max(actions.length, 1))];
}

function anyBranch(flow: RawFlow, pick: Pick) {
  const action = anyAction(flow, pick, (each) => listAt(each, branchesMember(each) ?? '').length > 0);
  if (!action) return undefined;
  const branches = listAt(action, branchesMember(action)!);
  const index = pick(branches.length);
  return { actionId: idOf(action), index, was: branches[index]! };
}

function place(flow: RawFlow, pick: Pick): EdgeRef {
  const places = [
    START,
    ...actionsOf(flow).flatMap((action) =>
      slotsOf(action).map(({ member }): EdgeRef => ({ from: idOf(action), member })),
    ),
  ];
  const at = places[pick(places.length)]!;
  return at.from !== null && !actionOf(flow, at.from) ? START : at;
}
