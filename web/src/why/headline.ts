import type { Explanation } from '../api/index.ts';

/** The answer in one sentence about somebody: `Ben Ode does not come in: Lifecycle stage would have to be Customer; it is Lead.` */
export function headlineOf(
  { standing, rules, criteria, answer }: Explanation,
  name: string,
  isPast: boolean,
): { readonly headline: string; readonly more?: string } {
  const failed = rules.filter(({ verdict }) => verdict === 'FAILED');
  switch (standing) {
    case 'INSIDE':
      return {
        headline: `${name} ${isPast ? 'was' : 'is'} inside.`,
        more: failed.find(({ rule }) => rule === 'NOT_ACTIVE')?.message ?? answer,
      };
    case 'KEPT_OUT': {
      const [first, ...others] = failed;
      const said =
        first?.rule === 'CRITERIA' && criteria?.toTurn
          ? criteria.toTurn.sentence
          : (first?.message ?? answer);
      const comes = isPast ? 'did not come in' : 'does not come in';
      return {
        headline: `${name} ${comes}: ${first?.rule === 'CRITERIA' ? said : lowerFirst(said)}`,
        ...(others.length > 0 ? { more: others.map(({ message }) => message).join(' ') } : {}),
      };
    }
    case 'MAY_COME':
      return {
        headline: `${name} ${isPast ? 'was' : 'is'} not inside, and no rule ${isPast ? 'kept' : 'keeps'} it out.`,
        more: answer,
      };
  }
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
