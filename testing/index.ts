/**
 * `millrace/testing`: the vocabulary in which tests of flows are written, with vitest, jest, node:test or any other runner. It starts a server or
 * takes a running one, and speaks to it by its public API alone.
 */
export type { Answer, Arguments, OperationName } from '@millrace/client';
export { TargetFailure } from '../cli/target/failure.ts';
export type { Account } from './account.ts';
export type { Clock } from './clock.ts';
export type { Enrollment } from './enrollment.ts';
export type { Mailbox } from './mailbox.ts';
export type { Outbox, Reply } from './outbox.ts';
export { PassageError } from './passage-error.ts';
export type { AppliedFlows, FlowRef, RecordRef } from './references.ts';
export { type AccountOptions, type Millrace, type StartOptions, startMillrace } from './start-millrace.ts';
