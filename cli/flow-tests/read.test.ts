import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { durationOf } from './duration.ts';
import { readTestFile } from './read.ts';
import { missingPart } from './then/part-of.ts';

const FLOW = 'name: Welcome\ntype: CONTACT_FLOW\nflowType: WORKFLOW\nobjectTypeId: 0-1\nactions: []\n';

describe('a test of YAML', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'millrace-tests-'));
    await writeFile(path.join(folder, 'welcome.flow.yaml'), FLOW);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function read(text: string) {
    const file = path.join(folder, 'a.flow.test.yaml');
    await writeFile(file, text);
    const { tests, mistakes } = await readTestFile(file);
    return { tests, mistakes: mistakes.map((each) => each.replaceAll(file, 'a').replaceAll(folder, '.')) };
  }

  it('is read with its flows, and each of several with what is given to all', async () => {
    const { tests, mistakes } = await read(`
given:
  flows: [., { name: Inline, type: CONTACT_FLOW }]
  contacts: { ada: { email: ada@engines.example, score: 1.50 } }
  responses: [{ url: "https://a.example/*", status: 503 }]
tests:
  - test: One
    steps: [{ then: { failures: none } }]
  - test: Other
    given:
      contacts: { ada: { email: other@engines.example }, bob: {} }
      responses: [{ url: "*" }]
    steps:
      - when: { wait: 30 days, set: { bob: { city: Nice } }, settle: true }
`);
    expect(mistakes).toEqual([]);
    expect(tests).toMatchObject([
      { name: 'One', line: 7, given: { contacts: { ada: { score: '1.50' } } } },
      {
        name: 'Other',
        line: 9,
        given: {
          contacts: { ada: { email: 'other@engines.example' }, bob: {} },
          responses: [{ url: 'https://a.example/*' }, { url: '*' }],
        },
        steps: [{ line: 14, order: ['wait', 'set', 'settle'] }],
      },
    ]);
    expect(tests[1]!.flows.map(({ name }) => name)).toEqual(['Welcome', 'Inline']);
  });

  it('that is wrong is told all at once, each by its place, with what is meant', async () => {
    const { mistakes } = await read(`
test: Wrong
given:
  now: tomorrow
  timezone: Europe/Berlin
  contatcs: {}
  flows: ./nowhere
steps:
  - when: { wait: 30 dayz, sett: {} }
    then: { mails: { ada: [1] }, requests: [{ url: x, times: 0 }] }
`);
    expect(mistakes).toMatchInlineSnapshot(`
      [
        "a:4:3: given.now: must be a time such as 2027-01-04T09:00, by the clock of the account ("tomorrow").",
        "a:5:3: given.timezone is not a member that is known here; did you mean timeZone?",
        "a:6:3: given.contatcs is not a member that is known here; did you mean contacts?",
        "a:9:13: steps[0].when.wait: must be a duration such as 30 days, 2 hours or P1M ("30 dayz").",
        "a:9:28: steps[0].when.sett is not a member that is known here; did you mean set?",
        "a:10:28: steps[0].then.mails.ada[0] must be a string or an object, not 1.",
        "a:10:55: steps[0].then.requests[0].times must be at least 1, not 0.",
      ]
    `);
    const names = await read(`
test: Names
given: { flows: ., contacts: { ada: { email: "a@engines.example" } }, lists: { L: { records: [adda] } } }
steps:
  - when:
      set: { aada: { city: Nice } }
      submit: { form: Sign up, fields: { email: x } }
      create: { contacts: { ada: {} } }
      enroll: { in: Welcom, records: [ada] }
    then:
      mails: { "a@engines.example": [], carl: [] }
      passages: [{ of: bob }, { of: ada, in: Other }]
`);
    expect(names.mistakes).toMatchInlineSnapshot(`
      [
        "a:3:95: no record of this test is called "adda"; did you mean "ada"?",
        "a:6:14: no record of this test is called "aada"; did you mean "ada"?",
        "a:7:17: no form of this test is called "Sign up": it has no forms",
        "a:8:29: a record "ada" is there already: give this one another name",
        "a:9:17: no flow of this test is called "Welcom"; did you mean "Welcome"?",
        "a:11:41: no record of this test is called "carl": there are "ada"",
        "a:12:20: no record of this test is called "bob": there are "ada"",
        "a:12:42: no flow of this test is called "Other": there are "Welcome"",
      ]
    `);
    expect((await read('test: A\ntest: B\n')).mistakes).toEqual(['a:2:1: "test" is there twice']);
    expect((await read('test: A\n')).mistakes).toEqual([
      'a:1:1: it has either "test" with its "steps", or "tests", a list of such',
    ]);
    expect((await read('test: A\nsteps: [{ when: { wait: 30 } }]\n')).mistakes).toEqual([
      'a:2:19: steps[0].when.wait: must be a duration such as 30 days, 2 hours or P1M (30).',
    ]);
    const flows = await read('test: A\ngiven: { flows: [./nowhere] }\nsteps: [{ when: { settle: true } }]\n');
    expect(flows.mistakes).toEqual([
      'a:2:18: There are no flows at ./nowhere: neither a folder nor a file is there.',
    ]);
    expect((await read('test: A\nsteps:\n  - say: x\n')).mistakes).toEqual([
      'a:3:5: the step has neither "when" nor "then"',
    ]);
    const unsaid = await read('test: A\nsteps: [{ then: { passages: [{ of: ada }] } }]\n');
    expect(unsaid.mistakes).toEqual([
      'a:2:32: no record of this test is called "ada": it has no records',
      'a:2:30: it is not said which flow is meant ("in"): it has no flows',
    ]);
  });

  it('says durations as people do', () => {
    expect(['30 days', '1 hour', '5 minutes', '2 weeks', '1 month', 'P1DT2H'].map(durationOf)).toEqual([
      ...['P30D', 'PT1H', 'PT5M', 'P2W', 'P1M', 'P1DT2H'],
    ]);
    expect(['30', 'days', '-1 day', 'P', '1 fortnight', 'PT'].map(durationOf)).toEqual(
      Array.from({ length: 6 }, () => undefined),
    );
  });

  it('compares the parts that are expected, whatever type spells them', () => {
    expect(missingPart({ a: 1, b: [{ c: true }] }, { a: '1', b: [{ c: 'true', d: 2 }], e: 3 }, 'x')).toBe(
      undefined,
    );
    expect(missingPart(null, '', 'x')).toBe(undefined);
    expect(missingPart({ b: [{ c: 1 }] }, { b: [{ c: 2 }] }, 'x')).toBe('x.b[0].c: expected 1, found 2');
    expect(missingPart([1], [1, 2], 'x')).toBe('x: expected [1], found [1,2]');
    expect(missingPart(0, '', 'x')).toBe('x: expected 0, found ""');
  });
});
