import type { RunContext } from '../engine/index.ts';
import { type Fetched, notFetched } from './fetched.ts';
import { foundByAssociation } from './found-by-association.ts';
import { foundByProperty } from './found-by-property.ts';

/** Finds the record of `fetched_objects.<name>`: the one that the flow's data source of the name picks. */
export function fetchedObject(name: string, context: RunContext): Fetched {
  const { dataSources } = context.program.definition;
  const source = dataSources.find((candidate) => candidate.name === name);
  if (!source) return notFetched('UNKNOWN_DATA_SOURCE', `The flow has no data source "${name}".`);
  switch (source.type) {
    case 'ASSOCIATION':
    case 'ASSOCIATION_TIMESTAMP':
      return foundByAssociation(source, context);
    case 'STATIC_PROPERTY_FILTER':
      return foundByProperty(source, source.staticValue, context);
    case 'ENROLLED_RECORD_PROPERTY_FILTER':
      return foundByEnrolled(source, context);
    case 'DATASET_FIELD_PROPERTY_FILTER':
      return notSupported(
        name,
        `the field "${source.datasetFieldName}" of a dataset, and there are none here`,
      );
    case 'ENROLLED_ARGUMENT_PROPERTY_FILTER':
      return notSupported(name, `the argument "${source.argumentName}", and enrollments here have none`);
  }
}

type EnrolledSource = Extract<
  RunContext['program']['definition']['dataSources'][number],
  { type: 'ENROLLED_RECORD_PROPERTY_FILTER' }
>;

function foundByEnrolled(source: EnrolledSource, context: RunContext): Fetched {
  const { record, program } = context;
  const field = source.recordFieldName;
  if (!program.schema.properties(record.objectTypeId).has(field)) {
    const message = `The data source "${source.name}" goes by "${field}", which object type ${record.objectTypeId} does not have.`;
    return notFetched('UNKNOWN_PROPERTY', message);
  }
  const value = record.properties[field];
  if (value !== undefined) return foundByProperty(source, value, context);
  const message = `The data source "${source.name}" finds no record: the enrolled one has no value for "${field}".`;
  return notFetched('FETCHED_OBJECT_MISSING', message);
}

function notSupported(name: string, what: string): Fetched {
  return notFetched('DATA_SOURCE_NOT_SUPPORTED', `The data source "${name}" goes by ${what}.`);
}
