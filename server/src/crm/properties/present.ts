import type { PropertyDefinition } from '@millrace/core/property';

/** A property as the API answers it. */
export function presentProperty(definition: PropertyDefinition) {
  const { readOnlyValue, ...members } = definition;
  const { hubspotDefined, archived, externalOptions } = definition;
  return {
    ...members,
    ...(archived ? {} : { archived: false }),
    modificationMetadata: {
      archivable: !hubspotDefined,
      readOnlyDefinition: hubspotDefined,
      readOnlyOptions: hubspotDefined && externalOptions,
      readOnlyValue,
    },
  };
}
