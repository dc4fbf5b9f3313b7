interface Page<Item> {
  readonly results: readonly Item[];
  readonly paging?: { readonly next?: { readonly after: string } };
}

/** All pages of a list, one after the other. */
export async function everyPage<Item>(
  ask: (after: string | undefined) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  let after: string | undefined;
  do {
    const { results, paging } = await ask(after);
    all.push(...results);
    after = paging?.next?.after;
  } while (after !== undefined);
  return all;
}
