import type { Source } from '../source.ts';
import { changes } from './changes.ts';
import { ended, enrolled } from './enrollments.ts';
import { events } from './events.ts';
import { mails } from './mails.ts';
import { steps } from './steps.ts';

/** The list of the sources. */
export const SOURCES: readonly Source[] = [ended, mails, steps, changes, enrolled, events];
