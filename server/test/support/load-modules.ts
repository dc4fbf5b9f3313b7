import { flushCompileCache, registerHooks } from 'node:module';
import { afterAll } from 'vitest';

/**
 * A file of tests loads some 2,300 modules. The runner sees to each import of ours, and tells its main process of it, which serves watching
 * only and costs as much as loading them. An import here says the file that it means, so there is nothing to look for.
 */
const all = globalThis as { [KEY]?: true };
const KEY = Symbol.for('millrace.tests.loading');

if (process.env['VITEST_MODE'] !== 'WATCH' && !all[KEY]) {
  all[KEY] = true;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier.startsWith('.') && specifier.endsWith('.ts')
        ? { url: new URL(specifier, context.parentURL).href, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context),
  });
}

// Workers are ended, and keep nothing by themselves. Kept is what is new only.
afterAll(() => flushCompileCache());
