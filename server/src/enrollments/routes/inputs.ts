import { z } from 'zod';
import { idOf } from '../../platform/index.ts';

export const config = { scopes: ['automation'] };

export const id = idOf('an id');

export const flowParams = z.object({ flowId: id });
