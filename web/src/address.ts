/** How what pages say of themselves stands in the address: as plain text, `?action=4&period=7d`. Each page reads its own words, and no others. */

export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const said = Object.entries(search).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

/** What a page reads in the address, and nothing besides: the router hands on what no page knows. */
export function only<S extends object>(read: (search: Record<string, unknown>) => S) {
  return (search: Record<string, unknown>): S => ({
    ...Object.fromEntries(Object.keys(search).map((name) => [name, undefined])),
    ...read(search),
  });
}
