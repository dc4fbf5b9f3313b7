import type { EdgeRef, RawFlow } from '../../flow-body/index.ts';
import type { Layout, Tree } from '../../layout/index.ts';
import type { Edit } from '../edits/index.ts';

/** What a command looks at. */
export interface Situation {
  readonly raw: RawFlow;
  readonly tree: Tree;
  readonly layout: Layout;
  /** Selected actions, as one reads; the trigger is never among them. */
  readonly selection: readonly string[];
  /** The card that keys act on: of the selection, or the trigger. */
  readonly focus: string | undefined;
  readonly undo: string | undefined;
  readonly redo: string | undefined;
  readonly isReadOnly: boolean;
}

/** What a command answers with: edits, or a wish to the page. */
export type Outcome =
  | {
      readonly kind: 'edits';
      readonly edits: readonly Edit[];
      readonly label?: string;
      /** What is selected afterwards. */
      readonly select?: readonly string[];
    }
  | { readonly kind: 'select'; readonly ids: readonly string[]; readonly focus: string }
  | { readonly kind: 'collapse'; readonly id: string }
  | { readonly kind: 'add'; readonly at: EdgeRef }
  | { readonly kind: 'removeBranch'; readonly id: string }
  | { readonly kind: 'page'; readonly wish: Wish };

export type Wish =
  | 'undo'
  | 'redo'
  | 'find'
  | 'fit'
  | 'actualSize'
  | 'outline'
  | 'test'
  | 'save'
  | 'help'
  | 'openForm'
  | 'closeForm'
  | 'copy'
  | 'cut'
  | 'paste'
  | 'moveTo'
  | 'goTo';

/** A command: a file each, listed in list.ts. Keys, menus and the palette show and run the same. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: 'Edit' | 'Move' | 'Select' | 'View' | 'Flow';
  /** As `Mod+Shift+Z`; single letters act only while the canvas has the focus. */
  readonly keys: readonly string[];
  /** True, or why it cannot be done now. */
  readonly when: (situation: Situation) => true | string;
  readonly run: (situation: Situation) => Outcome;
  /** The browser does it by an event of its own, such as `copy`: the key is only told. */
  readonly isNative?: true;
}

export function page(wish: Wish): Outcome {
  return { kind: 'page', wish };
}

/** Whether there is anything to act on. */
export function hasSelection({ selection }: Situation): true | string {
  return selection.length > 0 || 'Select an action first.';
}

export function mayEdit(situation: Situation): true | string {
  return !situation.isReadOnly || 'This token may not change flows.';
}

export function editsSelection(situation: Situation): true | string {
  const may = mayEdit(situation);
  return may === true ? hasSelection(situation) : may;
}
