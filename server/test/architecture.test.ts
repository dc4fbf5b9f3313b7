import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, sourcesBelow } from './support/sources.ts';
import { sqlIn } from './support/sql-in-source.ts';

/** Data flows right, imports point left, through a folder's index.ts only. */
const SERVER_ORDER = [
  'platform',
  'replicas',
  'archive',
  'audit',
  'accounts',
  'schema',
  'history',
  'jobs',
  'pauses',
  'outgoing',
  'code',
  'people',
  'records',
  'passages',
  'events',
  'preferences',
  'lists',
  'forms',
  'mail',
  'outbox',
  'effects',
  'messages',
  'single-sends',
  'app-actions',
  'loading',
  'performers',
  'flows',
  'indexes',
  'triggers',
  'enrollments',
  'alerts',
  'retention',
  'backup',
  'execution',
  'edit-preview',
  'simulation',
  'timeline',
  'steering',
  'live',
  'names',
  'email-preview',
  'metrics',
  'legacy',
  'roles',
];

/** In core: what a folder may import, besides itself. */
const CORE_MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  raw: [],
  problem: [],
  sentence: [],
  time: [],
  property: ['problem', 'time'],
  template: ['property', 'time'],
  record: ['time'],
  crm: ['problem', 'property', 'time', 'record', 'sentence'],
  criteria: ['problem', 'property', 'time', 'record', 'sentence'],
  flow: ['problem', 'property', 'time', 'record', 'crm', 'criteria', 'template', 'sentence'],
};

/** In the page: `api` stands alone, `kit` on it, and features on both and on each other's doors. */
const WEB_MAY_IMPORT = (from: string, place: string): boolean =>
  from === 'api' ? false : from === 'kit' ? place === 'api' : true;

/** The door of a folder, and the one of its sentences, behind which a page finds nothing that reads, compiles or runs. */
const CORE_DOORS = (place: string) => [
  path.join(place, 'index.ts'),
  path.join(place, 'sentences', 'index.ts'),
];

const CORE_PACKAGES = ['zod', 'temporal-polyfill', 'libphonenumber-js/max'];

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:^|\n)\s*(?:import|export)[^'"]*?from '([^']+)'|import\('([^']+)'\)/g)].map(
    (found) => found[1] ?? found[2]!,
  );
}

/** What a file loads when it runs: imports of types alone are gone by then. */
function loadedBy(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/(?:^|\n)(?:import|export) type [^;]*;/g, '');
  return [...text.matchAll(/(?:^|\n)(?:import|export)[^'"]*? from '([^']+)'/g)].map(([, target]) =>
    target!.startsWith('.') ? path.resolve(path.dirname(file), target!) : target!,
  );
}

describe('imports', () => {
  const files = ['core', 'client', 'server/src', 'cli', 'bench', 'scripts', 'web', 'testing'].flatMap(
    (folder) => sourcesBelow(path.join(ROOT, folder)),
  );
  const imports = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => target.startsWith('.'))
      .map((target) => [file, path.resolve(path.dirname(file), target)] as const),
  );
  const shown = (circles: readonly (readonly string[])[]) =>
    circles.map((circle) => circle.map((at) => path.relative(ROOT, at)));

  test('of files go in no circle, those of types included', () => {
    expect(shown(circlesIn(imports))).toEqual([]);
  });

  test('of folders go in no circle', () => {
    // One package in two folders: the command runs tests that `testing` helps to write, and that knows files of flows.
    const isOnePackage = (edge: readonly string[]) => edge.toSorted().join() === 'cli,testing';
    const neighbours = imports
      .flatMap(([from, to]) => betweenNeighbours(from, to))
      .filter((edge) => !isOnePackage(edge.map((at) => path.relative(ROOT, at))));
    expect(shown(circlesIn(neighbours))).toEqual([]);
  });
});

/** What one import says of the folder that holds both ends: that the one part of it imports the other. */
function betweenNeighbours(from: string, to: string): (readonly [string, string])[] {
  const [here, there] = [from.split(path.sep), to.split(path.sep)];
  const shared = here.findIndex((part, index) => part !== there[index]);
  if (shared === here.length - 1 && shared === there.length - 1) return [];
  return [[here.slice(0, shared + 1).join(path.sep), there.slice(0, shared + 1).join(path.sep)]];
}

/** The groups whose members all lead to each other. */
function circlesIn(edges: readonly (readonly [string, string])[]): string[][] {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of edges) next.set(from, (next.get(from) ?? new Set()).add(to));
  const reached = new Map([...next.keys()].map((node) => [node, reachedFrom(node, next)]));
  const circles = new Map<string, string[]>();
  for (const [node, reaches] of reached) {
    if (!reaches.has(node)) continue;
    const circle = [...reaches].filter((other) => reached.get(other)?.has(node)).sort();
    circles.set(circle[0]!, circle);
  }
  return [...circles.values()];
}

function reachedFrom(node: string, next: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const reached = new Set<string>();
  const left = [node];
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    for (const to of next.get(at) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      left.push(to);
    }
  }
  return reached;
}

test('circles are found, and paths that only meet are not', () => {
  expect(
    circlesIn([
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'b'],
      ['a', 'c'],
      ['d', 'd'],
    ]),
  ).toEqual([['b', 'c'], ['d']]);
});

test('a migration has a number of its own', () => {
  const numbers = readdirSync(path.join(ROOT, 'server/migrations')).map((file) => file.slice(0, 4));
  expect(numbers).toEqual([...new Set(numbers)]);
});

describe('the command line', () => {
  const files = sourcesBelow(path.join(ROOT, 'cli')).filter((file) => !file.includes('/cli/test/'));

  test('speaks to servers over HTTP; where it runs one, or looks at one, it comes in by the doors', () => {
    const running = /^cli\/(?:program\.ts|doctor\/|commands\/(?:start|backup|restore-backup|postgres)\.ts)/;
    const doors = /^server\/src\/(?:\w+\/index|roles\/version|roles\/web\/index)\.ts$/;
    const wrong = files.flatMap((file) => {
      const from = path.relative(ROOT, file);
      return importsOf(file)
        .filter((target) => target.startsWith('.'))
        .map((target) => path.relative(ROOT, path.resolve(path.dirname(file), target)))
        .filter((to) => to.startsWith('server/') && !(running.test(from) && doors.test(to)))
        .map((to) => `${from} imports ${to}`);
    });
    expect(wrong).toEqual([]);
  });

  test('loads the server for no command that does not run one', () => {
    const loading = files.filter((file) => loadedBy(file).some((to) => to.includes('/server/src/')));
    expect(
      loading.map((file) => path.relative(ROOT, file)).filter((file) => !/^cli\/doctor\//.test(file)),
    ).toEqual(['cli/program.ts']);
  });
});

/** A part of the store's flush of a world. */
const FLUSHER = /^export const (\w+): Flusher = /m;

describe('the server', () => {
  const source = path.join(ROOT, 'server/src');
  const placeOf = (file: string) => path.relative(source, file).split(path.sep)[0]!;
  const files = sourcesBelow(source).filter((file) => path.basename(file) !== 'main.ts');

  test('has only folders that the order knows', () => {
    expect(files.length).toBeGreaterThan(400);
    expect(files.map(placeOf).filter((place) => !SERVER_ORDER.includes(place))).toEqual([]);
  });

  test('imports only leftwards, and through index.ts only', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file).flatMap((target) => {
        if (!target.startsWith('.')) return [];
        const to = path.resolve(path.dirname(file), target);
        const [from, place] = [placeOf(file), placeOf(to)];
        if (from === place) return [];
        const leftwards = SERVER_ORDER.indexOf(place) < SERVER_ORDER.indexOf(from);
        const throughDoor = path.relative(source, to) === path.join(place, 'index.ts');
        return leftwards && throughDoor ? [] : [`${path.relative(ROOT, file)} imports ${target}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('reads no clock and no randomness outside the platform, but for ids of requests, tokens, secrets, leases and signatures', () => {
    const allowed = [
      'accounts/secrets/random.ts',
      'accounts/tokens.ts',
      'effects/heartbeat.ts',
      'effects/stream.ts',
      'outgoing/signature.ts',
    ];
    const wrong = files.filter((file) => {
      const place = path.relative(source, file);
      if (place.startsWith('platform') || allowed.includes(place)) return false;
      return /Date\.now\(|new Date\(\)|Math\.random\(|randomUUID\(|randomBytes\(/.test(
        readFileSync(file, 'utf8'),
      );
    });
    expect(wrong.map((file) => path.relative(ROOT, file))).toEqual([]);
  });

  test('asks others by HTTP in one folder only, which guards where it goes', () => {
    const asking =
      /\bfetch\(|\bimport\(?[^;]*?'undici'|\bhttps?\.(?:request|get)\(|import \{[^}]*\b(?:request|get)\b[^}]*\} from 'node:https?'|from 'node:(?:https|http2)'|\bnew (?:WebSocket|EventSource)\(/;
    const wrong = files.filter(
      (file) => placeOf(file) !== 'outgoing' && asking.test(readFileSync(file, 'utf8')),
    );
    expect(wrong.map((file) => path.relative(ROOT, file))).toEqual([]);
    expect(
      files
        .filter((file) => placeOf(file) === 'outgoing')
        .some((file) => asking.test(readFileSync(file, 'utf8'))),
    ).toBe(true);
  });

  test('knows HTTP only where routes are', () => {
    const wrong = files.filter((file) => {
      const place = path.relative(source, file);
      if (place.startsWith('platform') || place.startsWith('roles') || /routes(\.ts|\/)/.test(place))
        return false;
      return /\breply\.\w+\(|FastifyRe(quest|ply)/.test(readFileSync(file, 'utf8'));
    });
    expect(wrong.map((file) => path.relative(ROOT, file))).toEqual([]);
  });

  test('writes what worlds hold in flushers only, and in the few places that write what no world holds', () => {
    const held = 'records|unique_values|associations|company_domains|list_memberships|events|changes';
    const writing = new RegExp(`\\b(?:insert\\s+into|update|delete\\s+from)\\s+(?:${held})\\b`, 'i');
    const beside = [
      // Retention: what is old is read by nobody.
      'history/forget.ts',
      // A merge says what became of records, and hands their values on; an erasure leaves nothing to hold.
      'records/queries/erase.ts',
      'records/queries/links.ts',
      'records/queries/merging.ts',
      // The rows that the flusher of memberships writes, and from which alone it is known who is news in a list.
      'lists/queries/memberships.ts',
    ];
    const wrong = files.filter((file) => {
      const text = readFileSync(file, 'utf8');
      return sqlIn(text).some((sql) => writing.test(sql)) && !FLUSHER.test(text);
    });
    expect(wrong.map((file) => path.relative(source, file)).toSorted()).toEqual(beside.toSorted());
  });

  test('lists every flusher', () => {
    const made = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(new RegExp(FLUSHER, 'gm'))].map((found) => found[1]!),
    );
    const lists = readFileSync(path.join(source, 'roles/flushers.ts'), 'utf8').matchAll(
      /Flusher\[\] = \[([^\]]*)\]/g,
    );
    const listed = [...lists].flatMap(([, names]) => names!.match(/\w+/g) ?? []);
    expect(listed.toSorted()).toEqual(made.toSorted());
  });

  test('makes worlds in the store only, but for one that is looked at and dropped', () => {
    const making = files.filter((file) => /\bnew World\(/.test(readFileSync(file, 'utf8')));
    expect(making.map((file) => path.relative(source, file)).toSorted()).toEqual([
      'history/store.ts',
      'loading/gather.ts',
    ]);
  });

  test('has a door with a word about itself in every folder', () => {
    const doors = [...new Set(files.map(placeOf))].map((place) => path.join(source, place, 'index.ts'));
    expect(doors.filter((door) => !readFileSync(door, 'utf8').startsWith('/**'))).toEqual([]);
  });
});

describe('core', () => {
  const source = path.join(ROOT, 'core');
  const files = sourcesBelow(source);
  const placeOf = (file: string) => path.relative(source, file).split(path.sep)[0]!;

  test('depends on nothing but its own folders and a few pure packages', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file).flatMap((target) => {
        if (!target.startsWith('.'))
          return CORE_PACKAGES.includes(target) ? [] : [`${path.relative(ROOT, file)} imports ${target}`];
        const to = path.resolve(path.dirname(file), target);
        const [from, place] = [placeOf(file), placeOf(to)];
        if (from === place) return [];
        const allowed =
          CORE_MAY_IMPORT[from]?.includes(place) && CORE_DOORS(place).includes(path.relative(source, to));
        return allowed ? [] : [`${path.relative(ROOT, file)} imports ${target}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('has sentences and a catalogue that no package comes with, since a page loads them at its first paint', () => {
    for (const door of ['flow/sentences/index.ts', 'flow/catalogue/index.ts']) {
      const reached = new Set([path.join(source, door)]);
      for (const file of reached) for (const target of loadedBy(file)) reached.add(target);
      expect(reached.size).toBeGreaterThan(3);
      expect([...reached].filter((target) => !target.startsWith(source))).toEqual([]);
      expect([...reached].filter((target) => /engine|definition|compile|schema\.ts/.test(target))).toEqual(
        [],
      );
    }
  });

  test('takes zod as a whole, so that a bundler leaves out what is not used', () => {
    const wrong = files.filter((file) =>
      /import (type )?\{[^}]*\} from 'zod'/.test(readFileSync(file, 'utf8')),
    );
    expect(wrong.map((file) => path.relative(ROOT, file))).toEqual([]);
  });

  test('reads no clock and no randomness', () => {
    const wrong = files.filter((file) =>
      /Date\.now\(|new Date\(\)|Math\.random\(|process\./.test(readFileSync(file, 'utf8')),
    );
    expect(wrong).toEqual([]);
  });
});

test('what tests of flows are written with speaks HTTP: it knows the API in types, and nothing of the server', () => {
  const folder = path.join(ROOT, 'testing');
  const known = ['cli/files', 'cli/support', 'cli/target', 'testing'];
  const wrong = sourcesBelow(folder).flatMap((file) =>
    importsOf(file).filter((target) => {
      if (!target.startsWith('.'))
        return (
          !target.startsWith('node:') && !['@millrace/client', '@millrace/core/sentences'].includes(target)
        );
      return !known.includes(path.relative(ROOT, path.dirname(path.resolve(path.dirname(file), target))));
    }),
  );
  expect(wrong).toEqual([]);
});

describe('the page', () => {
  const source = path.join(ROOT, 'web/src');
  const files = sourcesBelow(source);
  /** `main.tsx` and `router.ts` stand beside the folders, and put them together. */
  const placeOf = (file: string) => path.relative(source, file).split(path.sep);
  const isTop = (file: string) => placeOf(file).length === 1;

  test('imports leftwards only: the API and the kit, then features through their doors, then the router', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file).flatMap((target) => {
        if (!target.startsWith('.') || target.endsWith('.css')) return [];
        const to = path.resolve(path.dirname(file), target);
        const [from, place] = [placeOf(file)[0]!, placeOf(to)[0]!];
        if (from === place && !isTop(file)) return [];
        const allowed = isTop(file)
          ? isTop(to) || /\/(?:index|search)\.ts$/.test(to)
          : WEB_MAY_IMPORT(from, place) && path.relative(source, to) === path.join(place, 'index.ts');
        return allowed ? [] : [`${path.relative(ROOT, file)} imports ${target}`];
      }),
    );
    expect(files.length).toBeGreaterThan(40);
    expect(wrong).toEqual([]);
  });

  test('asks the server in the folder of the API only', () => {
    const wrong = files.filter(
      (file) =>
        placeOf(file)[0] !== 'api' &&
        /\bfetch\(|new EventSource\(|XMLHttpRequest/.test(readFileSync(file, 'utf8')),
    );
    expect(wrong.map((file) => path.relative(ROOT, file))).toEqual([]);
  });

  test('says colours in tokens only', () => {
    const styles = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.css'),
    );
    const wrong = styles.filter(
      (name) =>
        name !== 'tokens.css' &&
        /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/i.test(readFileSync(path.join(source, name), 'utf8')),
    );
    expect(styles.length).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });

  test('has a door with a word about itself in every folder', () => {
    const folders = [...new Set(files.filter((file) => !isTop(file)).map((file) => placeOf(file)[0]!))];
    const doors = folders.map((place) => path.join(source, place, 'index.ts'));
    expect(doors.filter((door) => !readFileSync(door, 'utf8').startsWith('/**'))).toEqual([]);
  });
});

/** Kinds of things of which each is at home in one file, and known by its list alone: to add one takes no other file. */
const ROOMS: readonly { readonly of: string; readonly folder: string; readonly list: string }[] = [
  { of: 'a type of action', folder: 'core/flow/actions/types', list: 'core/flow/actions/list.ts' },
  { of: 'a kind of ask', folder: 'core/flow/engine/asks', list: 'core/flow/engine/asks/index.ts' },
  { of: 'a kind of write', folder: 'core/flow/engine/writes', list: 'core/flow/engine/writes/index.ts' },
  { of: 'a refusal', folder: 'core/flow/checks/refusals', list: 'core/flow/checks/refusals/index.ts' },
  { of: 'a lint', folder: 'core/flow/checks/lint', list: 'core/flow/checks/lint/index.ts' },
  { of: 'a filter', folder: 'core/criteria/filters', list: 'core/criteria/filters/list.ts' },
  { of: 'an operator', folder: 'core/criteria/operators', list: 'core/criteria/operators/list.ts' },
  { of: 'a performer', folder: 'server/src/performers', list: 'server/src/performers/list.ts' },
  { of: 'a lane', folder: 'server/src/execution/lanes', list: 'server/src/execution/lanes/index.ts' },
];

test.each(ROOMS)('$of is known by its list alone', ({ folder, list }) => {
  const files = [...sourcesBelow(path.join(ROOT, 'core')), ...sourcesBelow(path.join(ROOT, 'server/src'))];
  const importers = Map.groupBy(
    files.flatMap((file) =>
      importsOf(file).map((target) => ({ file, target: path.resolve(path.dirname(file), target) })),
    ),
    ({ target }) => path.relative(ROOT, target),
  );
  const strangers = readdirSync(path.join(ROOT, folder))
    .filter((name) => !/^(index|list|shape|says)\.ts$/.test(name))
    .flatMap((name) => importers.get(`${folder}/${name}`) ?? [])
    .filter(
      ({ file }) => path.dirname(file) !== path.join(ROOT, folder) && path.relative(ROOT, file) !== list,
    );
  expect(strangers).toEqual([]);
  const listed = importsOf(path.join(ROOT, list)).map((target) =>
    path.resolve(ROOT, path.dirname(list), target),
  );
  expect(listed.filter((target) => path.dirname(target) === path.join(ROOT, folder)).length).toBeGreaterThan(
    0,
  );
});
