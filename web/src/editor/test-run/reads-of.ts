import { isObject, type Raw, type RawFlow } from '../../flow-body/index.ts';

/** Members that name a property of the record, wherever they stand in a flow. */
const NAMING = new Set(['property', 'propertyName', 'dateProperty', 'targetProperty', 'property_name']);
/** As many are offered. */
const OFFERED = 8;

/** The properties of its records that a flow names, in the order in which one reads it; of an event or an output none. */
export function readsOf(flow: RawFlow): readonly string[] {
  const found = new Set<string>();
  walk(flow['enrollmentCriteria'], found);
  walk(flow['goalFilterBranch'], found);
  walk(flow['actions'], found);
  return [...found].filter((name) => !name.startsWith('hs_')).slice(0, OFFERED);
}

function walk(raw: Raw | undefined, found: Set<string>): void {
  if (Array.isArray(raw)) for (const each of raw) walk(each, found);
  else if (isObject(raw)) {
    if (raw['actionTypeId'] === SEND_EMAIL) found.add('email');
    for (const [member, value] of Object.entries(raw))
      if (typeof value === 'string') {
        if (NAMING.has(member) && value !== '') found.add(value);
        for (const [, name] of value.matchAll(TOKEN)) found.add(name!);
      } else walk(value, found);
  }
}

/** Names no property, and goes to this one. */
const SEND_EMAIL = '0-4';

/** `{{ contact.firstname }}`, `{{ enrolled_object.city }}`: in texts of mails and requests. */
const TOKEN = /\{\{\s*(?:contact|company|deal|ticket|enrolled_object)\.(\w+)/g;
