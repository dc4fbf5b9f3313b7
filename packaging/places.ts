import path from 'node:path';

export const ROOT = path.join(import.meta.dirname, '..');
/** The package, as it is packed. */
export const PACKAGE = path.join(ROOT, 'build/millrace');
