import type { LucideIcon } from 'lucide-react';
import type { FlowInput } from '../../api/index.ts';

/** What must be chosen before a flow can be made of a template: a thing of the account. */
export interface Ask {
  readonly key: string;
  readonly kind: 'form' | 'email' | 'dealStage' | 'contactDate' | 'objectType';
  readonly label: string;
}

/** A flow to begin with. It is made turned off, and opened in the editor. */
export interface Template {
  readonly id: string;
  readonly name: string;
  /** What the flow does, in a sentence. */
  readonly lead: string;
  readonly icon: LucideIcon;
  readonly asks: readonly Ask[];
  /** The body of the flow, of what was chosen for the asks by their keys. */
  readonly body: (chosen: Readonly<Record<string, string>>) => FlowInput;
}
