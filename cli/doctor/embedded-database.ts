import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { embeddedFolder } from '../../server/src/platform/index.ts';
import { type Check, well } from './check.ts';

/** A program that says its version takes a moment. */
const PATIENCE_MS = 10_000;

export const embeddedDatabase: Check = {
  name: 'PostgreSQL',
  async look({ databaseUrl }) {
    if (databaseUrl !== undefined)
      return well('the embedded one is not needed: MILLRACE_DATABASE_URL is set');
    try {
      const program = path.join(embeddedFolder(), 'bin', 'postgres');
      const { stdout } = await promisify(execFile)(program, ['--version'], { timeout: PATIENCE_MS });
      return well(`embedded, ${stdout.trim()}`);
    } catch (error) {
      return {
        state: 'wrong',
        says: (error as Error).message,
        todo: 'Install again, with optional dependencies and install scripts allowed; or set MILLRACE_DATABASE_URL.',
      };
    }
  },
};
