/** Where everything of a flow is drawn: the same here and on all pages that show a flow. */
export * from '../../layout/index.ts';
