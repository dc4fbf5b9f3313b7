/** The menu of actions at a `+`. */
export { CatalogueMenu } from './catalogue-menu.tsx';
export { newAction } from './new-action.ts';
