/** How a flow goes: who is where, what became of the steps, what goes wrong, and how it went day by day. */
export { WatchPage } from './watch-page.tsx';
