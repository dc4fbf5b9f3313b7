/** What can be done with flows, from the menu of one and from the bar of many. */
export { BulkBar } from './bulk-bar.tsx';
export { DeedDialog } from './deed-dialog.tsx';
export { DEEDS } from './list.ts';
export { useDeed } from './use-deed.tsx';
