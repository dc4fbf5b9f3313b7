/**
 * Audit: who did what to the account's flows, settings and passages, and when. Every verb that belongs here notes its entry
 * in the transaction that does the deed, so that the one is never there without the other. Values of secrets never come here.
 * Owns the table `audit_entries`. Rows in: from the verbs of all folders, through `noteAudit`; rows out: to whoever reads them.
 */

export { changedEntry, changedMembers, definitionEntry } from './definition-entry.ts';
export { forgetEntries } from './forget-entries.ts';
export { AUDIT_KINDS, type AuditKind, type AuditTarget } from './kinds.ts';
export { type AuditEntry, type Audited, noteAudit } from './note-audit.ts';
export { auditRoutes } from './routes.ts';
