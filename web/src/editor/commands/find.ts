import {
  actionOf,
  isObject,
  isRawNumber,
  type Raw,
  type RawFlow,
  readingOrder,
} from '../../flow-body/index.ts';

/** The actions in which a text stands: in their sentence, their number, or any value. In reading order. */
export function findActions(
  raw: RawFlow,
  query: string,
  sentenceOf: (id: string) => string,
): readonly string[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  const number = /^#?(\d+)$/.exec(wanted)?.[1];
  return readingOrder(raw).filter((id) => {
    if (number !== undefined && id === number) return true;
    if (sentenceOf(id).toLowerCase().includes(wanted)) return true;
    return holds(actionOf(raw, id)!, wanted);
  });
}

function holds(raw: Raw, wanted: string): boolean {
  if (typeof raw === 'string' || typeof raw === 'number') return String(raw).toLowerCase().includes(wanted);
  if (isRawNumber(raw)) return raw.rawJSON.includes(wanted);
  if (Array.isArray(raw)) return raw.some((item) => holds(item, wanted));
  return (
    isObject(raw) && Object.entries(raw).some(([member, value]) => !EDGES.has(member) && holds(value, wanted))
  );
}

/** What leads on says nothing of an action itself. */
const EDGES = new Set(['connection', 'defaultBranch', 'actionId']);
