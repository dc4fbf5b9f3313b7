import { sayAssociated } from '../say-associated.ts';
import type { SayFilter } from '../wording.ts';

export const sayNumAssociations: SayFilter = (filter, wording) => sayAssociated(filter, false, wording);
