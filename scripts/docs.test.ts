import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './generate/write.ts';

const DOCUMENTS = globSync(['*.md', 'docs/**/*.md'], { cwd: ROOT });

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

test('links between the documents lead somewhere', () => {
  expect(DOCUMENTS.length).toBeGreaterThan(10);
  const broken = DOCUMENTS.flatMap((file) =>
    [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
      if (/^https?:/.test(link)) return [];
      const [to = '', anchor] = link.split('#');
      const target = to === '' ? file : path.join(path.dirname(file), to);
      if (!existsSync(path.join(ROOT, target))) return [`${file}: ${link}`];
      return anchor === undefined || anchorsOf(read(target)).includes(anchor) ? [] : [`${file}: ${link}`];
    }),
  );
  expect(broken).toEqual([]);
});

test('files that the documents name are there', () => {
  const missing = DOCUMENTS.flatMap((file) =>
    [...read(file).matchAll(/`((?:server|core|docs|scripts|bench|examples)\/[\w./-]+)`/g)].flatMap(
      ([, name = '']) =>
        name.includes('NNNN') || existsSync(path.join(ROOT, name)) ? [] : [`${file}: ${name}`],
    ),
  );
  expect(missing).toEqual([]);
});

test('every setting is explained', () => {
  const settings = new Set(read('server/src/platform/config.ts').match(/\bMILLRACE_[A-Z_]+/g));
  const explained = read('docs/operations.md');
  expect(settings.size).toBeGreaterThan(10);
  expect([...settings].filter((name) => !explained.includes(`\`${name}\``))).toEqual([]);
});

test('the README can be read in a minute', () => {
  expect(read('README.md').split('\n').length).toBeLessThan(100);
});

/** The anchors that headings get. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}
