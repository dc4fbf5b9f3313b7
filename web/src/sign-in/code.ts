/**
 * The code of a link such as `/sign-in#code=…`. It is in the fragment, which no server and no Referer ever sees, and is taken out of the
 * address and the history at once.
 */
export function takeCode(): string | undefined {
  const code = new URLSearchParams(location.hash.slice(1)).get('code') ?? undefined;
  if (code !== undefined) history.replaceState(history.state, '', location.pathname + location.search);
  return code;
}
