import type { Part } from '../say/index.ts';

/** Words, with values in heavier type. */
export function Sentence({ parts }: { readonly parts: readonly Part[] }) {
  return parts.map(({ text, isValue }, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name than their place.
    isValue ? <b key={at}>{text}</b> : <span key={at}>{text}</span>,
  );
}
