import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files of the browser's tests that take longest. They come last by the runner's own order, and would run while the other core has nothing to do. */
const LONG = ['pages.test.ts', 'pages-on-a-phone.test.ts', 'criteria.test.ts', 'states.test.ts'];

/** The runner's order, and then the browser's tests, the longest of them first. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const [others, inBrowser] = [false, true].map((wanted) =>
      sorted.filter(({ project }) => (project.name === 'e2e') === wanted),
    );
    return [...others!, ...inBrowser!.toSorted((a, b) => rankOf(a) - rankOf(b))];
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = LONG.findIndex((name) => moduleId.endsWith(`/${name}`));
  return rank < 0 ? LONG.length : rank;
}
