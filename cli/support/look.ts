/** How words look on a terminal; where nobody looks, as they are. `NO_COLOR` is heeded. */
const isColoured = process.stdout.isTTY === true && !process.env['NO_COLOR'];
const within = (code: number) => (text: string) => (isColoured ? `\x1b[${code}m${text}\x1b[0m` : text);

export const bold = within(1);
export const dim = within(2);
