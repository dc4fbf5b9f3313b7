import type * as z from 'zod';

/** A schema without its wrappers: defaults, preprocessing, transforms. A lazy one stays as it is. */
export function bare(schema: z.core.$ZodType): z.core.$ZodTypes {
  const wrapped = schema as z.core.$ZodTypes;
  const { def } = wrapped._zod;
  switch (def.type) {
    case 'pipe': {
      const from = bare(def.in);
      return from._zod.def.type === 'transform' ? bare(def.out) : from;
    }
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return bare(def.innerType);
    default:
      return wrapped;
  }
}
