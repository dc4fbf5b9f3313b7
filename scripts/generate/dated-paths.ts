import { BETAS, FAMILIES, RELEASES } from '../../server/src/roles/index.ts';
import { table } from './write.ts';

/** Where the families of the API stand under dates. */
export function datedPathsTable(): string {
  const rows = FAMILIES.map(({ dated, numbered, versions }) => [
    `\`${dated}/{version}\``,
    `\`${numbered}\``,
    versions === BETAS ? 'betas' : 'all',
  ]);
  const versions = [...RELEASES, ...BETAS].map((version) => `\`${version}\``).join(', ');
  return `Versions: ${versions}.\n\n${table(['dated', 'is', 'versions'], rows)}`;
}
