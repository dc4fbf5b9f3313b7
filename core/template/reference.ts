/** The parts of the name in an expression: `contact.firstname` is `contact`, `firstname`. */
export type Reference = readonly [root: string, ...path: string[]];
