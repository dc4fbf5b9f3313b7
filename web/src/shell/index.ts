/** What stands around every page: navigation, the account, notices. */

export { Missing } from './missing.tsx';
export { Opening } from './opening.tsx';
export { Shell } from './shell.tsx';
export { applyKeptTheme } from './theme.ts';
export { Trouble } from './trouble.tsx';
