import { quote } from '../../problem/index.ts';
import { ownValue, type RecordImage } from '../../record/index.ts';
import type { Reference } from '../../template/index.ts';
import type { RunContext } from '../engine/index.ts';
import type { Reason } from '../reasons/index.ts';
import { associatedRecord } from './associated-record.ts';
import { fetchedObject } from './fetched-object.ts';
import type { Resolved } from './resolved.ts';

/**
 * The value of a token's reference. No value differs from unknown: a record without a value for a property has none; a missing
 * property, an action that has not run and an event that did not happen are unknown, and a value that reads them fails
 * instead of clearing the property.
 */
export function valueOfReference([root, ...path]: Reference, context: RunContext): Resolved {
  const { record } = context;
  if (root === 'enrolled_object' || root === tokenOfType(record.objectTypeId))
    return memberOf(record, path[0], context);
  if (root === 'fetched_objects' && path[0] !== undefined) {
    const fetched = fetchedObject(path[0], context);
    return fetched.kind === 'found' ? memberOf(fetched.image, path[1], context) : fetched;
  }
  const otherType = typeOfToken(root);
  if (otherType !== undefined) {
    const other = associatedRecord(otherType, context);
    return other.kind === 'found' ? memberOf(other.image, path[0], context) : other;
  }
  if (root === 'action_outputs' && path[0] !== undefined && path[1] !== undefined)
    return outputOf(path[0].replace(/^action_output_/, ''), path.slice(1).join('.'), context);
  if (root === 'enrollment_events' && path[1] !== undefined) return eventProperty(path[1], context);
  return unknown(
    'UNKNOWN_TOKEN',
    `The token {{ ${[root, ...path].join('.')} }} names nothing that is known here.`,
  );
}

/** A property of a record, or its id. */
function memberOf(image: RecordImage, property: string | undefined, context: RunContext): Resolved {
  if (property === undefined) return { kind: 'value', value: image.id };
  return propertyOf(image, property, context);
}

export function propertyOf(image: RecordImage, property: string, { program }: RunContext): Resolved {
  const value = ownValue(image.properties, property);
  const definition = program.schema.properties(image.objectTypeId).get(property);
  if (definition) return { kind: 'value', value: value ?? null, type: definition.type };
  if (value !== undefined) return { kind: 'value', value };
  const message = `${quote(property)} is not a property of the object type ${image.objectTypeId}: it has nothing to say.`;
  return unknown('UNKNOWN_PROPERTY', message);
}

/** An empty output is a value; one that an action has not given is none. */
export function outputOf(actionId: string, key: string, { program, enrollment }: RunContext): Resolved {
  const outputs = ownValue(enrollment.outputs, actionId);
  const value = outputs && ownValue(outputs, key);
  if (value !== undefined) return { kind: 'value', value: value === '' ? null : value };
  const why = outputs
    ? `it gave ${Object.keys(outputs).map(quote).join(', ') || 'nothing'}`
    : program.nodes.has(actionId)
      ? 'it has not run in this passage, or gave nothing'
      : 'the flow has no such action';
  return unknown('OUTPUT_MISSING', `The action ${quote(actionId)} has no output ${quote(key)}: ${why}.`);
}

/** An event without a value for a property has none. Enrollments by hand or by criteria have no event. */
function eventProperty(property: string, { enrollment: { trigger } }: RunContext): Resolved {
  if (trigger.properties) return { kind: 'value', value: ownValue(trigger.properties, property) ?? null };
  const message = `There is no event to read ${quote(property)} of: the record was not enrolled by one.`;
  return unknown('EVENT_MISSING', message);
}

/** `_0_2.name` is the property of a company. */
export function typeOfToken(root: string): string | undefined {
  const [, kind, number] = /^_(\d+)_(\d+)$/.exec(root) ?? [];
  return kind === undefined ? undefined : `${kind}-${number}`;
}

/** `0-1` as the original writes it in tokens: `_0_1`. */
function tokenOfType(objectTypeId: string): string {
  return `_${objectTypeId.replace('-', '_')}`;
}

function unknown(reason: Reason, message: string): Resolved {
  return { kind: 'failed', reason, message };
}
