/**
 * The state of one open flow, outside React, so that a change draws only what shows it: the body with its history, what is selected, what
 * is open. It belongs to one flow and one base revision; another route makes another.
 */

import type { Finding } from '../../api/index.ts';
import { actionOf, type EdgeRef, type RawFlow, readingOrder, textAt } from '../../flow-body/index.ts';
import { FOOT_HEIGHT, layoutOf, TRIGGER, type Tree, treeOf } from '../../layout/index.ts';
import type { Situation } from '../commands/index.ts';
import {
  type Clash,
  commit,
  type Edit,
  type Entry,
  editsOf,
  type History,
  historyOf,
  isConflict,
  rebase,
  redo,
  undo,
} from '../edits/index.ts';
import type { TestRun, Trail } from './test-run.ts';

export type PanelView = 'form' | 'json';

export interface EditorState {
  readonly history: History;
  /** Selected actions, as one reads. */
  readonly selection: readonly string[];
  /** The card that keys act on: an action, the trigger, or none. */
  readonly focus: string | undefined;
  readonly collapsed: ReadonlySet<string>;
  /** On a phone the outline fills the screen; elsewhere it is always there. */
  readonly isOutlineOpen: boolean;
  /** The panel shows the card in focus. */
  readonly isPanelOpen: boolean;
  readonly panelView: PanelView;
  /** The settings of the flow are shown in the panel. */
  readonly isSettings: boolean;
  /** A test run is shown in the panel. */
  readonly isTest: boolean;
  /** The test that is kept while one edits. */
  readonly test: TestRun | undefined;
  /** The panel shows what the test is asked, rather than what came of it. */
  readonly isTestForm: boolean;
  /** Where a test run went, for the canvas. */
  readonly trail: Trail | undefined;
  /** The menu of actions is open for this place. */
  readonly addingAt: EdgeRef | undefined;
  /** The branch that is to go, while one chooses the lane that stays. */
  readonly removing: string | undefined;
  /** Actions that are to be moved to a place that is being chosen. */
  readonly moving: readonly string[] | undefined;
  /** The edge that is to lead elsewhere, while one chooses where. */
  readonly pointing: EdgeRef | undefined;
  /** Counts up when lint is to be asked again, though the flow is the same. */
  readonly lints: number;
  readonly findings: readonly Finding[];
  /** By action; those of the flow itself under the trigger's id. */
  readonly findingsBy: ReadonlyMap<string, readonly Finding[]>;
  readonly found:
    | { readonly query: string; readonly ids: readonly string[]; readonly at: number }
    | undefined;
  /** The result of the last edit, for screen readers. */
  readonly said: string;
  /** Counts up when the form is to take the focus. */
  readonly entersForm: number;
  /** The settings show the whole body, too. */
  readonly showsBody: boolean;
  /** Edits that did not fit a newer revision. */
  readonly clashes: readonly Clash[];
  /** Counts up when the canvas is to show the card in focus. */
  readonly reveals: number;
}

export interface EditorOptions {
  readonly isReadOnly: boolean;
}

export class Editor {
  #state: EditorState;
  readonly #listeners = new Set<() => void>();
  readonly isReadOnly: boolean;

  constructor(base: RawFlow, { isReadOnly }: EditorOptions) {
    this.isReadOnly = isReadOnly;
    this.#state = {
      history: historyOf(base),
      selection: [],
      focus: undefined,
      collapsed: new Set(),
      isOutlineOpen: false,
      isPanelOpen: false,
      panelView: 'form',
      isSettings: false,
      isTest: false,
      test: undefined,
      isTestForm: true,
      trail: undefined,
      addingAt: undefined,
      removing: undefined,
      moving: undefined,
      pointing: undefined,
      lints: 0,
      findings: [],
      findingsBy: new Map(),
      found: undefined,
      said: '',
      entersForm: 0,
      showsBody: false,
      clashes: [],
      reveals: 0,
    };
  }

  get state(): EditorState {
    return this.#state;
  }

  get raw(): RawFlow {
    return this.#state.history.raw;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(change: Partial<EditorState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** Applies edits as one entry of the history. Answers why it cannot, or undefined. */
  do(
    edits: readonly Edit[],
    more: { readonly label?: string; readonly select?: readonly string[] } = {},
  ): string | undefined {
    if (this.isReadOnly) return 'This token may not change flows.';
    const committed = commit(this.#state.history, edits, Date.now(), more.label);
    if (isConflict(committed)) {
      this.set({ said: committed.conflict });
      return committed.conflict;
    }
    const label = committed.done.at(-1)?.label ?? '';
    this.set({ ...this.#withHistory(committed), said: `Done: ${label}.` });
    if (more.select) this.select(more.select, more.select.at(-1) ?? this.#state.focus);
    return undefined;
  }

  undo(): void {
    const { history } = this.#state;
    const entry = history.done.at(-1);
    if (entry) this.set({ ...this.#withHistory(undo(history)), said: `Undone: ${entry.label}.` });
  }

  redo(): void {
    const { history } = this.#state;
    const entry = history.undone.at(-1);
    if (entry) this.set({ ...this.#withHistory(redo(history)), said: `Done again: ${entry.label}.` });
  }

  /** What was selected and is gone is not selected. */
  #withHistory(history: History): Partial<EditorState> {
    const { selection, focus } = this.#state;
    const isThere = (id: string) => id === TRIGGER || actionOf(history.raw, id) !== undefined;
    const kept = selection.filter(isThere);
    return {
      history,
      selection: kept.length === selection.length ? selection : kept,
      focus: focus !== undefined && isThere(focus) ? focus : kept.at(-1),
    };
  }

  select(ids: readonly string[], focus: string | undefined, more: Partial<EditorState> = {}): void {
    this.set({
      selection: ids,
      focus,
      isOutlineOpen: false,
      isSettings: false,
      isTest: false,
      ...more,
    });
  }

  /** Shows a card, in whatever is collapsed. */
  reveal(id: string, more: Partial<EditorState> = {}): void {
    let open = this.#state.collapsed;
    for (let by = hider(this.raw, open, id); by !== undefined; by = hider(this.raw, open, id)) {
      const outer = by;
      open = new Set([...open].filter((each) => each !== outer));
    }
    this.select(id === TRIGGER ? [] : [id], id, {
      collapsed: open,
      reveals: this.#state.reveals + 1,
      ...more,
    });
  }

  toggleCollapsed(id: string): void {
    const collapsed = new Set(this.#state.collapsed);
    if (!collapsed.delete(id)) collapsed.add(id);
    this.set({ collapsed, said: collapsed.has(id) ? 'Collapsed.' : 'Opened.' });
  }

  /** The body was saved: it is the base from now on. Edits made meanwhile stay. */
  saved(base: RawFlow, upTo: number): void {
    const { history } = this.#state;
    const { history: rebased, clashes } = rebase(history.done.slice(upTo), base);
    this.set({ ...this.#withHistory(rebased), clashes, said: 'Saved.' });
  }

  /** Another revision came: the edits are applied to it. Answers what does not fit any more. */
  rebaseOnto(base: RawFlow): readonly Clash[] {
    const { history, clashes } = rebase(this.#state.history.done, base);
    this.set({
      ...this.#withHistory(history),
      clashes,
      said: `Your edits are on revision ${textAt(base, 'revisionId')} now.`,
    });
    return clashes;
  }

  /** Back to the body as it was loaded; that can be undone by nothing, so it is asked for where edits came back from a draft. */
  discard(): void {
    this.set({
      ...this.#withHistory(historyOf(this.#state.history.base)),
      clashes: [],
      said: 'The edits are gone.',
    });
  }

  /** Edits of a draft. */
  restore(entries: readonly Pick<Entry, 'edits' | 'label' | 'at'>[]): readonly Clash[] {
    const { history, clashes } = rebase(entries, this.#state.history.base);
    this.set({ ...this.#withHistory(history), clashes });
    return clashes;
  }

  /** What lint says of the body that it was asked about: by then actions may have come, and places moved. */
  found(findings: readonly Finding[], of: RawFlow): void {
    const by = new Map<string, Finding[]>();
    for (const finding of findings) {
      const place = /^actions\[(\d+)\]/.exec(finding.path)?.[1];
      const id = place === undefined ? TRIGGER : textAt(of, 'actions', Number(place), 'actionId');
      by.set(id, [...(by.get(id) ?? []), finding]);
    }
    this.set({ findings, findingsBy: by });
  }

  get edits(): readonly Edit[] {
    return editsOf(this.#state.history);
  }

  get situation(): Situation {
    const { history, selection, focus, collapsed, trail } = this.#state;
    const { raw, done, undone } = history;
    const wanted = new Set(selection);
    return {
      raw,
      tree: treeOf(raw),
      layout: layoutFor(raw, collapsed, trail !== undefined),
      selection: selection.length < 2 ? selection : readingOrder(raw).filter((id) => wanted.has(id)),
      focus,
      undo: done.at(-1)?.label,
      redo: undone.at(-1)?.label,
      isReadOnly: this.isReadOnly,
    };
  }
}

/** The collapsed branch that an action cannot be seen for. */
function hider(raw: RawFlow, collapsed: ReadonlySet<string>, id: string): string | undefined {
  return collapsed.size === 0 ? undefined : layoutFor(raw, collapsed, false).hiddenBy.get(id);
}

let last:
  | { tree: Tree; collapsed: ReadonlySet<string>; hasFoot: boolean; layout: ReturnType<typeof layoutOf> }
  | undefined;

/** The layout that is shown: made once per change of the graph. With a foot, cards have room for the marks of a test run. */
export function layoutFor(raw: RawFlow, collapsed: ReadonlySet<string>, hasFoot: boolean) {
  const tree = treeOf(raw);
  if (last?.tree !== tree || last.collapsed !== collapsed || last.hasFoot !== hasFoot)
    last = { tree, collapsed, hasFoot, layout: layoutOf(raw, collapsed, hasFoot ? FOOT_HEIGHT : 0) };
  return last.layout;
}
