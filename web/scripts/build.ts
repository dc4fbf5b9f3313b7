import { buildPage } from './build-page.ts';

/** `npm run build:web`: makes the page, whether or not it is old. */
await buildPage((line) => console.log(line));
