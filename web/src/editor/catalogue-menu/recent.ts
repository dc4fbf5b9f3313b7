/** The types that were added last, in this browser. */
const KEY = 'millrace.recent-actions';
const KEPT = 4;

export function recentTypes(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberType(id: string): void {
  const ids = [id, ...recentTypes().filter((each) => each !== id)].slice(0, KEPT);
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // A browser that keeps nothing shows none.
  }
}
