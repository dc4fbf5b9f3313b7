/**
 * Advice on a flow that may be saved as it is: what will not work in this account, and what is likely not meant.
 * One lint a file; this is the list.
 */
import type { FlowDefinition } from '../../definition/index.ts';
import { type AssociationTarget, mentionsOf } from '../../mentions/index.ts';
import { actionsAreConfigured, waitsCanBeWaited } from './actions-are-configured.ts';
import { actionsRunHere } from './actions-run-here.ts';
import { branchesAreToldApart } from './branches-are-told-apart.ts';
import { branchesHaveADefault } from './branches-have-a-default.ts';
import { branchesLeadOn } from './branches-lead-on.ts';
import type { Finding, Lint, LintWorld, Severity } from './finding.ts';
import { loopsWait } from './loops-wait.ts';
import { mailReachesWhom } from './mail-reaches-whom.ts';
import { somebodyEnrolls } from './somebody-enrolls.ts';
import { thingsExist } from './things-exist.ts';

export type { Finding, LintWorld, Severity } from './finding.ts';

const lints: readonly Lint[] = [
  waitsCanBeWaited,
  thingsExist,
  actionsRunHere,
  actionsAreConfigured,
  loopsWait,
  branchesAreToldApart,
  branchesLeadOn,
  branchesHaveADefault,
  somebodyEnrolls,
  mailReachesWhom,
];

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Everything there is to say about a flow, the worst first. */
export function lintFlow(
  flow: FlowDefinition,
  world: LintWorld,
  targetOf?: AssociationTarget,
): readonly Finding[] {
  const mentions = mentionsOf(flow, targetOf);
  const findings = onceEach(lints.flatMap((lint) => lint({ flow, mentions, world })));
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

/** Two lints may see one mistake; what the first says of a member is enough. */
function onceEach(findings: readonly Finding[]): readonly Finding[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const first = new Map(errors.toReversed().map((finding) => [finding.path, finding]));
  return findings.filter((finding) => finding.severity !== 'error' || first.get(finding.path) === finding);
}
