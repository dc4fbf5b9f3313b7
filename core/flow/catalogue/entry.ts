import type { FieldKind, NodeMemberKind, Told } from './field-kind.ts';
import type { ActionGroup } from './groups.ts';

/** An action's outputs for later ones. */
export interface Output {
  readonly key: string;
  readonly says: string;
}

/** The kinds of node in a flow's graph. */
export type NodeType =
  | 'AB_TEST_BRANCH'
  | 'CUSTOM_CODE'
  | 'LIST_BRANCH'
  | 'SINGLE_CONNECTION'
  | 'STATIC_BRANCH'
  | 'WEBHOOK';

/** What a graph and a menu show of a type of action. */
export interface ActionHead {
  /** `0-5`, or the kind of node for those that have no type id: `LIST_BRANCH`. */
  readonly id: string;
  /** The `type` of its node. */
  readonly node: NodeType;
  readonly name: string;
  /** Its effect in a few words, for a menu. */
  readonly summary: string;
  readonly group: ActionGroup;
  /** The name of an icon of Lucide. */
  readonly icon: string;
  /** A menu offers it; flows may have others, too. */
  readonly isOffered: boolean;
  /** The object types whose flows may have it; undefined for all. */
  readonly objectTypeIds?: readonly string[];
  /** Of a branch: the member with its branches, and whether there is a default beside them. */
  readonly branches?: { readonly member: string; readonly hasDefault: boolean };
}

/** What is known of a type of action without running it: enough for a menu, a form, a sentence and the tokens of later actions. */
export interface ActionEntry extends ActionHead {
  /** The `actionTypeVersion`s that real flows have; a new action gets the last. */
  readonly versions: readonly number[];
  /** What it is given, in the order of a form. */
  readonly members: readonly MemberEntry[];
  readonly outputs: readonly Output[];
  /** It may give outputs that nothing here knows of, or declares its own. */
  readonly givesAnyOutput: boolean;
  /** Records wait in it. */
  readonly waits: boolean;
  /** It runs in a flow that is turned off, and outside its hours, too. */
  readonly isFlowControl: boolean;
  /** Who does it: the server, exactly once; the outside world, at least once; or a person or gateway, to whom it is left. */
  readonly doneBy: 'server' | 'outside' | 'person';
}

/** An entry as it is stored: the head apart, and members without what their other members tell. */
export type StoredEntry = Omit<ActionEntry, 'members' | keyof ActionHead> & {
  readonly members: readonly Omit<MemberEntry, 'options' | 'path'>[];
};

/** A member of an action: of its `fields`, or of its node. */
export interface MemberEntry extends Told {
  readonly kind: FieldKind | NodeMemberKind;
  /** Below the action: `fields.delta`, `webhookUrl`. */
  readonly path: string;
  /** The last part of the path. */
  readonly name: string;
  readonly help: string;
  /** The choices with their labels. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}
