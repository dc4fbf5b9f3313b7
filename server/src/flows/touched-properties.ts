import type { FlowDefinition } from '@millrace/core/flow';

/** `<object type id>/<name>` of every property that a flow reads or writes. */
export function touchedProperties(_flow: FlowDefinition): string[] {
  return [];
}
