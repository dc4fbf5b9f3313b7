/** What all pages of one flow have in common: its name and state on top, and the way from each of them to the others. */
export { FlowFrame } from './flow-frame.tsx';
export { FlowTabs } from './flow-tabs.tsx';
