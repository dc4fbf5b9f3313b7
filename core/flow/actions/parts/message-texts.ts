import type { RunContext } from '../../engine/index.ts';
import { type Resolved, resolveText } from '../../values/index.ts';

/** What a message says, with or without its tokens filled in. */
export interface MessageTexts {
  readonly subject: string;
  readonly body: string;
}

type Filled =
  | { readonly kind: 'texts'; readonly texts: MessageTexts }
  | Exclude<Resolved, { readonly kind: 'value' }>;

/** The texts of a message for one enrollment; the subject is always plain. */
export function fillTexts(
  { subject, body }: MessageTexts,
  run: RunContext,
  medium?: Parameters<typeof resolveText>[2],
): Filled {
  const line = resolveText(subject, run);
  if (line.kind !== 'value') return line;
  const rest = resolveText(body, run, medium);
  if (rest.kind !== 'value') return rest;
  return { kind: 'texts', texts: { subject: line.value ?? '', body: rest.value ?? '' } };
}
