/**
 * Advice on a flow that may be saved as it is: parts that will not work in this account, and likely mistakes.
 * One lint a file; this is the list.
 */
import type { FlowDefinition } from '../../definition/index.ts';
import type { Mention } from '../../mentions/index.ts';
import { actionsAreConfigured, waitsCanBeWaited } from './actions-are-configured.ts';
import { actionsRunHere } from './actions-run-here.ts';
import { anchorsAreDates } from './anchors-are-dates.ts';
import { associationsExist } from './associations-exist.ts';
import { branchesAgree } from './branches-agree.ts';
import { branchesAreToldApart } from './branches-are-told-apart.ts';
import { branchesHaveADefault } from './branches-have-a-default.ts';
import { branchesLeadOn } from './branches-lead-on.ts';
import { criteriaCanBeMet } from './criteria-can-be-met.ts';
import { dataSourcesCanBeRead } from './data-sources-can-be-read.ts';
import { emailsCanBeSent } from './emails-can-be-sent.ts';
import { eventsAreKnown } from './events-are-known.ts';
import type { Finding, Lint, LintWorld, Severity } from './finding.ts';
import { flowsFit } from './flows-fit.ts';
import { hoursCome } from './hours-come.ts';
import { listsFit } from './lists-fit.ts';
import { lookUpsAreIndexed } from './look-ups-are-indexed.ts';
import { loopsWait } from './loops-wait.ts';
import { mailReachesWhom } from './mail-reaches-whom.ts';
import { outputsComeBefore } from './outputs-come-before.ts';
import { peopleExist } from './people-exist.ts';
import { recordsEnroll } from './records-enroll.ts';
import { schedulesCome } from './schedules-come.ts';
import { thingsExist } from './things-exist.ts';
import { tokensAreKnown } from './tokens-are-known.ts';
import { valuesAreSupported } from './values-are-supported.ts';
import { webhooksSendWhatTheyCarry } from './webhooks-send-what-they-carry.ts';

export { eventTypesIn } from './events-are-known.ts';
export type {
  AssociationFacts,
  EmailProblem,
  EventTypeFacts,
  Finding,
  FlowFacts,
  LintWorld,
  Severity,
} from './finding.ts';

const lints: readonly Lint[] = [
  waitsCanBeWaited,
  thingsExist,
  associationsExist,
  eventsAreKnown,
  listsFit,
  flowsFit,
  emailsCanBeSent,
  criteriaCanBeMet,
  branchesAgree,
  actionsRunHere,
  dataSourcesCanBeRead,
  lookUpsAreIndexed,
  tokensAreKnown,
  outputsComeBefore,
  valuesAreSupported,
  actionsAreConfigured,
  loopsWait,
  branchesAreToldApart,
  branchesLeadOn,
  branchesHaveADefault,
  recordsEnroll,
  schedulesCome,
  anchorsAreDates,
  mailReachesWhom,
  hoursCome,
  peopleExist,
  webhooksSendWhatTheyCarry,
];

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** All findings on a flow, the worst first. `mentions` are the flow's. */
export function lintFlow(
  flow: FlowDefinition,
  mentions: readonly Mention[],
  world: LintWorld,
): readonly Finding[] {
  const findings = onceEach(lints.flatMap((lint) => lint({ flow, mentions, world })));
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

/** Two lints may see one mistake; the first finding on a member is enough. */
function onceEach(findings: readonly Finding[]): readonly Finding[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const first = new Map(errors.toReversed().map((finding) => [finding.path, finding]));
  return findings.filter((finding) => finding.severity !== 'error' || first.get(finding.path) === finding);
}
