import { expect, test } from 'vitest';
import { fit, type Machine } from './fit.ts';

const GB = 1_024 ** 3;
const chosen = (machine: Partial<Machine>) =>
  Object.fromEntries(
    fit({ memoryBytes: 4 * GB, cores: 2, freeBytes: 100 * GB, ...machine }).map(({ name, value }) => [
      name,
      value,
    ]),
  );

test.each<[string, Partial<Machine>, Readonly<Record<string, string>>]>([
  [
    'a small container',
    { memoryBytes: GB / 2, cores: 1 },
    {
      shared_buffers: '64MB',
      max_wal_size: '256MB',
      work_mem: '4MB',
      max_parallel_workers_per_gather: '0',
      autovacuum_max_workers: '2',
    },
  ],
  [
    'a laptop',
    { memoryBytes: 16 * GB, cores: 8 },
    {
      shared_buffers: '2GB',
      effective_cache_size: '8GB',
      max_wal_size: '2GB',
      max_parallel_workers_per_gather: '2',
    },
  ],
  [
    'a large server',
    { memoryBytes: 512 * GB, cores: 64 },
    { shared_buffers: '4GB', maintenance_work_mem: '1GB', max_wal_size: '4GB', work_mem: '32MB' },
  ],
  [
    'a disk that is nearly full',
    { memoryBytes: 64 * GB, freeBytes: 5 * GB },
    { max_wal_size: '512MB', min_wal_size: '128MB' },
  ],
])('%s', (_, machine, wanted) => {
  expect(chosen(machine)).toMatchObject(wanted);
});

test('each has a reason, and none touches what keeps data', () => {
  for (const { name, why } of fit({ memoryBytes: GB, cores: 1, freeBytes: GB })) {
    expect(why.length, name).toBeGreaterThan(20);
    expect(['fsync', 'full_page_writes', 'synchronous_commit', 'commit_delay']).not.toContain(name);
  }
});
