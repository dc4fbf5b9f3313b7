export const STATES = ['on', 'off', 'paused', 'deleted'] as const;
export const SORTS = ['errors', 'changed', 'active', 'name'] as const;

/** What the address says of the table. */
export interface FlowsSearch {
  readonly search?: string;
  readonly state?: (typeof STATES)[number];
  /** The id of an object type. */
  readonly type?: string;
  /** Errors first unless said otherwise. */
  readonly sort?: (typeof SORTS)[number];
  /** The dialog for a new flow is open. */
  readonly new?: true;
}

export function readFlowsSearch(search: Record<string, unknown>): FlowsSearch {
  const text = (name: string) => {
    const value = search[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const state = STATES.find((each) => each === search['state']);
  const sort = SORTS.find((each) => each === search['sort']);
  return {
    ...(text('search') === '' ? {} : { search: text('search') }),
    ...(state === undefined ? {} : { state }),
    ...(/^\d+-\d+$/.test(text('type')) ? { type: text('type') } : {}),
    ...(sort === undefined ? {} : { sort }),
    ...(String(search['new']) === 'true' ? { new: true } : {}),
  };
}
