/** The way to a new flow: blank, or from a template. */
export { NewFlowDialog } from './new-flow-dialog.tsx';
