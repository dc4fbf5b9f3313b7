import { type Config, ConfigError, readConfig } from '../../server/src/platform/index.ts';
import { type Found, well } from './check.ts';

/** The settings of the environment, by which everything else is looked at; none where they cannot be read. */
export function readSettings(): { readonly config: Config | undefined; readonly found: Found } {
  try {
    const config = readConfig(process.env);
    return { config, found: well(`${config.mode} mode, data in ${config.dataDir}`) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const todo = 'Correct or remove the variables. docs/operations.md lists all settings.';
    return { config: undefined, found: { state: 'wrong', says: error.message, todo } };
  }
}
