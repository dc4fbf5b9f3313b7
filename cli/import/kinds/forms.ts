import { isObject, parseRaw, type Raw, type RawObject } from '@millrace/core/raw';
import { alike } from '../../files/alike.ts';
import { everyPage } from '../../support/every-page.ts';
import type { Target } from '../../target/target.ts';
import { bring, CannotBeTaken } from '../bring.ts';
import type { Importing } from '../importing.ts';
import { SUBSCRIPTION } from '../own-kinds.ts';

const PAGE = 100;
/** What a server gives by itself. */
const OF_THE_SERVER = new Set(['createdAt', 'updatedAt', 'archived', 'archivedAt']);

/** Forms keep their ids: pages that have them embedded go on naming them. */
export async function bringForms(importing: Importing): Promise<void> {
  const there = await formsOf(importing.target);
  for (const form of await formsOf(importing.source)) {
    const { id, name } = form;
    await bring(importing, {
      choice: 'forms',
      what: 'forms',
      coming: { kind: 'form', id, name },
      ids: 'KEPT',
      there,
      differences: (other) => differences(translated(importing, form), translated(undefined, other)),
      make: async () => {
        const body = { ...translated(importing, form), id };
        return (
          await importing.target.call('POST /marketing/v3/forms', { body: JSON.stringify(body) as never })
        ).id;
      },
    });
  }
}

interface Form {
  readonly id: string;
  readonly name: string;
  readonly body: RawObject;
}

async function formsOf(target: Target): Promise<readonly Form[]> {
  const forms = await everyPage((after) =>
    target.call('GET /marketing/v3/forms', { query: { limit: PAGE, after, formTypes: 'all' } }),
  );
  return forms.map((form) => {
    const body = parseRaw(JSON.stringify(form));
    return { id: form.id, name: form.name, body: isObject(body) ? body : {} };
  });
}

/** The body with the ids of the target; without an import as it is. */
function translated(importing: Importing | undefined, { body }: Form): RawObject {
  const own = Object.entries(body).filter(([member]) => !OF_THE_SERVER.has(member) && member !== 'id');
  const form = Object.fromEntries(own);
  return importing ? (withTargetIds(importing, form, '') as RawObject) : form;
}

function withTargetIds(importing: Importing, raw: Raw, member: string): Raw {
  if (Array.isArray(raw)) return raw.map((item) => withTargetIds(importing, item, member));
  if (isObject(raw))
    return Object.fromEntries(
      Object.entries(raw).map(([name, value]) => [name, withTargetIds(importing, value, name)]),
    );
  const id = raw === null ? '' : String(raw);
  if (member === 'objectTypeId' && /^2-\d+$/.test(id)) return idOf(importing, 'objectType', id);
  if (member === 'subscriptionTypeId' || member === 'subscriptionTypeIds')
    return Number(idOf(importing, SUBSCRIPTION, id));
  if (member === 'notifyRecipients' && id !== '') return importing.state.idOf('user', id) ?? id;
  return raw;
}

function idOf({ state }: Importing, kind: string, id: string): string {
  const known = state.idOf(kind, id);
  if (known === undefined) throw new CannotBeTaken(`it names the ${kind} ${id}, which has not been taken`);
  return known;
}

function differences(source: RawObject, target: RawObject): readonly string[] {
  const members = ['name', 'fieldGroups', 'configuration', 'legalConsentOptions'];
  const differing = members.filter((member) => !says(target[member], source[member]));
  return differing.length === 0 ? [] : [`it differs in ${differing.join(', ')}`];
}

/** Whether the target says all that the source does: it may fill in more. */
function says(target: Raw | undefined, source: Raw | undefined): boolean {
  if (isObject(source) && isObject(target))
    return Object.keys(source).every((member) => says(target[member], source[member]));
  if (Array.isArray(source) && Array.isArray(target))
    return source.length === target.length && source.every((item, at) => says(target[at], item));
  return alike(source, target);
}
