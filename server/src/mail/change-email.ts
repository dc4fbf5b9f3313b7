import type { EpochMillis } from '@millrace/core/time';
import { type AuditEntry, changedEntry, definitionEntry, noteAudit } from '../audit/index.ts';
import type { Store } from '../history/index.ts';
import { type Caller, invalid } from '../platform/index.ts';
import { definitionOf, type EmailDefinition, type UpdateBody } from './body.ts';
import { type MarketingEmail, saying } from './email.ts';
import { type EmailRevision, wordsOf } from './email-revision.ts';
import { noSuchEmail, RenderError } from './errors.ts';
import { keepRevision } from './queries/email-revisions.ts';
import { loadEmails, lockEmail, updateEmail } from './queries/emails.ts';
import { renderEmail } from './render.ts';
import { isPublished, publishedState, unpublishedState } from './state.ts';

/** The changed email; null when nothing changes. */
export type EmailChange = (email: MarketingEmail, now: EpochMillis) => MarketingEmail | null;

/** Changes one email, which is locked meanwhile. 404 when there is none, or when it is archived and `archived` is not asked for. */
export function changeEmail(
  store: Store,
  caller: Caller,
  id: string,
  archived: boolean,
  change: EmailChange,
): Promise<MarketingEmail> {
  const { accountId, tokenId } = caller;
  return store.write(accountId, async (unit) => {
    const email = await lockEmail(unit, id);
    if (!email || (email.archivedAt !== null) !== archived) throw noSuchEmail(id);
    const changed = change(email, unit.account.now);
    if (!changed) return email;
    await updateEmail(unit, { ...changed, updatedBy: tokenId });
    await keepRevision(unit, caller, id);
    await noteAudit(unit, caller, ...entriesOf(email, changed));
    return (await loadEmails(unit.tx, accountId, [id])).get(id)!;
  });
}

function entriesOf(before: MarketingEmail, after: MarketingEmail): AuditEntry[] {
  const named = { id: after.id, name: after.name };
  const entries: AuditEntry[] = [];
  if (before.archivedAt !== null && after.archivedAt === null)
    entries.push(definitionEntry('EMAIL', 'RESTORED', named));
  const words = ({ name, definition, draft }: MarketingEmail) => ({ name, definition, draft });
  entries.push(...changedEntry('EMAIL', named, words(before), words(after)));
  const [was, is] = [isPublished(before.state), isPublished(after.state)];
  if (!was && is) entries.push(stateEntry('EMAIL_PUBLISHED', after, 'Published'));
  if (was && !is) entries.push(stateEntry('EMAIL_UNPUBLISHED', after, 'Unpublished'));
  if (before.archivedAt === null && after.archivedAt !== null)
    entries.push(definitionEntry('EMAIL', 'DELETED', named));
  return entries;
}

function stateEntry(
  kind: 'EMAIL_PUBLISHED' | 'EMAIL_UNPUBLISHED',
  { id, name, state }: MarketingEmail,
  did: string,
): AuditEntry {
  return { kind, id, name, summary: `${did} the email ${id} "${name}".`, detail: { state } };
}

/** Members of the body over those of the email; a state or `archived` in it publishes, unpublishes, archives or restores. */
export function patched(body: UpdateBody): EmailChange {
  return (email, now) => {
    const definition = definitionOf(body, email.definition);
    const state = body.state ?? email.state;
    const archived = body.archived ?? email.archivedAt !== null;
    return {
      ...email,
      definition,
      name: body.name ?? email.name,
      state,
      publishedAt: isPublished(state) ? (email.publishedAt ?? now) : null,
      archivedAt: archived ? (email.archivedAt ?? now) : null,
      updatedAt: now,
    };
  };
}

/** Changes that wait for the next publishing. */
export function drafted(body: UpdateBody): EmailChange {
  return (email, now) => ({
    ...email,
    draft: definitionOf(body, email.draft ?? email.definition),
    updatedAt: now,
  });
}

/** The definition of a revision becomes the draft, in the place of the earlier draft. */
export function restoredToDraft(revision: EmailRevision): EmailChange {
  return (email, now) => ({ ...email, draft: wordsOf(revision), updatedAt: now });
}

/** The definition of a revision becomes the email's; no draft waits. Its state stays. 400 when it is published and cannot be rendered. */
export function restored(revision: EmailRevision): EmailChange {
  return (email, now) => {
    const changed = { ...live(email, wordsOf(revision)), updatedAt: now };
    if (isPublished(email.state)) checkRendering(changed);
    return changed;
  };
}

/** Drops the changes that wait. */
export const draftDropped: EmailChange = (email, now) =>
  email.draft === null ? null : { ...email, draft: null, updatedAt: now };

/** Makes the draft live. 400, naming the part, when it renders for no contact. */
export const published: EmailChange = (email, now) => {
  if (isPublished(email.state) && email.draft === null) return null;
  const changed = { ...live(email, email.draft ?? email.definition), state: publishedState(email.state) };
  checkRendering(changed);
  return { ...changed, publishedAt: now, updatedAt: now };
};

export const unpublished: EmailChange = (email, now) =>
  isPublished(email.state)
    ? { ...email, state: unpublishedState(email.state), publishedAt: null, updatedAt: now }
    : null;

export const archived: EmailChange = (email, now) => ({ ...email, archivedAt: now, updatedAt: now });

/** An email that says this, with nothing waiting. */
function live(email: MarketingEmail, definition: EmailDefinition): MarketingEmail {
  const name = (definition['name'] as string | undefined) ?? email.name;
  return { ...email, ...saying(definition), name, draft: null };
}

function checkRendering(email: MarketingEmail): void {
  try {
    renderEmail(email, {});
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    throw invalid([{ path: error.part, code: 'RENDER_ERROR', message: error.message }]);
  }
}
