/**
 * The public API in types: what each operation takes and answers, by its own description. The page, the command line and the tests of others
 * are checked against it; how a request is sent is theirs.
 */
export {
  type Answer,
  type Arguments,
  type Given,
  type LooseGiven,
  type OperationName,
  pathOf,
} from './operation.ts';
export type * from './operations.ts';
