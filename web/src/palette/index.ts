/** Where everything is found by typing: pages, flows, records, commands, and what the open page adds. */
export { type FindOnPage, useOnPalette } from './on-page.ts';
export { PaletteButton } from './palette-button.tsx';
