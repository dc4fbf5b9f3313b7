/** The panel at the right: forms and JSON of what is in focus. */
import { later } from '../later.tsx';

export const Panel = later(async () => (await import('./panel.tsx')).Panel);
