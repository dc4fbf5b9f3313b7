import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { startMillrace } from './support/millrace.ts';

const docs = path.resolve(import.meta.dirname, '../../docs');
const page = readFileSync(path.join(docs, 'monitoring.md'), 'utf8');
const dashboard = readFileSync(path.join(docs, 'monitoring/dashboard.json'), 'utf8');

test('alerts and dashboard name metrics that there are, and the page names all of ours', async () => {
  const millrace = await startMillrace({ role: 'api' });
  const text = await (await fetch(`${millrace.url}/metrics`)).text();
  await millrace.stop();
  const known = [...text.matchAll(/^# TYPE (millrace_\w+) /gm)].map(([, name]) => name!);
  const used = [...`${page}${dashboard}`.matchAll(/millrace_[a-z_]+/g)].map(([name]) =>
    name.replace(/_(bucket|count|sum)$/, ''),
  );
  expect(known.length).toBeGreaterThan(10);
  expect(new Set(used).size).toBeGreaterThan(10);
  expect(used.filter((name) => !known.includes(name))).toEqual([]);
  expect(known.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test('the dashboard can be imported', () => {
  const { title, panels } = JSON.parse(dashboard);
  expect(title).toBe('Millrace');
  expect(new Set(panels.map((panel: { id: number }) => panel.id)).size).toBe(panels.length);
});
