import type { PropertyDefinition } from '@millrace/core/property';

/** A property as the API answers it. */
export function presentProperty(definition: PropertyDefinition) {
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
