/**
 * A flow as a graph: cards in a vertical tree, with a head for each lane of a branch. In: a raw body, the names of what it mentions, and
 * marks by id; out: what was chosen. It knows neither how a flow is edited nor what marks mean.
 *
 * - `FlowGraph` is a flow to look at, in whatever box it is put (give the box a height). `Drawing` is the bare graph, for who
 *   has keys and handlers of its own.
 * - `useMarks(table)` makes marks of a table of cards by action id (`''` is the trigger) and of lanes by `laneItemId(action, member)`.
 *   Make the table with `useMemo`: then a tick draws only the cards whose marks changed.
 * - `useFlowNames(flow)` asks for the names of what a flow mentions, and `flowQuery(id)` for its body.
 *
 * ```tsx
 * const marks = useMarks(useMemo(() => ({ cards: new Map([['4', { look: 'onPath', pills: […] }]]) }), […]));
 * <FlowGraph label="…" flow={flow} names={useFlowNames(flow)} marks={marks} hasFoot selected={id} onSelect={choose} />
 * ```
 */
export { Sentence } from '../kit/index.ts';
export type { Camera } from './camera.ts';
export { Drawing } from './drawing.tsx';
export { FlowGraph } from './flow-graph.tsx';
export { flowQuery, revisionQuery } from './flow-query.ts';
export type { EdgePartProps, GraphHandlers } from './graph-context.ts';
export { type CardMark, type LaneMark, type Marks, type MarkTable, type Pill, useMarks } from './marks.ts';
export { TintedIcon } from './tinted-icon.tsx';
export { useFlowNames } from './use-flow-names.ts';
