import type { Performer } from '../effects/index.ts';
import { codePerformer } from './code.ts';
import { emailPerformer } from './email.ts';
import type { PerformerEnvironment } from './environment.ts';
import { internalEmailPerformer } from './internal-email.ts';

/** The performers of all kinds of effects. */
export const PERFORMERS: readonly ((environment: PerformerEnvironment) => Performer)[] = [
  codePerformer,
  emailPerformer,
  internalEmailPerformer,
];
