import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import type { CodeConfig } from '../platform/index.ts';
import { CPU_SECONDS_MAX, OPEN_FILES_MAX, RESERVED_MB_MAX, THREADS_MAX } from './limits.ts';

/** Users that processes of code run as when the server is root: each as another one, in a range that no system gives out. */
const USERS = { first: 60_800, count: 256 };

/** Milliseconds for trying out one of the system's tools. */
const PROBE_MS_MAX = 5_000;

/** What keeps code apart on this machine, besides the permission model of its runtime and its limits. */
export interface Isolation {
  /** Whether processes run as users of their own: only root can. */
  readonly ownUsers: boolean;
  /** The tool that makes namespaces: with bwrap no file is seen but those of the runtime; without either, null. */
  readonly namespaces: 'bwrap' | 'unshare' | null;
  /** Why code cannot run at all. */
  readonly refusal: string | null;
}

/** A command for a process, and the user that runs it. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly user: number | undefined;
}

/** A program, and the folders that it reads. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly folders: readonly string[];
}

/** The system's tools, where they are. */
const TOOLS = { sh: find('sh'), setpriv: find('setpriv'), unshare: find('unshare'), bwrap: find('bwrap') };

/** What seems to be there, before anything is tried out. */
export function toolsPresent(): string[] {
  return Object.entries(TOOLS).flatMap(([name, file]) => (file === undefined ? [] : [name]));
}

/** Tries out what the system offers, by a program that does nothing. */
export async function findIsolation(probe: Program, wanted: CodeConfig['isolation']): Promise<Isolation> {
  const isRoot = process.getuid?.() === 0;
  const tried = (isolation: Isolation) => runs(commandFor(probe, isolation, 0));
  const bare = { ownUsers: isRoot, namespaces: null, refusal: null };
  const failure = await tried(bare);
  if (failure !== null) {
    const as = isRoot ? `as the user ${userOf(0)}` : 'as the server does';
    return { ...bare, refusal: `The runtime of code cannot be run ${as}: ${failure}` };
  }
  for (const namespaces of ['bwrap', 'unshare'] as const)
    if (TOOLS[namespaces] && (await tried({ ...bare, namespaces })) === null) return { ...bare, namespaces };
  const refusal =
    wanted === 'namespaces'
      ? 'MILLRACE_CODE_ISOLATION asks for namespaces, and neither bwrap nor unshare can make them here.'
      : null;
  return { ...bare, refusal };
}

/** The command for a program within all that keeps it apart; `slot` tells the processes of a server from each other. */
export function commandFor(program: Program, { ownUsers, namespaces }: Isolation, slot: number): Command {
  const { sh, setpriv, unshare, bwrap } = TOOLS;
  const limits = [
    'ulimit -c 0',
    `ulimit -t ${CPU_SECONDS_MAX}`,
    'ulimit -f 0',
    `ulimit -n ${OPEN_FILES_MAX}`,
    `ulimit -d ${RESERVED_MB_MAX * 1_024} 2>/dev/null || :`,
    `ulimit -u ${THREADS_MAX} 2>/dev/null || ulimit -p ${THREADS_MAX} 2>/dev/null || :`,
  ];
  const parts = [
    // Limits that a system does not know are left out: the others hold.
    ...(sh ? [sh, '-c', `${withoutThreads(limits, ownUsers).join('; ')}; exec "$@"`, 'sh'] : []),
    ...(setpriv ? [setpriv, '--no-new-privs', '--pdeathsig', 'KILL'] : []),
    ...(namespaces === 'unshare' && unshare
      ? [unshare, '--user', '--net', '--ipc', '--uts', '--pid', '--fork', '--kill-child=KILL']
      : []),
    ...(namespaces === 'bwrap' && bwrap ? [bwrap, ...bwrapArguments(program)] : []),
    program.file,
    ...program.args,
  ];
  return { file: parts[0]!, args: parts.slice(1), user: ownUsers ? userOf(slot) : undefined };
}

/** Threads are counted by user: to count those of the server's own user would count the server. */
function withoutThreads(limits: readonly string[], ownUsers: boolean): readonly string[] {
  return ownUsers ? limits : limits.filter((limit) => !limit.startsWith('ulimit -u'));
}

function bwrapArguments({ file, folders }: Program): string[] {
  const system = ['/usr', '/lib', '/lib64', '/lib32', '/bin', '/etc/ld.so.cache', '/etc/alternatives'];
  return [
    ...['--unshare-all', '--die-with-parent', '--cap-drop', 'ALL', '--hostname', 'code'],
    ...[...system, file, ...folders].flatMap((each) => ['--ro-bind-try', each, each]),
    ...['--dev', '/dev', '--chdir', '/', '--'],
  ];
}

function userOf(slot: number): number {
  return USERS.first + ((process.pid + slot) % USERS.count);
}

/** Null when a command runs to its end, else why not. */
export function runs({ file, args, user }: Command): Promise<string | null> {
  const as = user === undefined ? {} : { uid: user, gid: user };
  return new Promise((resolve) => {
    const options = { ...as, cwd: '/', env: {}, timeout: PROBE_MS_MAX };
    execFile(file, args, options, (error, _, said) =>
      resolve(error ? said.trim().split('\n').at(-1) || error.message : null),
    );
  });
}

function find(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/bin', '/bin'];
  return folders
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, name))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
