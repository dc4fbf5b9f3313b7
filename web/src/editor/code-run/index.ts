/** Runs the code of an action from its form, with inputs of a record or by hand. */
import { later } from '../later.tsx';

export const CodeRun = later(async () => (await import('./code-run.tsx')).CodeRun);
