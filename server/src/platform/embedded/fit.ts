/** What the embedded PostgreSQL has to live on. */
export interface Machine {
  /** Of the machine, or what the container allows. */
  readonly memoryBytes: number;
  readonly cores: number;
  /** Free where the data is. */
  readonly freeBytes: number;
}

/** A setting of PostgreSQL, and why it is so. */
export interface Setting {
  readonly name: string;
  /** As PostgreSQL reads it. */
  readonly value: string;
  readonly why: string;
}

const MB = 1_024 ** 2;
const GB = 1_024 ** 3;

/** Connections of the processes that may share it: two of Millrace with 24 each, and some for whoever looks. */
export const CONNECTIONS_MAX = 60;

/**
 * The settings that hang on the machine. Millrace and PostgreSQL share it, so that PostgreSQL takes less of the memory than one that is alone would.
 * Durability is never touched: fsync, full_page_writes and synchronous_commit are on.
 */
export function fit({ memoryBytes, cores, freeBytes }: Machine): readonly Setting[] {
  const shared = between(memoryBytes / 8, 64 * MB, 4 * GB);
  const wal = between(Math.min(memoryBytes / 8, freeBytes / 10), 256 * MB, 4 * GB);
  const parallel = cores < 4 ? 0 : Math.min(2, Math.floor(cores / 4));
  return [
    {
      name: 'shared_buffers',
      value: megabytes(shared),
      why: 'an eighth of the memory, 64 MB to 4 GB: Millrace and the file cache live beside it',
    },
    {
      name: 'effective_cache_size',
      value: megabytes(between(memoryBytes / 2, 128 * MB, 256 * GB)),
      why: 'half of the memory: what the planner may expect to find cached',
    },
    {
      name: 'work_mem',
      value: megabytes(between(memoryBytes / 512, 4 * MB, 32 * MB)),
      why: 'for a sort or a hash, of which few are under way at once',
    },
    {
      name: 'maintenance_work_mem',
      value: megabytes(between(memoryBytes / 32, 32 * MB, GB)),
      why: 'a thirty-second of the memory: indexes are built, and tables vacuumed, by few at once',
    },
    {
      name: 'max_wal_size',
      value: megabytes(wal),
      why: 'an eighth of the memory, and at most a tenth of the free disk: a checkpoint comes by its time, not by its size, and writes fewer pages twice',
    },
    {
      name: 'min_wal_size',
      value: megabytes(between(wal / 4, 80 * MB, GB)),
      why: 'a quarter of that: files of the log are used again rather than made anew',
    },
    {
      name: 'checkpoint_timeout',
      value: '15min',
      why: 'each page is written whole once after a checkpoint; what is to be recovered after a crash is bounded by max_wal_size',
    },
    {
      name: 'wal_compression',
      value: 'pglz',
      why: 'pages that are written whole take about half the room',
    },
    {
      name: 'wal_buffers',
      value: megabytes(between(shared / 32, 4 * MB, 64 * MB)),
      why: 'a batch is written to the log at once',
    },
    {
      name: 'random_page_cost',
      value: '1.1',
      why: 'a page costs nearly the same wherever it is: memory and solid disks',
    },
    {
      name: 'max_parallel_workers_per_gather',
      value: String(parallel),
      why:
        parallel === 0
          ? `${cores === 1 ? 'one core' : `${cores} cores`}: a query that takes several would hold up the others`
          : 'of the cores, a quarter: large searches may take more than one',
    },
    {
      name: 'autovacuum_max_workers',
      value: String(cores < 4 ? 2 : 3),
      why: 'tables that are written to all the time are cleaned at once, and leave a core to the rest',
    },
    {
      name: 'autovacuum_naptime',
      value: '15s',
      why: 'queues are emptied as fast as they fill: what is dead is in the way soon',
    },
    {
      name: 'autovacuum_vacuum_cost_limit',
      value: '1000',
      why: 'five times the usual pace: made for solid disks',
    },
    { name: 'jit', value: 'off', why: 'no statement is so large that compiling it would pay' },
  ];
}

/** Settings that the machine has no part in. */
export const ALWAYS: readonly string[] = [
  'listen_addresses=',
  `max_connections=${CONNECTIONS_MAX}`,
  'timezone=UTC',
  'log_timezone=UTC',
  // After a crash every file must be on the disk before it is recovered: one call a file system, not one for each of 1,500 files.
  ...(process.platform === 'linux' ? ['recovery_init_sync_method=syncfs'] : []),
];

function between(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

/** Whole megabytes, as a person would write them. */
function megabytes(bytes: number): string {
  const whole = Math.floor(bytes / MB);
  return whole >= 1_024 && whole % 1_024 === 0 ? `${whole / 1_024}GB` : `${whole}MB`;
}
