/**
 * Steering: pauses flows, enrollments and the whole account and resumes them, what fell due meanwhile at a pace; and moves many enrollments
 * at once.
 * Owns no table. In: requests; out: pauses, jobs, and what they do to enrollments.
 */

export { resumption } from './resumption.ts';
export { steeringRoutes } from './routes/index.ts';
export { steering } from './steer/kind.ts';
