import type { Property } from '../../api/index.ts';
import { nameOf } from './name-of.ts';

type Option = Pick<Property['options'][number], 'label' | 'value'> & { readonly displayOrder: number };

/** Options as lines: the label, and behind a bar the value where it is not made of the label. */
export function linesOf(options: readonly Pick<Option, 'label' | 'value'>[]): string {
  return options
    .map(({ label, value }) => (value === nameOf(label) ? label : `${label} | ${value}`))
    .join('\n');
}

/** What the lines say: an option that was there keeps its value, though its label be another. */
export function optionsOf(lines: string): Option[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, displayOrder) => {
      const at = line.lastIndexOf(' | ');
      const [label, value] =
        at < 0 ? [line, nameOf(line)] : [line.slice(0, at).trim(), line.slice(at + 3).trim()];
      return { label, value: value || label, displayOrder };
    });
}
