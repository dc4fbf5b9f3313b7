import type { OutgoingAnswer } from '../../outgoing/index.ts';
import { type ReadOutcome, readOutputFields } from './read-outcome.ts';

type Answered = OutgoingAnswer & { readonly kind: 'answered' };

/** What an answer says; a note where its body says nothing that can be read. */
export type ReadAnswer = ReadOutcome & { readonly note?: string };

/**
 * Reads the body of an answer. One that is no JSON object says nothing, as an empty one does: that the receiver has taken the request
 * says its status. But one that tries to say something and fails is wrong.
 */
export function readAnswer({ body, isCut }: Answered, from: number): ReadAnswer {
  if (isCut) {
    const message = `The answer has more than ${body.length} bytes.`;
    return { ok: false, path: '', message };
  }
  const text = body.toString('utf8').trim();
  if (text === '') return readOutputFields(undefined, from);
  const json = jsonIn(text);
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { ...readOutputFields(undefined, from), note: 'The answer is no JSON object, and was not read.' };
  return readOutputFields((json as { readonly outputFields?: unknown }).outputFields, from);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
