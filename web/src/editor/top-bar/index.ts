/** What stands above the graph. */
export { TopBar } from './top-bar.tsx';
