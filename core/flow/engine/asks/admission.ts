import type { RecordRef } from '../../../record/index.ts';
import type { DoorRefusal, Entrance, FlowName } from '../entering.ts';
import { askKind } from './ask-kind.ts';

/** Whether a flow lets a record in, by the rules of its door, as things are when it is asked. */
export interface AdmissionAsk {
  readonly kind: 'admission';
  readonly flow: FlowName;
  readonly ref: RecordRef;
  /** The visit that asks; a later one asks anew. */
  readonly claim: string;
}

export type AdmissionAnswer =
  /** Without a refusal the record is welcome. */
  | { readonly kind: 'open'; readonly entrance: Entrance; readonly refusal: DoorRefusal | null }
  | {
      readonly kind: 'closed';
      readonly reason: 'FLOW_NOT_FOUND' | 'OBJECT_TYPE_DOES_NOT_FIT' | 'TARGET_FLOW_TURNED_OFF';
      readonly message: string;
    };

export const admission = askKind<AdmissionAsk, AdmissionAnswer>(
  'admission',
  ({ claim }) => claim,
  ({ flow }) => ({ kind: 'closed', reason: 'FLOW_NOT_FOUND', message: `There is no flow ${flow.id}.` }),
);
