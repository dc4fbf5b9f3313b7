/** The graph as it is edited: with a `+` on every edge, and the keys of the commands. One stop for the keyboard. */
export { Sentence, TintedIcon } from '../../graph/index.ts';
export { Canvas } from './canvas.tsx';
export { type CanvasWords, useWords, WordsContext } from './canvas-context.ts';
export { edgeKey } from './plus.tsx';
export { pointTo } from './point-to.ts';
export { pasteText } from './use-clipboard.ts';
