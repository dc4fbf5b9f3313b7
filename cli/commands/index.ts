/** The commands, in the order of the help. */

import { accounts } from './accounts/index.ts';
import { apply } from './apply.ts';
import { clock } from './clock/index.ts';
import type { AddCommand } from './command.ts';
import { completion } from './completion.ts';
import { demo } from './demo.ts';
import { diff } from './diff.ts';
import { doctor } from './doctor.ts';
import { enroll } from './enroll.ts';
import { enrollment } from './enrollment.ts';
import { enrollments } from './enrollments.ts';
import { errors } from './errors/index.ts';
import { explain } from './explain.ts';
import { flows } from './flows/index.ts';
import { importPortal } from './import.ts';
import { lint } from './lint.ts';
import { plan } from './plan.ts';
import { profiles } from './profiles/index.ts';
import { pull } from './pull.ts';
import { restore } from './restore.ts';
import { revisions } from './revisions.ts';
import { simulate } from './simulate.ts';
import { start } from './start.ts';
import { steps } from './steps.ts';
import { tokens } from './tokens/index.ts';
import { unenroll } from './unenroll.ts';

export const COMMANDS: readonly AddCommand[] = [
  start,
  demo,
  doctor,
  profiles,
  flows,
  pull,
  diff,
  plan,
  apply,
  importPortal,
  lint,
  simulate,
  explain,
  enroll,
  unenroll,
  enrollments,
  enrollment,
  steps,
  errors,
  revisions,
  restore,
  clock,
  tokens,
  accounts,
  completion,
];
