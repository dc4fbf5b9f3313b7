/** The menu of actions at a `+`. */
import { later } from '../later.tsx';

export const CatalogueMenu = later(async () => (await import('./catalogue-menu.tsx')).CatalogueMenu);
