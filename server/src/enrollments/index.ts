/**
 * Enrollments: admits records into flows, refuses them, ends passages early; and serves the API of passages and the action log.
 * Owns no table: the rows are those of `passages`. In: findings of triggers, requests, and other flows; out: admissions, refusals and
 * ends.
 */

export { answerAdmissions } from './answer-admissions.ts';
export { enrollmentAnswer, passageAnswer, previewAnswer } from './answers.ts';
export { enrolledByHand, unenrolledByHand } from './audited.ts';
export { isMet } from './door/ask-records.ts';
export { type EnrollAnswer, enrollRecords } from './enroll.ts';
export { enrollForFlows } from './enroll-for-flows.ts';
export {
  criteriaAnswer,
  decisionAnswer,
  eventVerdictAnswer,
  ruleAnswer,
} from './explain/answers.ts';
export { criteriaOf as criteriaOfAction, type Decision, decisionOf } from './explain/decision.ts';
export { recordIdOf } from './explain/record-id.ts';
export { rulesOf, type Situation } from './explain/rules.ts';
export { forgetKept, forgetUnkept } from './forget-kept.ts';
export { movePaced } from './move-paced.ts';
export { movedBy, moveWaiting } from './move-waiting.ts';
export { passageKeeper } from './passage-keeper.ts';
export { haveOtherWays, pinInside } from './pin-inside.ts';
export { presentPassages } from './present-passages.ts';
export { countLeaving, previewOf } from './preview.ts';
export { processChanges } from './process-changes.ts';
export { processInstants } from './process-instants.ts';
export { processKept } from './process-kept.ts';
export { presentPassage, requireEnrollment } from './read-enrollment.ts';
export { recountNext, recountWaits } from './recount-waits.ts';
export { retryHeld } from './retry-held.ts';
export { enrollmentRoutes } from './routes/index.ts';
export { runSweep } from './run-sweep.ts';
export { shownTo } from './shown-steps.ts';
export { mayEnd, sweepLeaving } from './sweep-leaving.ts';
export { hasFilters } from './triggers-of-flow.ts';
export { unenroll } from './unenroll.ts';
