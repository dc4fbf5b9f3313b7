/** What the tables read of an operation. */
export interface Operation {
  readonly summary?: string;
  readonly tags: readonly string[];
  readonly security: readonly { readonly token: readonly string[] }[];
  /** What it does with the object types in its path. */
  readonly 'x-opens'?: { readonly what: 'records' | 'definitions'; readonly access: 'read' | 'write' };
}

export interface ApiDocument {
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** The statuses that the tests have seen, by operation. */
export type Tested = Readonly<Record<string, readonly number[]>>;
