import type { Option } from '../../pickers/index.ts';
import type { PropertyType } from '../model/operations.ts';

/** What an operation is about: a property of a record, or of an event. */
export interface About {
  /** Undefined while it is not known. */
  readonly type: PropertyType | undefined;
  /** The values that it may have, where these are few. */
  readonly options: readonly Option[];
  /** What a field of its values is called. */
  readonly label: string;
}

/** Where a form stands. */
export interface Scope {
  /** The type of the records that the line is about. */
  readonly objectTypeId: string;
  readonly about?: About;
}
