import type { Finding, Lint } from './finding.ts';

/** Until the index over a property is ready, its holders are found by looking through all records of their type. */
export const lookUpsAreIndexed: Lint = ({ world }) =>
  world.lookUps.flatMap(({ path, property, index }): Finding[] => {
    if (index === 'READY') return [];
    const { says, fix } = SAYINGS[index];
    const message = `${path} "${property}" is not unique: ${says}`;
    return [{ severity: 'info', code: 'LOOKS_THROUGH_RECORDS', path, message, fix }];
  });

const SAYINGS = {
  BUILDING: {
    says: 'every batch looks through all records of its type until the index over it is ready.',
    fix: 'Wait for the index; GET /millrace/v1/indexes tells how far it is.',
  },
  NONE: {
    says: 'every batch looks through all records of its type until there is an index over it, which turning the flow on begins.',
    fix: 'Turn the flow on; one that has been on without an index gets it by its next save.',
  },
} as const;
