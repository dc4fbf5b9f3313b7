/** What the address of the editor says besides the flow: the action that is shown first. */
export interface EditorSearch {
  readonly action?: string;
}

export function readEditorSearch(search: Record<string, unknown>): EditorSearch {
  const { action } = search;
  return typeof action === 'string' || typeof action === 'number' ? { action: String(action) } : {};
}
