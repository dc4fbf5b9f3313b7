/** Runs the code of an action from its form, with inputs of a record or by hand. Loaded when it is first asked for. */
import { lazy } from 'react';

export const CodeRun = lazy(() => import('./code-run.tsx'));
