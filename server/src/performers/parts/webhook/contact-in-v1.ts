import { type CrmSchema, sourceType } from '@millrace/core/crm';
import { instantOf, type PropertyDefinition } from '@millrace/core/property';
import type { RecordImage } from '@millrace/core/record';
import type { SubmissionOfContact } from '../../../forms/index.ts';
import type { ValuesRow } from '../../../history/index.ts';
import type { RecordMembership } from '../../../lists/index.ts';

/** A contact, and what the older API tells beside its values. */
export interface ToldContact {
  readonly image: RecordImage;
  /** The latest first. */
  readonly changes: readonly ValuesRow[];
  readonly memberships: readonly RecordMembership[];
  readonly submissions: readonly SubmissionOfContact[];
}

/** Versions of one property, the present value included. */
export const VERSIONS_MAX = 20;
/** Characters of all versions of a contact together; further ones are left out, the oldest first. */
export const VERSION_CHARACTERS_MAX = 500_000;

const CONTACT = '0-1';

/**
 * A contact in the shape of the older contacts API, which receivers of webhooks know: every value with its history, dates in milliseconds.
 * Values of sensitive properties are left out: whoever reads the receiver's log would read them.
 */
export function contactInV1(contact: ToldContact, portalId: number, schema: CrmSchema) {
  const { image, memberships, submissions } = contact;
  const vid = Number(image.id);
  return {
    vid,
    'canonical-vid': vid,
    'merged-vids': idsIn(image.properties['hs_merged_object_ids']),
    'portal-id': portalId,
    'is-contact': true,
    properties: propertiesOf(contact, schema),
    'form-submissions': submissions.map((submission) => submissionOf(submission, portalId)),
    'list-memberships': memberships.map(({ listId, joinedAt }) => ({
      'static-list-id': Number(listId),
      'internal-list-id': Number(listId),
      timestamp: joinedAt,
      vid,
      'is-member': true,
    })),
    'identity-profiles': [
      {
        vid,
        'saved-at-timestamp': image.createdAt,
        'deleted-changed-timestamp': 0,
        identities: identitiesOf(image),
      },
    ],
    'merge-audits': [],
  };
}

interface Version {
  readonly value: string;
  readonly 'source-type': string;
  readonly 'source-id': string | null;
  readonly 'source-label': null;
  readonly timestamp: number;
  readonly selected: false;
}

function propertiesOf({ image, changes }: ToldContact, schema: CrmSchema) {
  const definitions = schema.properties(CONTACT);
  const sensitive = schema.sensitiveProperties(CONTACT);
  const versions = versionsIn(changes, definitions);
  const names = Object.keys(image.properties)
    .filter((name) => !sensitive.has(name))
    .sort();
  return Object.fromEntries(
    names.map((name) => {
      const value = inV1(image.properties[name]!, definitions.get(name));
      return [name, { value, versions: versions.get(name) ?? [] }];
    }),
  );
}

function versionsIn(changes: readonly ValuesRow[], definitions: Definitions) {
  const versions = new Map<string, Version[]>();
  let characters = 0;
  for (const { values, at, source } of changes) {
    for (const [name, shown] of shownIn(values, definitions)) {
      const known = versions.get(name) ?? [];
      characters += shown.length;
      if (known.length >= VERSIONS_MAX || characters > VERSION_CHARACTERS_MAX) continue;
      versions.set(name, known);
      known.push({
        value: shown,
        'source-type': sourceType(source),
        'source-id': source.id ?? null,
        'source-label': null,
        timestamp: at,
        selected: false,
      });
    }
  }
  return versions;
}

type Values = ValuesRow['values'];
type Definitions = ReadonlyMap<string, PropertyDefinition>;

const shown = new WeakMap<Values, { readonly definitions: Definitions; readonly values: Shown }>();
type Shown = readonly (readonly [name: string, value: string])[];

/** A simulation tells of the same changes at each of its webhooks. */
function shownIn(values: Values, definitions: Definitions): Shown {
  const known = shown.get(values);
  if (known?.definitions === definitions) return known.values;
  const found = Object.entries(values).map(
    ([name, value]) => [name, inV1(value ?? '', definitions.get(name))] as const,
  );
  shown.set(values, { definitions, values: found });
  return found;
}

/** Dates as epoch milliseconds; everything else as it is. */
function inV1(value: string, definition: PropertyDefinition | undefined): string {
  if (definition?.type !== 'date' && definition?.type !== 'datetime') return value;
  const at = instantOf(value);
  return at === null ? value : String(at);
}

function submissionOf(submission: SubmissionOfContact, portalId: number) {
  const { id, formId, formName, submittedAt, pageUrl } = submission;
  return {
    'conversion-id': id,
    timestamp: submittedAt,
    'form-id': formId,
    'portal-id': portalId,
    'page-url': pageUrl,
    title: formName,
    'form-type': 'HUBSPOT',
    'contact-associated-by': ['EMAIL'],
    'meta-data': [],
  };
}

function identitiesOf({ properties, createdAt }: RecordImage) {
  const others = (properties['hs_additional_emails'] ?? '').split(';').filter((email) => email !== '');
  const { email } = properties;
  return [...(email === undefined ? [] : [email]), ...others].map((value, index) => ({
    type: 'EMAIL',
    value,
    timestamp: createdAt,
    ...(index === 0 && email !== undefined ? { 'is-primary': true } : {}),
  }));
}

function idsIn(text: string | undefined): number[] {
  return (text ?? '')
    .split(';')
    .filter((id) => /^\d+$/.test(id))
    .map(Number);
}
