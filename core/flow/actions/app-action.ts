/** The kind of the effects of app actions. */
export const APP_ACTION = 'app_action';

/** The types of action that the account has besides those of the list, by `actionTypeId`: its apps' and those with an adapter. */
export type AppActions = ReadonlyMap<string, AppAction | GoneAppAction>;

/** A type of action that a receiver runs. */
export interface AppAction {
  /** By its app, or by an adapter, which gives a type that does not run here to a receiver. */
  readonly by: 'app' | 'adapter';
  readonly name: string;
  readonly says: string;
  /** The host of its receiver. */
  readonly target: string;
  /** The revision of its definition; null for an adapter. */
  readonly version: number | null;
  /** The object types whose flows may have it; undefined for all. */
  readonly objectTypeIds: readonly string[] | undefined;
  /** Null for an adapter, which gets whatever fields the action has. */
  readonly inputs: readonly AppInput[] | null;
  /** Null for an adapter, which may give any. */
  readonly outputs: readonly { readonly key: string; readonly says: string }[] | null;
  /** The properties of the record that the receiver is told; null when it is told nothing of the record. */
  readonly objectProperties: readonly string[] | null;
  readonly rules: readonly ExecutionRule[];
}

/** A type of action that the account had. */
export interface GoneAppAction {
  readonly by: 'nobody';
  readonly reason: 'APP_ACTION_DELETED' | 'APP_DELETED';
  readonly message: string;
}

/** An input field of an app's action. */
export interface AppInput {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly description?: string;
  }[];
  /** Where other options come from: its app is asked, or they are the account's owners. */
  readonly optionsFrom: 'app' | 'owners' | null;
}

/** A text for an outcome: of the rules whose conditions are met, the first counts. */
export interface ExecutionRule {
  /** May have `{{ output }}` tokens. */
  readonly text: string;
  /** The allowed values of each output. */
  readonly conditions: readonly { readonly output: string; readonly values: readonly string[] }[];
}

export const NO_APP_ACTIONS: AppActions = new Map();
