import type { Finding, Lint } from './finding.ts';

/** Data sources of the kinds that are read here; steps that read another fail. */
export const dataSourcesCanBeRead: Lint = ({ flow }) =>
  flow.dataSources.flatMap((source, index): Finding[] => {
    if (source.type === 'ASSOCIATION' || source.type === 'ASSOCIATION_TIMESTAMP') return [];
    const path = `dataSources[${index}].type`;
    const message = `${path} "${source.type}" cannot be read here: every step that reads "${source.name}" fails.`;
    const fix = 'Find the record by an association ("ASSOCIATION").';
    return [{ severity: 'error', code: 'DATA_SOURCE_NOT_SUPPORTED', path, message, fix }];
  });
