import type { TestProject } from 'vitest/node';
import { olderPostgres } from '../../../scripts/older-postgres.ts';
import { chosenPostgres } from './chosen-postgres.ts';
import { provide } from './global-setup.ts';

/** An older PostgreSQL, for the files that run on one once more. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('isOnOlder', true);
  return provide(project, chosenPostgres(olderPostgres()));
}
