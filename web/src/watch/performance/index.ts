/** The chart of how a flow went: loaded when it is shown. */
export { Performance as default } from './performance.tsx';
