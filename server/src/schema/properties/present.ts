import type { PropertyDefinition } from '@millrace/core/property';
import type { AnswerOf } from '../../platform/index.ts';
import type { propertyAnswer } from '../answers.ts';

/** A property as the API answers it. */
export function presentProperty(definition: PropertyDefinition): AnswerOf<typeof propertyAnswer> {
  const { readOnlyValue, hubspotDefined, options, ...members } = definition;
  const { archived, externalOptions, type } = definition;
  return {
    ...members,
    options: options.map((option) => ({ description: '', ...option })),
    ...(hubspotDefined ? { hubspotDefined } : {}),
    ...(type === 'number' ? { showCurrencySymbol: definition['showCurrencySymbol'] === true } : {}),
    ...(archived ? {} : { archived: false }),
    modificationMetadata: {
      archivable: !hubspotDefined,
      readOnlyDefinition: hubspotDefined,
      readOnlyOptions: hubspotDefined && externalOptions,
      readOnlyValue,
    },
  };
}
