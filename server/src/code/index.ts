/**
 * Code: runs code of flow authors in processes that are kept apart from the server and from each other. Owns no table.
 * In: source, event and secrets; out: what the code answered, and what it wrote to its console.
 */

export { eventOf } from './event.ts';
export { commandFor, findIsolation, type Isolation, type Program } from './isolation.ts';
export type { CodeFailure, CodeJob, CodeOrigin, CodeResult, Odd } from './job.ts';
export { OUTPUT_CHARACTERS_MAX, type OutputField, type Outputs, readOutputs } from './outputs.ts';
export { codeRoutes } from './routes.ts';
export { type CodeObserver, type ProcessEnd, Sandbox, type SandboxOptions } from './sandbox.ts';
export { syntaxProblem } from './syntax.ts';
