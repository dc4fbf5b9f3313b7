import type { Part } from '@millrace/core/sentences';
import { Fragment } from 'react';

/** Words, with what is named in heavier type. */
export function Sentence({ parts }: { readonly parts: readonly Part[] }) {
  return parts.map((part, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name than their place.
    'text' in part ? <Fragment key={at}>{part.text}</Fragment> : <b key={at}>{part.label}</b>,
  );
}
