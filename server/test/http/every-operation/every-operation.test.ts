/**
 * Every operation × everything that it reads. The list is the server's own description, `/docs/json`: a new route with
 * a schema is asked here from the day on which it is served, and nobody has to remember that. A route that reads its
 * body by itself gets in by its `config.reads`; an id that its path needs, and that is not made yet, by
 * `givenEverything`. Exceptions are the lists below, each with its reason.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Description,
  describedOperations,
  type Operation,
  type Parameter,
} from '../../support/described-operations.ts';
import type { Answer } from '../../support/millrace.ts';
import { type PlaceInBody, placesIn, shortest } from '../../support/schema-places.ts';
import { type Story, tellStory } from '../../support/story.ts';
import { givenEverything } from './given-everything.ts';

/** Each test is thousands of requests: quick alone, and not on a machine that has other things to do. */
const TEST_MS = 180_000;

let story: Story;
let described: Description;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  // Each request comes from an address of its own, so that open routes do not tire of them.
  story = await tellStory({ trustedProxies: ['loopback'] });
  described = await describedOperations(story.millrace);
  expect(described.operations.length).toBeGreaterThan(200);
  ids = await givenEverything(story);
});
afterAll(() => story.stop());

describe('who may not do it is told so, whatever they sent', () => {
  const BROKEN = [undefined, '[{"', '[]', '{"inputs":7,"nobody":"knows"}'];

  test(
    'without a token it is 401, with one of no scopes 403',
    async () => {
      const made = await story.millrace.post('/millrace/v1/tokens', { name: 'nothing', scopes: [] });
      const strangers = [
        [{ authorization: '' }, [401]],
        [{ authorization: `Bearer ${made.body.token}` }, [403, 'MISSING_SCOPES']],
      ] as const;
      const wrong = await troubles(closed(), async ({ method, path, body, isForm, isOfAnyToken }) => {
        const url = `${filled(path)}?limit=x&after=x&properties=%00&unknown=1`;
        const problems: unknown[] = [];
        for (const [headers, [status, category]] of isOfAnyToken ? strangers.slice(0, 1) : strangers) {
          for (const text of body && !isForm ? BROKEN : [undefined]) {
            const answer = await story.millrace.call(method, url, text, headers);
            if (answer.status !== status || (category && answer.body?.category !== category))
              problems.push([text, answer.status, answer.body?.category, answer.body?.message]);
          }
        }
        return problems;
      });
      expect(wrong).toEqual([]);
    },
    TEST_MS,
  );

  const closed = () => described.operations.filter(({ open }) => !open);
});

describe('texts and times that nothing can keep are refused', () => {
  test(
    'in paths',
    async () => {
      const wrong = await troubles(described.operations, async (operation) => {
        const problems: unknown[] = [];
        for (const { name } of parametersIn(operation, 'path')) {
          for (const text of ['a%00b', '%ED%A0%80', '%00']) {
            const path = filled(operation.path, { [name]: text });
            const answer = await call(operation, path + requiredQuery(operation), leastBody(operation));
            problems.push(...refusalTroubles(answer, [name, text]));
          }
        }
        return problems;
      });
      expect(wrong).toEqual([]);
    },
    TEST_MS,
  );

  test(
    'in queries',
    async () => {
      const wrong = await troubles(described.operations, async (operation) => {
        const problems: unknown[] = [];
        for (const { name } of parametersIn(operation, 'query')) {
          for (const text of ['a%00b', ...(isTime(name) ? TIMES.map(encodeURIComponent) : [])]) {
            const query = requiredQuery(operation, { [name]: text });
            const answer = await call(operation, filled(operation.path) + query, leastBody(operation));
            problems.push(...refusalTroubles(answer, [name, text], text.includes('%00')));
          }
        }
        return problems;
      });
      expect(wrong).toEqual([]);
    },
    TEST_MS,
  );

  test(
    'in bodies',
    async () => {
      const wrong = await troubles(withBody(), async (operation) => {
        const problems: unknown[] = [];
        const places = placesIn(operation.body!, described.named);
        for (const { path, kind, bodyWith } of places) {
          if (kind === 'array' || kind === 'boolean') continue;
          const broken: unknown[] =
            kind === 'object'
              ? [{ 'a\0b': 'x' }, { a: '\ud800' }]
              : ['a\0b', '\ud800', ...(kind === 'anything' ? [{ deep: ['a\0'] }] : [])];
          const times = isTime(path) ? TIMES : [];
          for (const value of [...broken, ...times]) {
            const answer = await call(
              operation,
              filled(operation.path) + requiredQuery(operation),
              bodyWith(value),
            );
            problems.push(...refusalTroubles(answer, [path, value], broken.includes(value)));
          }
        }
        return problems;
      });
      expect(wrong).toEqual([]);
    },
    TEST_MS,
  );
});

describe('names that every object has are names like others', () => {
  const NAMES = ['constructor', '__proto__'];
  const OBJECTS = ['{"constructor":"x"}', '{"__proto__":{"x":"y"}}'].map(
    (text) => JSON.parse(text) as object,
  );

  test(
    'in paths and queries',
    async () => {
      const wrong = await troubles(described.operations, async (operation) => {
        const problems: unknown[] = [];
        for (const { name, in: place } of operation.parameters) {
          if (place !== 'path' && place !== 'query') continue;
          for (const text of NAMES) {
            const path = filled(operation.path, place === 'path' ? { [name]: text } : {});
            const query = requiredQuery(operation, place === 'query' ? { [name]: text } : {});
            const answer = await call(operation, path + query, leastBody(operation));
            problems.push(...refusalTroubles(answer, [name, text]));
          }
        }
        return problems;
      });
      expect(wrong).toEqual([]);
    },
    TEST_MS,
  );

  test(
    'in bodies',
    async () => {
      const wrong = await troubles(withBody(), async (operation) => {
        const problems: unknown[] = [];
        for (const { path, kind, bodyWith } of placesIn(operation.body!, described.named)) {
          if (kind === 'array' || kind === 'boolean') continue;
          for (const value of kind === 'object' ? OBJECTS : NAMES.slice(0, 1)) {
            const url = filled(operation.path) + requiredQuery(operation);
            const answer = await call(operation, url, bodyWith(value));
            problems.push(...refusalTroubles(answer, [path, value]));
          }
        }
        return problems;
      });
      expect(wrong).toEqual([]);
    },
    TEST_MS,
  );
});

describe('what is too long is refused as one, not item by item', () => {
  /** More than any array takes whose schema does not say otherwise, and more than those that do. */
  const ITEMS = 20_000;
  const ITEMS_WHERE_MANY = 200_000;
  const MEMBERS = 20_000;
  /** An answer to a person, not a list of everything that is wrong. */
  const ANSWER_CHARACTERS_MAX = 10_000;
  /** Times what it costs to be refused for a body as large where nobody looks into it. */
  const COST_RATIO_MAX = 100;

  const arrayOf = (item: string, items: number) => `[${`${item},`.repeat(items - 1)}${item}]`;
  const OBJECT = `{${Array.from({ length: MEMBERS }, (_, index) => `"n${index}":0`)}}`;
  /** What stands where something too long is to stand. */
  const MARK = 'here it stands';

  /** What to put into a place; nothing when its schema ignores what it does not name. */
  function tooLong({ kind, schema }: PlaceInBody): string[] {
    if (kind === 'object') return schema.additionalProperties === undefined ? [] : [OBJECT];
    if (kind !== 'array') return [];
    const items = (schema.maxItems ?? 0) < ITEMS ? ITEMS : ITEMS_WHERE_MANY;
    return ['{}', '""', '0'].map((item) => arrayOf(item, items));
  }

  /** A cost that looks too high is taken so often: the least is meant, since noise only adds. */
  const MEASUREMENTS = 8;

  /** In CPU time of this process, in which the server runs, too: that of a thread is told too coarsely for one request. */
  async function cost(method: string, url: string, body: string) {
    const before = process.cpuUsage();
    const answer = await story.millrace.call(method, url, body);
    const { user, system } = process.cpuUsage(before);
    return { answer, micros: user + system };
  }

  /** One answer says it all: a refusal, or what is wrong with what was to be judged. */
  function troublesOfOne({ name }: Operation, answer: Answer, what: unknown): unknown[] {
    const isJudged = name === JUDGES && answer.status === 200 && answer.body.problems.length > 0;
    return isJudged ? [] : refusalTroubles(answer, what, true);
  }

  test(
    'arrays and objects, wherever a body has them',
    async () => {
      const plain = arrayOf('0', ITEMS);
      const plainMicros = async () => {
        const { answer, micros } = await cost('POST', '/millrace/v1/clock/advance', plain);
        expect(answer.status).toBe(400);
        return micros;
      };
      let leastPlain = Number.POSITIVE_INFINITY;
      for (let times = 0; times < MEASUREMENTS; times++)
        leastPlain = Math.min(leastPlain, await plainMicros());
      const wrong = await troubles(
        withBody().filter(({ isForm }) => !isForm),
        async (operation) => {
          const problems: unknown[] = [];
          for (const place of placesIn(operation.body!, described.named)) {
            for (const text of tooLong(place)) {
              const body = JSON.stringify(place.bodyWith(MARK)).replace(JSON.stringify(MARK), () => text);
              const url = filled(operation.path) + requiredQuery(operation);
              const ask = () => cost(operation.method, url, body);
              let { answer, micros } = await ask();
              const what = [place.path, text.slice(0, 9)];
              problems.push(...troublesOfOne(operation, answer, what));
              const characters = JSON.stringify(answer.body).length;
              if (characters > ANSWER_CHARACTERS_MAX) problems.push([what, `${characters} characters`]);
              const ratio = () => micros / text.length / (leastPlain / plain.length);
              for (let times = 1; ratio() > COST_RATIO_MAX && times < MEASUREMENTS; times++) {
                leastPlain = Math.min(leastPlain, await plainMicros());
                micros = Math.min(micros, (await ask()).micros);
              }
              if (ratio() > COST_RATIO_MAX)
                problems.push([what, `costs ${ratio()} times as much as a plain refusal`]);
            }
          }
          return problems;
        },
        1,
      );
      expect(wrong).toEqual([]);
    },
    TEST_MS,
  );
});

describe('queries', () => {
  test(
    'take yes and no in any case',
    async () => {
      const wrong = await troubles(described.operations, async (operation) => {
        const problems: unknown[] = [];
        for (const { name } of parametersIn(operation, 'query').filter(
          ({ schema }) => schema.type === 'boolean',
        )) {
          for (const text of ['True', 'FALSE', 'true']) {
            const url = filled(operation.path) + requiredQuery(operation, { [name]: text });
            const { status, body } = await call(operation, url, leastBody(operation));
            if (status >= 500 || JSON.stringify(body ?? '').includes(`not \\"${text}`))
              problems.push([name, text, status, body]);
          }
          const url = filled(operation.path) + requiredQuery(operation, { [name]: 'perhaps' });
          const refused = await call(operation, url, leastBody(operation));
          if (refused.status !== 400) problems.push([name, 'perhaps', refused.status]);
        }
        return problems;
      });
      expect(wrong).toEqual([]);
    },
    TEST_MS,
  );

  test(
    'of our own paths refuse what they do not know, and say what they know; those of the original ignore it',
    async () => {
      const wrong = await troubles(described.operations, async (operation) => {
        const url = filled(operation.path) + requiredQuery(operation, { nobody_knows: '1' });
        const { status, body } = await call(operation, url, leastBody(operation));
        const said: string = JSON.stringify(body ?? '');
        const isOurs = operation.path.startsWith('/millrace/');
        const names = parametersIn(operation, 'query').map(({ name }) => name);
        const isRefused =
          status === 400 &&
          said.includes('Query parameter nobody_knows is not known') &&
          names.every((name) => said.includes(name));
        return isOurs
          ? isRefused
            ? []
            : [[status, body]]
          : said.includes('nobody_knows is not known')
            ? [[status, body]]
            : [];
      });
      expect(wrong).toEqual([]);
    },
    TEST_MS,
  );
});

/** Members that are instants, by their names. */
const isTime = (name: string) => /(At|After|Before|Date|Time|^from|^to|start|end|at|timestamp)$/.test(name);

const TIMES = [
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '+010000-01-01T00:00:00Z',
  '10000-01-01',
  '-1',
  '1e20',
  '',
  '9'.repeat(17),
];

/** Says in a 200 what a body would be refused for; it reads the bodies that a create reads. */
const JUDGES = 'POST /millrace/v1/flows/lint';

/** Operations that read a body, without those that serve another path in the same way. */
function withBody(): Operation[] {
  const told = described.operations.filter(({ body }) => body !== undefined);
  const served = ({ name, method, body }: Operation) =>
    name === JUDGES ? name : `${method} ${JSON.stringify(body)}`;
  return [...new Map(told.map((each) => [served(each), each])).values()];
}

function parametersIn({ parameters }: Operation, place: Parameter['in']): readonly Parameter[] {
  return parameters.filter((parameter) => parameter.in === place);
}

/** The operation's path with real ids, or what is given as it stands. */
function filled(path: string, given: Readonly<Record<string, string>> = {}): string {
  return path.replace(
    /\{(\w+)\}/g,
    (_, name: string) => given[name] ?? encodeURIComponent(ids[name] ?? `no-${name}`),
  );
}

function requiredQuery(operation: Operation, given: Readonly<Record<string, string>> = {}): string {
  const required = parametersIn(operation, 'query')
    .filter(({ name, required }) => required && !(name in given))
    .map(({ name, schema }) => `${name}=${shortest(schema, described.named)}`);
  const all = [...required, ...Object.entries(given).map(([name, value]) => `${name}=${value}`)];
  return all.length === 0 ? '' : `?${all.join('&')}`;
}

function leastBody({ body }: Operation): unknown {
  return body && shortest(body, described.named);
}

let calls = 0;

function call({ method, isForm }: Operation, url: string, body: unknown): Promise<Answer> {
  const from = { 'x-forwarded-for': `10.${++calls >> 16}.${(calls >> 8) & 255}.${calls & 255}` };
  if (!isForm || body === undefined)
    return story.millrace.call(method, url, body && JSON.stringify(body), from);
  const form = new URLSearchParams(body as Record<string, string>).toString();
  const headers = { ...from, 'content-type': 'application/x-www-form-urlencoded' };
  return story.millrace.call(method, url, form, headers);
}

/** What is wrong with an answer: not a refusal where there should be one, or not in the contract's shape. */
function refusalTroubles({ status, body, headers }: Answer, what: unknown, mustRefuse = false): unknown[] {
  if (status < 400 && !mustRefuse) return [];
  const inShape =
    typeof body?.status === 'string' &&
    typeof body.message === 'string' &&
    (typeof body.category === 'string' || Array.isArray(body.errors)) &&
    body.correlationId === headers.get('x-hubspot-correlation-id');
  if (status >= 400 && status < 500 && inShape) return [];
  return [[what, status, body]];
}

/** Operations at a time. */
const AT_ONCE = 6;

/** What is wrong with each operation, one line each. */
async function troubles(
  operations: readonly Operation[],
  ask: (operation: Operation) => Promise<readonly unknown[]>,
  atOnce = AT_ONCE,
): Promise<string[]> {
  const found: string[] = [];
  const left = [...operations];
  const work = async () => {
    for (let operation = left.shift(); operation; operation = left.shift()) {
      const problems = await ask(operation);
      found.push(...problems.map((problem) => `${operation.name} ${JSON.stringify(problem)}`.slice(0, 400)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return found.sort().slice(0, 40);
}
