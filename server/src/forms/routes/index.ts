import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import { definitionRoutes } from './forms.ts';
import { submissionRoutes } from './submissions.ts';
import { submittedRoutes } from './submitted.ts';

/** The routes of forms: their definitions, their submissions, and these read back. */
export function formRoutes(app: App, store: Store): void {
  definitionRoutes(app, store);
  submissionRoutes(app, store);
  submittedRoutes(app, store);
}
