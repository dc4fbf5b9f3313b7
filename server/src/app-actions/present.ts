import { iso } from '@millrace/core/time';
import type { AnswerOf } from '../platform/index.ts';
import type { definitionAnswer, functionIdentifierAnswer, revisionAnswer } from './answers.ts';
import type { Definition } from './definition/definition-input.ts';
import type { DefinitionRow, FunctionIdentifier } from './queries/definitions.ts';
import type { RevisionRow } from './queries/revisions.ts';

type Presented = Pick<DefinitionRow, 'id' | 'revisionId' | 'definition' | 'functions' | 'archivedAt'>;

export function presentDefinition(row: Presented): AnswerOf<typeof definitionAnswer> {
  const { id, revisionId, definition, functions, archivedAt } = row;
  const { inputFields, outputFields, ...rest } = definition;
  return {
    id,
    revisionId: String(revisionId),
    ...rest,
    inputFields: inputFields.map(withType),
    ...(outputFields ? { outputFields: outputFields.map(withType) } : {}),
    functions: functions.map(presentIdentifier),
    ...(archivedAt === null ? {} : { archivedAt }),
  };
}

/** Newer clients ask whether options come from elsewhere, as the original's answers say. */
function withType<F extends Pick<Definition['inputFields'][number], 'typeDefinition'>>(field: F) {
  const { typeDefinition } = field;
  const externalOptions = typeDefinition.externalOptions ?? typeDefinition.optionsUrl !== undefined;
  return { ...field, typeDefinition: { ...typeDefinition, externalOptions } };
}

export function presentIdentifier({
  functionType,
  functionId,
}: FunctionIdentifier): AnswerOf<typeof functionIdentifierAnswer> {
  return { functionType, ...(functionId === '' ? {} : { id: functionId }) };
}

export function presentRevision(id: string, row: RevisionRow): AnswerOf<typeof revisionAnswer> {
  const revisionId = String(row.revisionId);
  return {
    id: revisionId,
    revisionId,
    createdAt: iso(row.createdAt),
    definition: presentDefinition({ ...row, id, archivedAt: null }),
  };
}
