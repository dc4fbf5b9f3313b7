import { readTemplate, type Template } from './template/index.ts';

/** Characters of the templates that are kept read. */
const KEPT_CHARACTERS_MAX = 5_000_000;

/** Templates by their text, the one that was asked for last at the end. */
const kept = new Map<string, Template>();
let characters = 0;

/** A template that has been read, once for all mails that are made of it. Throws a TemplateError. */
export function templateOf(text: string): Template {
  const known = kept.get(text);
  if (known) {
    kept.delete(text);
    kept.set(text, known);
    return known;
  }
  const template = readTemplate(text);
  kept.set(text, template);
  characters += text.length;
  for (const oldest of kept.keys()) {
    if (characters <= KEPT_CHARACTERS_MAX) break;
    kept.delete(oldest);
    characters -= oldest.length;
  }
  return template;
}
