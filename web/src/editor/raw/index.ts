/** The body of a flow as it came: read, and answered with one place changed. Nothing parsed is ever saved. */
export * from '../../raw/index.ts';
export * from './flow.ts';
export * from './order.ts';
export * from './slots.ts';
