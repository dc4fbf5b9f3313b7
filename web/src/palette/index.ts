/** Where everything is found by typing: pages, flows, records, commands. */
export { PaletteButton } from './palette-button.tsx';
