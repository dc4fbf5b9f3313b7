/**
 * The platform under the features, which knows none of them: configuration, the database and its migrations, the embedded
 * PostgreSQL, HTTP with its errors, the log, and the wake-up calls between lanes and processes.
 * Owns the table `migrations`.
 */
// First of all imports: it configures zod, and schemas made earlier would miss that.
import '@millrace/core/problem';

export { addressForRecipients, addressOf, hostOf, hostsOf, pathPrefixOf } from './address.ts';
export { accountKey, LOCKS } from './advisory-locks.ts';
export {
  type AnswerOf,
  authorAnswer,
  batchAnswerOf,
  errorAnswer,
  errorDetail,
  forwardPaging,
  instantAnswer,
  noContent,
  pageOf,
  paging,
  resultsOf,
  warningAnswer,
} from './answers.ts';
export { takingAnyForm } from './any-form.ts';
export { type Author, authorOf } from './author.ts';
export { fromBase64url } from './base64url.ts';
export { type BatchError, batchAnswer, batchError, type InputContext } from './batch.ts';
export { callerLeft } from './caller-left.ts';
export {
  type CodeConfig,
  type Config,
  ConfigError,
  type Mode,
  type OutgoingConfig,
  type Role,
  readConfig,
  USUAL_CODE,
  usualOutgoing,
} from './config.ts';
export {
  Availability,
  atPrimary,
  codeOf,
  type DatabaseAddress,
  DatabaseUnavailable,
  type Db,
  type Fragment,
  type InsertedColumn,
  insertRows,
  LANE_LIMITS,
  type OnStatement,
  onlyThrough,
  openDatabase,
  type PoolOptions,
  placeOf,
  REQUEST_LIMITS,
  type Release,
  type ReservedSql,
  type Row,
  readingIn,
  releaseOf,
  routed,
  type SessionLimits,
  type Sql,
  type Tx,
  urlOfEachHost,
  withinMs,
} from './database/index.ts';
export { namedWhenSlow } from './database-refusal.ts';
export { type Doorman, placeDoorman } from './doorman.ts';
export { drawId, drawIds } from './draw-ids.ts';
export {
  type EmbeddedPostgres,
  embeddedFolder,
  findEmbedded,
  fit,
  lookAtMachine,
  type Machine,
  type Setting,
  startEmbedded,
} from './embedded/index.ts';
export { ApiError, conflict, detailsOf, type ErrorDetail, invalid, notFound, refused } from './errors.ts';
export { gathered } from './gather.ts';
export { type Hint, type HintKind, Hints, keyOf } from './hints.ts';
export {
  type Admission,
  type App,
  type Authenticate,
  BODY_BYTES_MAX,
  type Caller,
  createHttp,
  type HttpOptions,
  missingScopes,
  type Pages,
  requireScopes,
  withRequest,
} from './http.ts';
export { idNotTaken } from './ids-not-taken.ts';
export { isDroppedByAnother, isHeldByAnother, isOurs, LOCK_NOT_AVAILABLE, tookTooLong } from './is-ours.ts';
export { JSON_LEVELS_MAX, JSON_VALUES_MAX } from './json-body.ts';
export { KeptByCost } from './kept-by-cost.ts';
export { createLog, type Log } from './log.ts';
export { lookThrough, ROWS_LOOKED_AT_MAX } from './look-through.ts';
export { LruCache } from './lru-cache.ts';
export {
  type AppliedMigration,
  appliedMigrations,
  migrate,
  refuseUnknownMigrations,
} from './migrations/index.ts';
export { KEPT_TOGETHER } from './migrations/spread.ts';
export { boundsOfMonth, monthName, monthOf, nextMonth } from './months.ts';
export { networkOf } from './open-calls.ts';
export { escapeText, newNonce, PAGE_HEADERS, pageHtml } from './page.ts';
export {
  calledUnder,
  cursorOfTime,
  type Found,
  linkTo,
  page,
  pageFound,
  pageTwoWays,
  pagingQuery,
  pagingTo,
  type Stretch,
  stretchFor,
  type TimePlace,
  timeCursor,
} from './paging.ts';
export { type DailyUsage, RateLimiter, type RateLimits } from './rate-limiter.ts';
export { parseSecretKey } from './secret-key.ts';
export { Slots } from './slots.ts';
export { DEVELOPER_KEY, notServed } from './targets.ts';
export { ASKING_MS_MAX, Turns } from './turns.ts';
export { storableJson, storableText } from './unstorable-text.ts';
export {
  epochMillis,
  flag,
  INSTANT_LATEST,
  idOf,
  idText,
  instant,
  pathName,
  searchText,
  severalOf,
  truth,
  whole,
} from './vocabulary.ts';
export { mayWait } from './waits-once.ts';
export { Wake, type Work } from './wake.ts';
export { warnInHeader, warnOfId } from './warn-in-header.ts';
