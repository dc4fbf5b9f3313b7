import type { FlowAccess } from '../effects/index.ts';
import type { Store } from '../history/index.ts';

/** What the routes of messages work with: a message is open to whom its flow and the records in it are. */
export interface MessageService {
  readonly store: Store;
  readonly flows: FlowAccess;
}
