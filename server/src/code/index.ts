/**
 * Code: runs code of flow authors in processes that are kept apart from the server and from each other. Owns no table.
 * In: source, event and secrets; out: what the code answered, and what it wrote to its console.
 */
export type { CodeFailure, CodeJob, CodeOrigin, CodeResult, Odd } from './job.ts';
export { languageOf } from './runtimes.ts';
export { Sandbox, type SandboxOptions } from './sandbox.ts';
