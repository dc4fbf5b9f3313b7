/** The editor of a flow: its graph as a tree, forms for its actions, and edits as data over the body as it came. */
export * from './edits/index.ts';
