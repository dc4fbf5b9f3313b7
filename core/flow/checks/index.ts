/**
 * Checks of a definition as a whole. The schemas of core/flow/definition judge each member by itself; these checks need
 * several members, or the flow's past. A definition in, problems out; without problems the flow may be saved. Advice, which
 * never refuses a flow, has its own list beside this one.
 */
import type { Problem } from '../../problem/index.ts';
import type { FlowDefinition } from '../definition/index.ts';
import type { PreviousRevisions } from './check.ts';
import { refusals } from './refusals/index.ts';

export type { FlowCheck, PreviousRevisions } from './check.ts';
export {
  type AssociationFacts,
  type EmailProblem,
  type EventTypeFacts,
  eventTypesIn,
  type Finding,
  type FlowFacts,
  type LintWorld,
  lintFlow,
  type Severity,
} from './lint/index.ts';
export { MAX_LIST_BRANCHES, MAX_STATIC_BRANCHES } from './refusals/index.ts';

/** The reasons to refuse a flow; empty when it may be saved. */
export function checkFlow(flow: FlowDefinition, previous?: PreviousRevisions): Problem[] {
  return refusals.flatMap((check) => check(flow, previous));
}
