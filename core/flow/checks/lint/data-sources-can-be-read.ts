import { quote } from '../../../problem/index.ts';
import { normalizeComparand } from '../../../property/index.ts';
import { type DataSource, propertySought } from '../../definition/index.ts';
import type { Finding, Lint, LintInput } from './finding.ts';

/** Data sources go by what is known here, and by values that can be found; steps that read another fail. */
export const dataSourcesCanBeRead: Lint = (input) =>
  input.flow.dataSources.flatMap((source, index): Finding[] =>
    ofSource(source, `dataSources[${index}]`, input),
  );

function ofSource(source: DataSource, at: string, input: LintInput): Finding[] {
  switch (source.type) {
    case 'ASSOCIATION':
    case 'ASSOCIATION_TIMESTAMP':
    case 'ENROLLED_RECORD_PROPERTY_FILTER':
      return [];
    case 'DATASET_FIELD_PROPERTY_FILTER':
    case 'ENROLLED_ARGUMENT_PROPERTY_FILTER': {
      const path = `${at}.type`;
      const message = `${path} "${source.type}" goes by what enrollments do not have here: every step that reads "${source.name}" fails.`;
      const fix =
        'Find the record by an association ("ASSOCIATION"), or by a property of the enrolled one ("ENROLLED_RECORD_PROPERTY_FILTER").';
      return [{ severity: 'error', code: 'DATA_SOURCE_NOT_SUPPORTED', path, message, fix }];
    }
    case 'STATIC_PROPERTY_FILTER':
      return valueFits(source, at, input);
  }
}

type ByProperty = Extract<DataSource, { propertyName: string }>;

function soughtBy(source: ByProperty, { flow, world }: LintInput) {
  const { objectTypeId, name } = propertySought(source, flow.objectTypeId)!;
  return world.property(objectTypeId, name);
}

function valueFits(
  source: Extract<DataSource, { type: 'STATIC_PROPERTY_FILTER' }>,
  at: string,
  input: LintInput,
): Finding[] {
  const property = soughtBy(source, input);
  if (!property) return [];
  const normalized = normalizeComparand(property, source.staticValue);
  if (normalized.ok && normalized.value !== null) return [];
  const path = `${at}.staticValue`;
  const message = `${path} ${quote(source.staticValue)} is not a value of "${property.name}": it finds no record.`;
  return [
    {
      severity: 'error',
      code: 'FETCHED_OBJECT_MISSING',
      path,
      message,
      fix: 'Write a value that the property can have.',
    },
  ];
}
