/** What recipients read of us, in their language: the pages behind the links of mails, and the footers. */
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { nl } from './nl.ts';
import { pt } from './pt.ts';
import type { Texts } from './texts.ts';

export type { Texts } from './texts.ts';

/** The list of the languages. */
export const LANGUAGES: readonly Texts[] = [de, en, es, fr, it, nl, pt];

/** The texts of the first language that there are texts of, as `hs_language` names it (`de`, `pt-br`), else in English. */
export function textsFor(...languages: readonly (string | null | undefined)[]): Texts {
  for (const named of languages) {
    const [language] = (named ?? '').trim().toLowerCase().split(/[-_]/);
    const found = LANGUAGES.find((each) => each.language === language);
    if (found) return found;
  }
  return en;
}

/** The first language of a browser's `Accept-Language` that there are texts of. */
export function textsForBrowser(accepted: string | undefined): Texts {
  return textsFor(...(accepted ?? '').split(',', ACCEPTED_MAX).map((each) => each.split(';')[0]));
}

/** Languages that a browser may name; people read few. */
const ACCEPTED_MAX = 20;

/** A text with its values. */
export function filled(
  text: string,
  values: Readonly<Partial<Record<'type' | 'sender' | 'recipient', string>>>,
): string {
  return text.replace(/\{(type|sender|recipient)\}/g, (_, name: keyof typeof values) => values[name] ?? '');
}
