/** The commands, in the order of the help. */
import { apply } from './apply.ts';
import { clock } from './clock/index.ts';
import type { AddCommand } from './command.ts';
import { demo } from './demo.ts';
import { diff } from './diff.ts';
import { flows } from './flows/index.ts';
import { plan } from './plan.ts';
import { profiles } from './profiles/index.ts';
import { pull } from './pull.ts';
import { start } from './start.ts';

export const COMMANDS: readonly AddCommand[] = [start, demo, profiles, flows, pull, diff, plan, apply, clock];
