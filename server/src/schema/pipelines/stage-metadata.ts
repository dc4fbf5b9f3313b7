import { DEAL, TICKET } from '@millrace/core/crm';
import { type Parsed, quote } from '@millrace/core/problem';

/**
 * What a stage says of the records in it, in the form that the original answers: a deal stage's probability from 0.0 to
 * 1.0, of which either end means closed; a ticket stage's state. Other entries are kept as they are.
 */
export function stageMetadata(
  objectTypeId: string,
  given: Readonly<Record<string, string>>,
  path: string,
): Parsed<Readonly<Record<string, string>>> {
  switch (objectTypeId) {
    case DEAL:
      return dealStage(given, path);
    case TICKET:
      return ticketStage(given, path);
    default:
      return { ok: true, value: given };
  }
}

function dealStage(
  given: Readonly<Record<string, string>>,
  path: string,
): Parsed<Readonly<Record<string, string>>> {
  const written = given['probability'];
  const probability = Number(written);
  const at = `${path}.probability`;
  if (written === undefined || written.trim() === '' || !(probability >= 0 && probability <= 1)) {
    const found = written === undefined ? 'it is missing' : `not ${quote(written)}`;
    const message = `${at} of a deal stage must be a number from 0.0 to 1.0; ${found}.`;
    return { ok: false, problems: [{ path: at, code: 'INVALID_PROBABILITY', message }] };
  }
  const isClosed = String(probability === 0 || probability === 1);
  const text = Number.isInteger(probability) ? `${probability}.0` : String(probability);
  return { ok: true, value: { ...given, isClosed, probability: text } };
}

function ticketStage(
  given: Readonly<Record<string, string>>,
  path: string,
): Parsed<Readonly<Record<string, string>>> {
  const state = given['ticketState'] ?? (given['isClosed'] === 'true' ? 'CLOSED' : 'OPEN');
  if (state === 'OPEN' || state === 'CLOSED') {
    return { ok: true, value: { ...given, ticketState: state, isClosed: String(state === 'CLOSED') } };
  }
  const at = `${path}.ticketState`;
  const message = `${at} must be "OPEN" or "CLOSED", not ${quote(state)}.`;
  return { ok: false, problems: [{ path: at, code: 'INVALID_TICKET_STATE', message }] };
}
