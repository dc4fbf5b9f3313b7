/**
 * Waits until all have come to their end, and only then throws what one of them has thrown. Whoever called takes a throw for the end of
 * all, and would try again what is still under way.
 */
export async function toTheirEnd(works: readonly Promise<unknown>[]): Promise<void> {
  const ends = await Promise.allSettled(works);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
