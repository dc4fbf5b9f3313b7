import { quote } from '../../../problem/index.ts';
import type { Finding, LintInput } from './finding.ts';

/** The finding of a property that ought to be a date, and is none. One that is not there is reported at its mention. */
export function noDate({ flow, world }: LintInput, name: string, path: string, then: string): Finding[] {
  const property = world.property(flow.objectTypeId, name);
  if (!property || property.type === 'date' || property.type === 'datetime') return [];
  const message = `${path} ${quote(name)} is a property of the type ${property.type}, not a date: ${then}.`;
  const fix = 'Name a property of the type date or datetime.';
  return [{ severity: 'error', code: 'WRONG_TYPE', path, message, fix }];
}
