/** Edits between a misspelt word and the intended one. */
const EDITS_MAX = 2;
/** Longer words are not compared: they are not typed by hand. */
const CHARACTERS_MAX = 60;

/** The likely intended word, regardless of case and joints: `flowID`, `flow_id`, `flwoId` for `flowId`. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  if (word.length > CHARACTERS_MAX) return undefined;
  const bare = plain(word);
  const same = words.find((other) => plain(other) === bare);
  if (same !== undefined || bare.length < 4) return same;
  const near = words.map((other) => ({ other, edits: editsBetween(bare, plain(other)) }));
  const [best] = near.filter(({ edits }) => edits <= EDITS_MAX).sort((a, b) => a.edits - b.edits);
  return best?.other;
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Characters put in, taken out or changed to make one word of the other; more than counts when they differ much in length. */
function editsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > EDITS_MAX) return EDITS_MAX + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [at, character] of [...a].entries()) {
    const next = [at + 1];
    for (let index = 0; index < b.length; index++) {
      const change = row[index]! + (b[index] === character ? 0 : 1);
      next.push(Math.min(change, row[index + 1]! + 1, next[index]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
