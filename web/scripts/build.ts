import { buildPage } from './build-page.ts';

/** `npm run build:web`: makes the page, whether or not it is old. */
// Tests and a shell may have another word there, by which React would be built for development.
process.env['NODE_ENV'] = 'production';
await buildPage((line) => console.log(line));
