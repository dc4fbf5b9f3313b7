/** `millrace clock`: what time it is, and how it goes on. */
import { group } from '../group.ts';

export const clock = group({
  name: 'clock',
  summary: "read or move the account's clock",
  description:
    "The account's clock. In development mode it can be moved forward: all that falls due on the way is done, each thing at its own instant.",
  commands: {
    show: async () => (await import('./show.ts')).clockShow,
    advance: async () => (await import('./advance.ts')).clockAdvance,
    settle: async () => (await import('./settle.ts')).clockSettle,
  },
});
