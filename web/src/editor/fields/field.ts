import type { MemberEntry } from '@millrace/core/catalogue';
import type { ComponentType } from 'react';
import type { Raw } from '../../flow-body/index.ts';

/** What a field of an action's form is given. It reads raw JSON and answers with raw JSON; undefined takes the member out. */
export interface FieldContext {
  readonly member: MemberEntry;
  readonly actionId: string;
  /** The type of the records of the flow. */
  readonly objectTypeId: string;
  readonly value: Raw | undefined;
  readonly onChange: (value: Raw | undefined) => void;
  readonly problem: string | undefined;
}

export type Field = ComponentType<FieldContext>;
