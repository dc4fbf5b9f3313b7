import type { ObjectType } from '@millrace/core/crm';
import { refused } from '../../platform/index.ts';
import type { SchemaUnit } from '../schema-unit.ts';
import type { Uses } from '../uses.ts';

/** 400 when live records are in one of these pipelines or stages; without `uses` they may stay there. */
export async function checkUnused(
  unit: SchemaUnit,
  uses: Uses | undefined,
  type: ObjectType,
  what: 'pipeline' | 'stage',
  ending: readonly { readonly id: string; readonly label: string }[],
): Promise<void> {
  if (!uses) return;
  const property = what === 'pipeline' ? type.pipeline?.pipelineProperty : type.pipeline?.stageProperty;
  const ids = ending.map(({ id }) => id);
  const count = await uses.countRecordsWith(unit.tx, unit.accountId, type.id, property ?? '', ids);
  if (count === 0) return;
  const names = ending.map(({ label }) => JSON.stringify(label)).join(', ');
  const message = `${count} ${type.name} records are in the ${what} ${names}; move or archive them first.`;
  throw refused(`${what}Id`, 'RECORDS_IN_PIPELINE', message);
}
