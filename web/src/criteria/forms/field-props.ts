import type { Raw, RawObject } from '@millrace/core/raw';
import type { ComponentType } from 'react';
import type { FormField } from '../model/form.ts';
import type { Scope } from './scope.ts';

export interface FormFieldsProps {
  readonly fields: readonly FormField[];
  readonly owner: RawObject;
  /** Where the owner stands in the tree. */
  readonly path: string;
  readonly scope: Scope;
  readonly onChange: (owner: RawObject) => void;
}

/** What the field of a member is given: it reads its owner, and answers with the owner as it is then. */
export interface FieldProps<Kind extends FormField['kind'] = FormField['kind']> {
  readonly field: Extract<FormField, { readonly kind: Kind }>;
  readonly owner: RawObject;
  /** The member as it is spelled there, and what it holds. */
  readonly member: string;
  readonly value: Raw | undefined;
  /** Where the member stands in the tree: what is wrong with it is found there. */
  readonly path: string;
  readonly scope: Scope;
  readonly onChange: (owner: RawObject) => void;
  /** Fields of what is nested in the member. */
  readonly Fields: ComponentType<FormFieldsProps>;
  /** Sets the member alone; undefined takes it out. */
  readonly set: (value: Raw | undefined) => void;
}
