/** The roles of a process, composed of the features: the only folder that knows all features. */
export { SIGN_IN_CODE_MINUTES } from '../accounts/index.ts';
export { createApi } from './api.ts';
export { answerAtOnce } from './command-line.ts';
export { BETAS, FAMILIES, RELEASES } from './dated-paths.ts';
export { Metrics } from './metrics/index.ts';
export { DIFFERENCES } from './openapi/index.ts';
export { createServices, type Services } from './services.ts';
export { type Running, start } from './start.ts';
