/** The editor of a flow: its graph as a tree, an outline, forms for its actions, and edits as data over the body as it came. */
export { EditorRoute } from './page/index.ts';
