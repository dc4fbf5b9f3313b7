/** The public API, typed by its own description. All that the page knows of a server comes through here. */
export type * from '@millrace/client';
export { BASE } from './base.ts';
export { type Answer, call, callText, type Given } from './client.ts';
export { ApiFailure, type FailureDetail, isMissing, isMissingScope } from './failure.ts';
export { type Mentions, useNamesOf, useSaid } from './names.ts';
export {
  everyObjectType,
  type ObjectTypeName,
  objectTypes,
  useObjectTypeName,
  useObjectTypes,
} from './object-types.ts';
export { pages } from './pages.ts';
export { query } from './query.ts';
export { onSignedOut, queryClient } from './query-client.ts';
export { useNamesOfRecords, useRecordName } from './record-names.ts';
export { reloadForAnother, session, signIn, signOut, useScope, useSession } from './session.ts';
export { onHint, startLive, useStanding } from './stream/index.ts';
export type { HintKind, LiveMeta, Topic } from './topics.ts';
