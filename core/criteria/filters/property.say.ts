import { propertyPart, textOf } from '../../sentence/index.ts';
import type { SayFilter } from '../wording.ts';

export const sayProperty: SayFilter = ({ property, operation }, { names, bearer, operation: say }) =>
  say(operation, propertyPart(bearer, property, names), names.property(bearer, textOf(property) ?? ''));
