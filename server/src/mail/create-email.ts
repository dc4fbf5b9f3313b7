import type { Store } from '../history/index.ts';
import type { Caller } from '../platform/index.ts';
import { definitionOf, type EmailDefinition } from './body.ts';
import type { MarketingEmail } from './email.ts';
import { noSuchEmail } from './errors.ts';
import { insertEmail, loadEmails } from './queries/emails.ts';
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
    insertEmail(unit, {
      name,
      definition: definitionOf(body),
      state,
      published: isPublished(state),
      by: caller.tokenId,
    }),
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
    const source = (await loadEmails(unit.tx, caller.accountId, [id])).get(id);
    if (!source || source.archivedAt !== null) throw noSuchEmail(id);
    const name = changed.name ?? `${source.name} (copy)`;
    const definition = {
      ...(source.draft ?? source.definition),
      name,
      clonedFrom: id,
      ...(changed.language === undefined ? {} : { language: changed.language }),
    };
    return insertEmail(unit, {
      name,
      definition,
      state: unpublishedState(source.state),
      published: false,
      by: caller.tokenId,
    });
  });
}
