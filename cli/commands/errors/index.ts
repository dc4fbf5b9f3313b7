/** `millrace errors`: what fails, by its cause, and another try. */
import { group } from '../group.ts';

export const errors = group({
  name: 'errors',
  summary: 'list what fails, by its cause; try it again',
  description:
    'The failed and skipped steps of all flows, by their cause: a line for each action and reason.',
  commands: {
    list: async () => (await import('./list.ts')).errorsList,
    retry: async () => (await import('./retry.ts')).errorsRetry,
  },
});
