/** A column of the history: one ratio between things that were measured in the same run. */
export interface Column {
  /** Short, for the head of the table; it never changes, since rows of before are read by it. */
  readonly name: string;
  /** What is over what, for people. */
  readonly says: string;
  readonly better: 'more' | 'less';
  /** The figure that the bench tells, with these members. */
  readonly figure: string;
  readonly of?: Readonly<Record<string, string>>;
}

/** A bench in its small form, and what of it is kept. */
export interface QuickPart {
  readonly name: string;
  /** What stands behind `npm run bench --`. */
  readonly args: readonly string[];
  readonly columns: readonly Column[];
}

/** One line of what a bench tells. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly [member: string]: unknown;
}

/** The figures among the lines that a bench has printed; other lines are none. */
export function figuresIn(text: string): Figure[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Figure);
}

/** The value of a column. Throws where the bench has not told it. */
export function ratioIn({ name, figure, of = {} }: Column, figures: readonly Figure[]): number {
  const found = figures.find(
    (each) => each.figure === figure && Object.entries(of).every(([member, value]) => each[member] === value),
  );
  if (found === undefined) throw new Error(`It has told no ${figure} for ${name}.`);
  return found.value;
}
