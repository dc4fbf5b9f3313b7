/** The graph: cards in a vertical tree, with a `+` on every edge. One stop for the keyboard. */
export { Canvas } from './canvas.tsx';
export { type CanvasWords, useWords, WordsContext } from './canvas-context.ts';
export { iconNamed } from './icons.ts';
export { Sentence } from './sentence.tsx';
export { edgeKey } from './tail.tsx';
export { TintedIcon } from './tinted-icon.tsx';
export { pasteText } from './use-clipboard.ts';
