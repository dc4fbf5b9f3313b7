/** The account's clock, which development mode can move: at the bottom of every page. */
export { ClockBar } from './clock-bar.tsx';
