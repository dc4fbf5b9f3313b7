import fc from 'fast-check';
import type { Body } from '../../support/story.ts';
import { minutes, single } from '../bodies/actions.ts';
import { enrollmentCriteria } from '../bodies/criteria.ts';
import { goal, reachable, suppression } from '../bodies/flow.ts';
import { nth, pick, word } from '../bodies/names.ts';
import { currentOf, type Flow } from '../reference/state.ts';

/** An edit of a flow, as it is drawn. */
export type Edit = {
  [K in keyof typeof EDITS]: { readonly kind: K; readonly given: Body };
}[keyof typeof EDITS];

/** Edits by name: what is drawn for each, and what it makes of a body; a body that stays as it is is no edit. */
const EDITS = {
  'other criteria': {
    given: fc.tuple(enrollmentCriteria),
    edit: ([criteria]: Body, body: Body) => ({ ...body, enrollmentCriteria: criteria }),
  },
  'another goal': {
    given: fc.tuple(goal),
    edit: ([branch]: Body, { goalFilterBranch: _, ...body }: Body) =>
      branch ? { ...body, goalFilterBranch: branch } : body,
  },
  'another suppression': {
    given: fc.tuple(suppression),
    edit: ([lists]: Body, body: Body) => ({ ...body, suppressionListIds: lists }),
  },
  'another delay': {
    given: fc.tuple(nth, minutes),
    edit: ([index, length]: Body, body: Body) =>
      withAction(
        body,
        index,
        ({ actionTypeId, fields }) => actionTypeId === '0-1' && fields.delta,
        (action) => ({
          ...action,
          fields: { ...action.fields, delta: String(length) },
        }),
      ),
  },
  'another value': {
    given: fc.tuple(nth, word),
    edit: ([index, staticValue]: Body, body: Body) =>
      withAction(
        body,
        index,
        ({ actionTypeId, fields }) => actionTypeId === '0-5' && fields.value.staticValue,
        (action) => ({
          ...action,
          fields: { ...action.fields, value: { type: 'STATIC_VALUE', staticValue } },
        }),
      ),
  },
  'an action less': {
    given: fc.tuple(nth),
    edit: ([index]: Body, body: Body) => without(body, pick(body.actions as Body[], index)),
  },
  'an action more': {
    given: fc.tuple(nth, single),
    edit: ([index, action]: Body, body: Body, fresh: string) =>
      between(body, pick(body.actions as Body[], index), action, fresh),
  },
} as const;

export const edit: fc.Arbitrary<Edit> = fc.oneof(
  ...Object.entries(EDITS).map(([kind, { given }]) =>
    fc.record({ kind: fc.constant(kind), given: given as fc.Arbitrary<Body> }),
  ),
) as fc.Arbitrary<Edit>;

export function editOf({ kind, given }: Edit, flow: Flow): Body {
  const used = flow.revisions.flatMap(({ actions }) => actions.map(({ actionId }: Body) => Number(actionId)));
  return EDITS[kind].edit(given, currentOf(flow), String(Math.max(0, ...used) + 1));
}

function withAction(
  body: Body,
  index: number,
  isMeant: (action: Body) => unknown,
  change: (action: Body) => Body,
): Body {
  const meant = pick((body.actions as Body[]).filter(isMeant), index);
  return {
    ...body,
    actions: body.actions.map((action: Body) => (action === meant ? change(action) : action)),
  };
}

/** Who came to it goes where it led to, if that is one place. */
function without(body: Body, gone: Body): Body {
  if (!gone || gone.type.endsWith('_BRANCH')) return body;
  const next = gone.connection?.nextActionId;
  const text = JSON.stringify({ ...body, actions: body.actions.filter((action: Body) => action !== gone) });
  const led = `{"edgeType":"STANDARD","nextActionId":"${gone.actionId}"}`;
  const rewired = next
    ? text.replaceAll(led, `{"edgeType":"STANDARD","nextActionId":"${next}"}`)
    : text.replaceAll(new RegExp(`,"(connection|defaultBranch)":${led}`, 'g'), '');
  const edited = JSON.parse(rewired);
  const start = edited.startActionId === gone.actionId ? next : edited.startActionId;
  return graphFrom(edited, start);
}

/** Behind an action, before what it led to. */
function between(body: Body, before: Body, action: Body, actionId: string): Body {
  if (!before || before.type.endsWith('_BRANCH')) return body;
  const { connection } = before;
  const added = { ...action, actionId, ...(connection ? { connection } : {}) };
  const actions = body.actions.map((each: Body) =>
    each === before ? { ...each, connection: { edgeType: 'STANDARD', nextActionId: actionId } } : each,
  );
  return graphFrom({ ...body, actions: [...actions, added] }, body.startActionId);
}

function graphFrom({ startActionId: _, ...body }: Body, start: string | undefined): Body {
  const first = body.actions.find(({ actionId }: Body) => actionId === start);
  const rest = body.actions.filter((action: Body) => action !== first);
  return { ...body, ...reachable(first ? [first, ...rest] : []) };
}
