import type { Performer } from '../effects/index.ts';
import { alertPerformer } from './alert.ts';
import { appActionPerformer } from './app-action.ts';
import { codePerformer } from './code.ts';
import { emailPerformer } from './email.ts';
import type { PerformerEnvironment } from './environment.ts';
import { internalEmailPerformer } from './internal-email.ts';
import { webhookPerformer } from './webhook.ts';

/** The performers of all kinds of effects. */
export const PERFORMERS: readonly ((environment: PerformerEnvironment) => Performer)[] = [
  alertPerformer,
  appActionPerformer,
  codePerformer,
  emailPerformer,
  internalEmailPerformer,
  webhookPerformer,
];
