/** `millrace flows`: what flows there are, and whether they are on. */
import { group } from '../group.ts';

export const flows = group({
  name: 'flows',
  summary: 'list flows, read one, turn it on or off, pause it',
  description: 'The flows of the account. A flow is named by its id, or by its name where only one bears it.',
  commands: {
    list: async () => (await import('./list.ts')).flowsList,
    show: async () => (await import('./show.ts')).flowsShow,
    on: async () => (await import('./turn.ts')).flowsOn,
    off: async () => (await import('./turn.ts')).flowsOff,
    pause: async () => (await import('./pause.ts')).flowsPause,
    resume: async () => (await import('./resume.ts')).flowsResume,
  },
});
