/** The roles of a process, composed of the features: the only folder that knows all features. */
export { checkBackup } from '../backup/index.ts';
export { createApi } from './api.ts';
export { backUpInstallation, restoreInstallation } from './backups.ts';
export { BETAS, FAMILIES, RELEASES } from './dated-paths.ts';
export { Metrics } from './metrics/index.ts';
export { DIFFERENCES } from './openapi/index.ts';
export { serve } from './serve.ts';
export { createServices, type Services } from './services.ts';
export { type Running, start } from './start.ts';
