import { text } from '../../sentence/index.ts';
import { theOther } from '../say-values.ts';
import type { SayOperation } from '../wording.ts';

/** Against a date property's value, or any other's last change. */
export const sayComparativePropertyUpdated: SayOperation = (operation, name, wording) => {
  const other = wording.names.property(wording.bearer, String(operation['comparisonPropertyName'] ?? ''));
  const isDate = other?.type === 'date' || other?.type === 'datetime';
  return [
    name,
    text(operation['operator'] === 'IS_AFTER' ? ' was last changed after ' : ' was last changed before '),
    ...theOther(operation, wording),
    ...(other === undefined || isDate ? [] : [text(' was')]),
  ];
};
