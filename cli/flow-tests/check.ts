import { nearest } from '@millrace/core/problem';
import type { Path } from '@millrace/core/raw';
import type { FlowTest } from './flow-test.ts';
import { recordsOf, type Then, type When } from './form.ts';

type Refuse = (at: Path, message: string) => void;

/** What the form cannot see: names that nothing in the test bears. The path of each is that of the test, or of what is given to all. */
export function mistakesOf(test: FlowTest, refuse: Refuse): void {
  new Checker(test, refuse).check();
}

class Checker {
  readonly #test: FlowTest;
  readonly #refuse: Refuse;
  readonly #records = new Set<string>();

  constructor(test: FlowTest, refuse: Refuse) {
    this.#test = test;
    this.#refuse = refuse;
  }

  check(): void {
    const { given, steps } = this.#test;
    for (const [type, records] of recordsOf(given)) this.#note(['given', type], Object.keys(records));
    for (const [name, { records = [] }] of Object.entries(given.lists ?? {}))
      this.#every(['given', 'lists', name, 'records'], records);
    this.#links(['given', 'associations'], given.associations);
    for (const [index, { when, then, order }] of steps.entries()) {
      if (!when && !then) this.#refuse(['steps', index], 'the step has neither "when" nor "then"');
      if (when) this.#when(['steps', index, 'when'], when, order);
      if (then) this.#then(['steps', index, 'then'], then);
    }
  }

  #note(at: Path, names: readonly string[]): void {
    for (const name of names) {
      if (this.#records.has(name))
        this.#refuse(
          [...at, name],
          `a record ${JSON.stringify(name)} is there already: give this one another name`,
        );
      this.#records.add(name);
    }
  }

  #when(at: Path, when: When, order: readonly string[]): void {
    for (const act of order) {
      const here = [...at, act];
      switch (act) {
        case 'create':
          for (const [type, records] of Object.entries(when.create ?? {}))
            this.#note([...here, type], Object.keys(records));
          break;
        case 'set':
          for (const name of Object.keys(when.set ?? {})) this.#record([...here, name], name);
          break;
        case 'associate':
        case 'dissociate':
          this.#links(here, when[act]);
          break;
        case 'delete':
          this.#every(here, when.delete ?? []);
          break;
        case 'submit':
          this.#named(
            [...here, 'form'],
            'form',
            when.submit!.form,
            Object.keys(this.#test.given.forms ?? {}),
          );
          break;
        case 'event':
          this.#record([...here, 'of'], when.event!.of);
          break;
        case 'enroll':
        case 'unenroll':
          this.#flow(here, when[act]!.in);
          this.#every([...here, 'records'], when[act]!.records);
      }
    }
  }

  #then(at: Path, then: Then): void {
    for (const name of Object.keys(then.mails ?? {}))
      if (!name.includes('@')) this.#record([...at, 'mails', name], name.replace(/^to /, ''));
    for (const name of Object.keys(then.properties ?? {})) this.#record([...at, 'properties', name], name);
    this.#links([...at, 'associations'], then.associations);
    for (const [index, passage] of (then.passages ?? []).entries()) {
      const here = [...at, 'passages', index];
      this.#record([...here, 'of'], passage.of);
      this.#flow(here, passage.in);
    }
  }

  #links(at: Path, links: Readonly<Record<string, readonly string[]>> = {}): void {
    for (const [from, others] of Object.entries(links)) {
      this.#record([...at, from], from);
      this.#every([...at, from], others);
    }
  }

  #every(at: Path, names: readonly string[]): void {
    for (const [index, name] of names.entries()) this.#record([...at, index], name);
  }

  #record(at: Path, name: string): void {
    this.#named(at, 'record', name, [...this.#records]);
  }

  #flow(at: Path, name: string | undefined): void {
    const names = this.#test.flows.map((flow) => flow.name);
    if (name !== undefined) this.#named([...at, 'in'], 'flow', name, names);
    else if (names.length !== 1)
      this.#refuse(at, `it is not said which flow is meant ("in"): ${listed(names, 'flow')}`);
  }

  #named(at: Path, kind: string, name: string, known: readonly string[]): void {
    if (known.includes(name)) return;
    const near = nearest(name, known);
    const meant = near === undefined ? `: ${listed(known, kind)}` : `; did you mean ${JSON.stringify(near)}?`;
    this.#refuse(at, `no ${kind} of this test is called ${JSON.stringify(name)}${meant}`);
  }
}

function listed(names: readonly string[], kind: string): string {
  return names.length === 0
    ? `it has no ${kind}s`
    : `there are ${names.map((name) => JSON.stringify(name)).join(', ')}`;
}
