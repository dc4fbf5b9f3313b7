/** Seconds of one run, as in the original. */
export const RUN_SECONDS_MAX = 20;

/** Megabytes that the code's process holds beyond what it shares with others, as in the original. */
export const MEMORY_MB_MAX = 128;

/** Characters of one run's log that are kept; of a longer one its beginning and its end. */
export const LOG_CHARACTERS_MAX = 16_000;

/** Processes that a server has for code at once, warm ones included. */
export const PROCESSES_MAX = 8;

/** Seconds that a warm process waits for its next run. */
export const IDLE_SECONDS_MAX = 60;

/** Runs of one process; then a new one takes its place. */
export const RUNS_PER_PROCESS_MAX = 1_000;

/** Processor seconds of one process in its life, so that one whose server was killed ends by itself. */
export const CPU_SECONDS_MAX = 120;

/** Processor seconds after which a process is not used again, so that each run has its whole time. */
export const CPU_SECONDS_REUSED_MAX = CPU_SECONDS_MAX - 4 * RUN_SECONDS_MAX;

/** Threads and processes of one process's user; Node.js itself has about a dozen. */
export const THREADS_MAX = 64;

/** Open files and connections of one process. */
export const OPEN_FILES_MAX = 128;

/** Megabytes of writable memory, all that is reserved and never touched included: a last bound behind the one that is watched. */
export const RESERVED_MB_MAX = 2_048;

/** Milliseconds between two looks at a process's memory. */
export const MEMORY_WATCH_MS = 25;

/** Bytes of what a process writes past its console: the last words of a runtime that breaks down. */
export const RAW_OUTPUT_BYTES_MAX = 20_000;

/** Bytes of one report of a process; a result has at most four million characters. */
export const REPORT_BYTES_MAX = 32_000_000;

/** Seconds for a process to start. */
export const START_SECONDS_MAX = 15;
