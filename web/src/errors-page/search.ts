export type ErrorsSearch = Record<never, never>;
export const readErrorsSearch = (): ErrorsSearch => ({});
