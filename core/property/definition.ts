/** The types of property values, as the properties API names them. */
export type PropertyType =
  | 'bool'
  | 'date'
  | 'datetime'
  | 'enumeration'
  | 'json'
  | 'number'
  | 'object_coordinates'
  | 'phone_number'
  | 'string';

export interface PropertyOption {
  readonly label: string;
  readonly value: string;
  readonly displayOrder: number;
  readonly hidden: boolean;
  readonly description?: string;
}

/** The definition of a property; the members carry the names of the properties API. */
export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: PropertyType;
  /** The field that forms show for it: text, textarea, select, radio, checkbox (several values), booleancheckbox, … */
  readonly fieldType: string;
  readonly groupName: string;
  readonly description: string;
  readonly options: readonly PropertyOption[];
  readonly hasUniqueValue: boolean;
  readonly dataSensitivity: 'non_sensitive' | 'sensitive' | 'highly_sensitive';
  /** Set by the server only; writes are refused. */
  readonly readOnlyValue: boolean;
  readonly hubspotDefined: boolean;
  /** Options live elsewhere (owners), so any value is taken. */
  readonly externalOptions: boolean;
  readonly displayOrder: number;
  readonly hidden: boolean;
  readonly formField: boolean;
  readonly calculated: boolean;
  readonly archived: boolean;
  readonly [member: string]: unknown;
}
