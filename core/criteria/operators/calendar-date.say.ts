import { amount, flagOf, monthText, numberOf, text, textOf } from '../../sentence/index.ts';
import type { SayOperation } from '../wording.ts';

/** `is in this month`, `is in the last 2 fiscal quarters or in this one so far`. */
export const sayCalendarDate: SayOperation = (operation, name) => {
  const count = numberOf(operation['timeUnitCount']) ?? 1;
  const isFiscal = flagOf(operation['useFiscalYear']);
  const kind = isFiscal ? 'fiscal ' : '';
  const unit = (textOf(operation['timeUnit']) ?? 'DAY').toLowerCase();
  const start = isFiscal ? monthText(operation['fiscalYearStart']) : undefined;
  const several = count === 1 ? `${kind}${unit}` : amount(count, `${unit}s`, kind);
  const so = { day: 'today', week: 'this week so far' }[unit] ?? `this ${kind}${unit} so far`;
  const when: Readonly<Record<string, string>> = {
    IN_THIS_TIME_UNIT: unit === 'day' ? 'is today' : `is in this ${kind}${unit}`,
    IN_THIS_TIME_UNIT_SO_FAR: unit === 'day' ? 'is earlier today' : `is in ${so}`,
    IN_NEXT_TIME_UNIT: unit === 'day' && count === 1 ? 'is tomorrow' : `is in the next ${several}`,
    IN_LAST_TIME_UNIT: unit === 'day' && count === 1 ? 'is yesterday' : `is in the last ${several}`,
    IN_LAST_TIME_UNIT_SO_FAR: `is in the last ${several} or ${so}`,
  };
  const said = when[String(operation['operator'])] ?? when['IN_THIS_TIME_UNIT']!;
  return [name, text(` ${said}${start ? ` (years begin in ${start})` : ''}`)];
};
