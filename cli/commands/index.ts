/** The commands by their names, in the order of the help. Each is loaded when it is called: most need little of what the others do. */

import type { Commands } from './command.ts';

export const COMMANDS: Commands = {
  start: async () => (await import('./start.ts')).start,
  demo: async () => (await import('./demo.ts')).demo,
  doctor: async () => (await import('./doctor.ts')).doctor,
  profiles: async () => (await import('./profiles/index.ts')).profiles,
  flows: async () => (await import('./flows/index.ts')).flows,
  pull: async () => (await import('./pull.ts')).pull,
  diff: async () => (await import('./diff.ts')).diff,
  plan: async () => (await import('./plan.ts')).plan,
  apply: async () => (await import('./apply.ts')).apply,
  lint: async () => (await import('./lint.ts')).lint,
  simulate: async () => (await import('./simulate.ts')).simulate,
  test: async () => (await import('./test.ts')).test,
  explain: async () => (await import('./explain.ts')).explain,
  enroll: async () => (await import('./enroll.ts')).enroll,
  unenroll: async () => (await import('./unenroll.ts')).unenroll,
  enrollments: async () => (await import('./enrollments.ts')).enrollments,
  enrollment: async () => (await import('./enrollment.ts')).enrollment,
  steps: async () => (await import('./steps.ts')).steps,
  errors: async () => (await import('./errors/index.ts')).errors,
  revisions: async () => (await import('./revisions.ts')).revisions,
  restore: async () => (await import('./restore.ts')).restore,
  clock: async () => (await import('./clock/index.ts')).clock,
  tokens: async () => (await import('./tokens/index.ts')).tokens,
  accounts: async () => (await import('./accounts/index.ts')).accounts,
  postgres: async () => (await import('./postgres.ts')).postgres,
  backup: async () => (await import('./backup.ts')).backup,
  'restore-backup': async () => (await import('./restore-backup.ts')).restoreBackup,
  completion: async () => (await import('./completion.ts')).completion,
};
