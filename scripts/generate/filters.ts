import { FILTER_LIST } from '@millrace/core/template';
import { table } from './write.ts';

/** The filters of templates. */
export function filtersTable(): string {
  const rows = FILTER_LIST.map(({ name, args, says, aliases = [] }) => [
    [name, ...aliases].map((each) => `\`${each}\``).join(', '),
    args ? `\`${args}\`` : '',
    says,
  ]);
  return table(['filter', 'arguments', 'what it makes'], rows);
}
