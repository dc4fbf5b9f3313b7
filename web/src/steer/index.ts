/** Moving many passages at once: how many first, then the question, then how far it has come. */
export { SteerDialog, type SteerDialogProps, type Steering } from './steer-dialog.tsx';
