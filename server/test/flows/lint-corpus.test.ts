import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, type Story, tellStory } from '../support/story.ts';

const CORPUS = new URL('../../../core/flow/definition/corpus/', import.meta.url);

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

test.each(readdirSync(CORPUS))(
  '%s is linted: every finding names its place and says what helps',
  async (file) => {
    const body = JSON.parse(readFileSync(new URL(file, CORPUS), 'utf8'));
    const { status, body: linted } = await story.millrace.post('/millrace/v1/flows/lint', body);
    expect([status, linted.problems]).toEqual([200, []]);
    for (const { path, message, fix } of linted.results as Body[]) {
      expect(message.startsWith(path), message).toBe(true);
      expect(message).not.toContain('Unknown action');
      expect(fix).toMatch(/\.$/);
    }
  },
);
