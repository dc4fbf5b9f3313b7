import { checkProperties, type ObjectType, withDerived } from '../../../crm/index.ts';
import { quote } from '../../../problem/index.ts';
import type { RecordImage, RecordRef } from '../../../record/index.ts';
import type { Ask, Outcome, RunContext, Write } from '../../engine/index.ts';
import { writable } from '../../engine/index.ts';
import type { CompileContext } from '../action-type.ts';

/** A property of an object type that an action writes. */
export interface WrittenProperty {
  readonly type: ObjectType;
  readonly name: string;
}

type Unfinished = Extract<Outcome, { kind: 'failed' | 'needs' }>;

/** The write of a resolved value to one record, checked as the API checks it; or why not. */
export function writeOf(
  { type, name }: WrittenProperty,
  given: string | null,
  image: RecordImage,
  run: RunContext,
  { schema }: CompileContext,
): { readonly kind: 'write'; readonly write: Write; readonly value: string | null } | Unfinished {
  const checked = checkProperties(schema, type, { ...pipelineOf(type, image), [name]: given }, 'update');
  if (!checked.ok) {
    const [first] = checked.problems;
    return { kind: 'failed', reason: first!.code, message: first!.message };
  }
  const value = checked.value[name] ?? null;
  if (value !== null && image.properties[name] !== value) {
    const taken = uniqueTaken({ type, name }, value, image, run);
    if (taken) return taken;
  }
  const values = inFirstStage({ type, name }, value, image, schema);
  const all = withDerived(schema, type, image.properties, values, run.now);
  return { kind: 'write', value, write: { kind: 'setProperties', ref: image, values: all } };
}

/** A stage is checked against the pipeline that the record is in. */
function pipelineOf({ pipeline }: ObjectType, image: RecordImage): Record<string, string> {
  const name = pipeline?.pipelineProperty;
  const present = name === undefined ? undefined : image.properties[name];
  return name !== undefined && present !== undefined ? { [name]: present } : {};
}

/** A record that moves to another pipeline begins in its first stage: a stage of the one that it leaves would be in neither. */
function inFirstStage(
  { type, name }: WrittenProperty,
  value: string | null,
  image: RecordImage,
  schema: CompileContext['schema'],
): Record<string, string | null> {
  const { pipeline } = type;
  if (pipeline?.pipelineProperty !== name || value === null) return { [name]: value };
  const stages = schema.pipelines(type.id).find(({ id }) => id === value)?.stages ?? [];
  const present = image.properties[pipeline.stageProperty];
  const [first] = stages;
  return first && !stages.some(({ id }) => id === present)
    ? { [name]: value, [pipeline.stageProperty]: first.id }
    : { [name]: value };
}

function uniqueTaken(
  { type, name: property }: WrittenProperty,
  value: string,
  image: RecordImage,
  run: RunContext,
): Unfinished | null {
  if (!run.program.schema.uniqueProperties(type.id).includes(property)) return null;
  const ask = { kind: 'uniqueValue', objectTypeId: type.id, property, value } as const;
  const holder = run.workspace.answer(ask);
  if (holder === undefined) return { kind: 'needs', asks: [ask] };
  if (holder === null || holder === image.id) return null;
  const message = `${quote(value)} is the ${property} of record ${holder} already.`;
  return { kind: 'failed', reason: 'UNIQUE_VALUE_TAKEN', message };
}

export type Targets =
  | { readonly kind: 'ready'; readonly images: readonly RecordImage[] }
  | Extract<Outcome, { kind: 'needs' }>;

/** The records among these that are there, each held for writing. */
export function recordsToWrite(run: RunContext, refs: readonly RecordRef[]): Targets {
  const asks: Ask[] = [];
  const images: RecordImage[] = [];
  for (const ref of refs) {
    const found = writable(run.workspace, ref);
    if (found.kind === 'needs') asks.push(...found.asks);
    else if (found.kind === 'ready') images.push(found.image);
  }
  return asks.length > 0 ? { kind: 'needs', asks } : { kind: 'ready', images };
}

export function unknownProperty(
  path: string,
  name: string,
  type: ObjectType | undefined,
  { schema }: CompileContext,
) {
  const isArchived = type && schema.archivedProperties(type.id).some((each) => each.name === name);
  const what = isArchived ? 'is archived' : `is not a property of a ${type?.name ?? 'record'}`;
  return { path, code: 'PROPERTY_DOESNT_EXIST', message: `${path} ${quote(name)} ${what}.` };
}
