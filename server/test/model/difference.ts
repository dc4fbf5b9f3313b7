/** The server says one thing, the reference another. */
export class Difference extends Error {
  override readonly name = 'Difference';
}

/** The places at which two tellings differ, each with what the server (+) and the reference (-) says there. */
export function differencesOf(server: unknown, reference: unknown, at = ''): string[] {
  if (JSON.stringify(server) === JSON.stringify(reference)) return [];
  if (!isTree(server) || !isTree(reference))
    return [`${at}\n  + ${JSON.stringify(server)}\n  - ${JSON.stringify(reference)}`];
  const names = new Set([...Object.keys(server), ...Object.keys(reference)]);
  return [...names].flatMap((name) => differencesOf(server[name], reference[name], `${at}/${name}`));
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
