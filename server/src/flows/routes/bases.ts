/** Where the flows API of the original is served: v4, and the dated beta under both of its spellings. */
export const V4 = '/automation/v4';
export const BETAS = ['/automation/2026-09-beta', '/automation/v4/2026-09-beta'] as const;
