import { quote } from '../../../problem/index.ts';
import { typeFound } from '../../definition/index.ts';
import type { RunContext } from '../../engine/index.ts';
import { type Fetched, fetchedObject, referencesIn } from '../../values/index.ts';
import type { CompileContext } from '../action-type.ts';

/** The one record that an action is about: the enrolled one, or the one that a data source of the flow picks. */
export type TargetRecord =
  | { readonly kind: 'enrolled' }
  | { readonly kind: 'fetched'; readonly name: string };

/** Reads `{{ enrolled_object }}` or `{{ fetched_objects.<name> }}`; undefined when it is neither. */
export function readTarget(token: string): TargetRecord | undefined {
  const [reference, ...others] = referencesIn(token);
  if (!reference || others.length > 0 || !/^\s*\{\{[^{}|]*\}\}\s*$/.test(token)) return undefined;
  const [root, name, member] = reference;
  if (root === 'enrolled_object' && name === undefined) return { kind: 'enrolled' };
  if (root === 'fetched_objects' && name !== undefined && member === undefined)
    return { kind: 'fetched', name };
  return undefined;
}

/** The object type of a target; undefined when the flow has no such data source. */
export function typeOfTarget(
  target: TargetRecord,
  { dataSources = [], objectTypeId }: FlowFacts,
): string | undefined {
  if (target.kind === 'enrolled') return objectTypeId;
  const source = dataSources.find(({ name }) => name === target.name);
  return source && typeFound(source, objectTypeId);
}

type FlowFacts = Pick<CompileContext, 'dataSources' | 'objectTypeId'>;

export function targetRecord(target: TargetRecord, run: RunContext): Fetched {
  return target.kind === 'enrolled' ? { kind: 'found', image: run.record } : fetchedObject(target.name, run);
}

export function notATarget(path: string, token: string | undefined) {
  const message = `${path} ${quote(token)} is neither "{{ enrolled_object }}" nor a data source of the flow, such as "{{ fetched_objects.fetched_object_1 }}".`;
  return { path, code: 'INVALID_TOKEN', message };
}
