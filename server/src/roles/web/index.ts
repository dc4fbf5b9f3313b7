/** The built page for people, `web/dist`: its files, and its one document at every path that is no API's. */
export { webFiles } from './files.ts';
export { WEB_FOLDER, webPage } from './page.ts';
