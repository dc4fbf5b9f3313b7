/** An edge of the graph. */
import * as z from 'zod';
import { type DeepReadonly, idText, withDefault } from './members.ts';

/** Both kinds move the enrollment on; GOTO is how the editor draws jumps and loops. */
export const connectionSchema = z.object({
  edgeType: withDefault(z.enum(['STANDARD', 'GOTO']), 'STANDARD'),
  nextActionId: idText,
});
export type Connection = DeepReadonly<z.infer<typeof connectionSchema>>;
