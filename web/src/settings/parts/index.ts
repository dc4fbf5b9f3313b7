/** What sections have in common: how a thing is edited, removed, and what its row offers. */
export { EditDialog } from './edit-dialog.tsx';
export { RemoveDialog } from './remove-dialog.tsx';
export { RowMenu } from './row-menu.tsx';
export { ScopeChoice } from './scope-choice.tsx';
