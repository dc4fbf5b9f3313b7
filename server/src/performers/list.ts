import type { Performer } from '../effects/index.ts';
import { emailPerformer } from './email.ts';
import type { PerformerEnvironment } from './environment.ts';

/** How each kind of effect is done. */
export const PERFORMERS: readonly ((environment: PerformerEnvironment) => Performer)[] = [emailPerformer];
