/** The panel at the right: forms and JSON of what is in focus. */
export { Panel } from './panel.tsx';
