/** The body of a flow as it came: its actions, the ways on from them, the order in which one reads it. Nothing parsed is ever saved. */
export * from '@millrace/core/raw';
export * from './flow.ts';
export * from './order.ts';
export { ofShape, sameShape } from './shape.ts';
export * from './slots.ts';
