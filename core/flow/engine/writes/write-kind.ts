import type { WriteCause } from '../../../record/index.ts';
import type { Workspace } from '../workspace.ts';

/** One kind of write to the workspace; its traces in the world are stored with the step. */
export type ApplyWrite<W> = (workspace: Workspace, write: W, cause: WriteCause) => void;
