/** The body of a flow as it came: read, and answered with one place changed. Nothing parsed is ever saved. */
export * from './flow.ts';
export * from './json.ts';
export * from './order.ts';
export * from './read.ts';
export * from './slots.ts';
export * from './write.ts';
