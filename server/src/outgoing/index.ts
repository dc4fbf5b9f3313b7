/**
 * Outgoing: the only way by which HTTP leaves the server, guarded against addresses that are not public, bounded in time and memory.
 * Owns no table. In: requests of performers; out: their answers.
 */
export { isTransient, type OutgoingAnswer, type OutgoingFailure } from './answer.ts';
export type { Capture, CapturedRequest, ChosenAnswer } from './capture.ts';
export { CONNECTION_HEADERS, problemOf as headerProblem } from './headers.ts';
export { Outgoing, type OutgoingOptions } from './outgoing.ts';
export {
  METHODS,
  type Method,
  type OutgoingLimits,
  type OutgoingRequest,
  type RequestOrigin,
  USUAL_LIMITS,
} from './request.ts';
export { type SignatureVersion, signatureHeaders } from './signature.ts';
