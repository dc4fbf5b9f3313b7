import { definitionEntry, noteAudit } from '../audit/index.ts';
import type { Store, Unit } from '../history/index.ts';
import type { Caller } from '../platform/index.ts';
import { definitionOf, type EmailDefinition } from './body.ts';
import type { MarketingEmail } from './email.ts';
import { findEmail } from './find-email.ts';
import { keepRevision } from './queries/email-revisions.ts';
import { insertEmail, type NewEmail } from './queries/emails.ts';
import { firstState, isPublished, unpublishedState } from './state.ts';

/** Makes an email of a checked body. */
export function createEmail(
  store: Store,
  caller: Caller,
  body: EmailDefinition & { readonly name: string; readonly state?: string; readonly subcategory?: string },
): Promise<MarketingEmail> {
  const state = firstState(body);
  const { name } = body;
  return store.write(caller.accountId, (unit) =>
    insert(unit, caller, { name, definition: definitionOf(body), state, published: isPublished(state) }),
  );
}

/** Makes an unpublished copy of an email as it is now. */
export function cloneEmail(
  store: Store,
  caller: Caller,
  id: string,
  changed: { readonly name: string | undefined; readonly language: string | undefined },
): Promise<MarketingEmail> {
  return store.write(caller.accountId, async (unit) => {
    const source = await findEmail(unit.tx, caller.accountId, id);
    const name = changed.name ?? `${source.name} (copy)`;
    const definition = {
      ...(source.draft ?? source.definition),
      name,
      clonedFrom: id,
      ...(changed.language === undefined ? {} : { language: changed.language }),
    };
    return insert(unit, caller, {
      name,
      definition,
      state: unpublishedState(source.state),
      published: false,
    });
  });
}

async function insert(unit: Unit, caller: Caller, email: Omit<NewEmail, 'by'>): Promise<MarketingEmail> {
  const made = await insertEmail(unit, { ...email, by: caller.tokenId });
  await keepRevision(unit, caller, made.id);
  const { id, name, state } = made;
  await noteAudit(unit, caller, definitionEntry('EMAIL', 'CREATED', { id, name, detail: { state } }));
  return made;
}
