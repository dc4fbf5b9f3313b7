import { z } from 'zod';

export const config = { scopes: ['automation'] };

export const id = z.string().regex(/^\d{1,18}$/, 'must be an id: digits only');

export const flowParams = z.object({ flowId: id });
