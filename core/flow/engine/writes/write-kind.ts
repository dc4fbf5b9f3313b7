import type { WriteCause } from '../../../record/index.ts';
import type { Workspace } from '../workspace.ts';

/** How one kind of write changes the workspace; what it leaves in the world is stored with the step. */
export type ApplyWrite<W> = (workspace: Workspace, write: W, cause: WriteCause) => void;
