/** The flow as an outline, the accessible form of the graph. */
export { Outline } from './outline.tsx';
