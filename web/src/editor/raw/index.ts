/** The body of a flow as it came; it is edited here, and read by all pages that show a flow. */
export * from '../../flow-body/index.ts';
