/** The key of writes of this page that make a revision: until they are answered, a newer one may be theirs. */
export const ownRevision = (flowId: string) => ['own revision', flowId] as const;
