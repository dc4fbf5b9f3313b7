import { foldSql, numberSql } from '@millrace/core/criteria';
import type { Comparison } from '@millrace/core/crm';
import type { PropertyDefinition } from '@millrace/core/property';

/** The way in which a search compares the values of a property. */
export interface ValueKind {
  readonly compares: Comparison;
  /** The type in which a wanted value is compared; its text is bound and cast to this. */
  readonly cast: 'numeric' | 'text';
  /** The stored text as the value that is compared; null where it is none. */
  sql(stored: string): string;
  /** Whether one value comes before another. */
  readonly ordered: boolean;
  /** Whether values have words. */
  readonly worded: boolean;
  /** Whether a record may have several values, joined with ";". */
  readonly several: boolean;
  /** The wanted text in the form that is compared. */
  wanted(canonical: string): string;
}

/**
 * Numbers compare as numbers. Dates and instants compare as their canonical texts, byte by byte, which is the order of
 * time. Texts compare without regard to case, by the code points of their small letters; options as they are written, as in the original.
 */
export function valueKind(definition: PropertyDefinition): ValueKind {
  switch (definition.type) {
    case 'number':
      return { ...PLAIN, compares: 'NUMBER', cast: 'numeric', sql: numberSql, ordered: true };
    case 'date':
    case 'datetime':
      return { ...PLAIN, ordered: true };
    case 'bool':
      return PLAIN;
    case 'enumeration':
      return definition.fieldType === 'checkbox'
        ? { ...PLAIN, compares: 'CHOICES', worded: true, several: true }
        : { ...PLAIN, worded: true };
    default:
      return {
        ...PLAIN,
        compares: 'TEXT',
        sql: (stored) => `(${foldSql(stored)} collate "C")`,
        ordered: true,
        worded: true,
        wanted: (canonical) => canonical.toLowerCase(),
      };
  }
}

/** The options of a text, joined with ";". */
export function choicesIn(text: string): string[] {
  return text.split(';').filter((choice) => choice !== '');
}

const PLAIN: ValueKind = {
  compares: 'EXACT',
  cast: 'text',
  sql: (stored) => `(${stored} collate "C")`,
  ordered: false,
  worded: false,
  several: false,
  wanted: (canonical) => canonical,
};
