import { isEmpty } from '../../../criteria/index.ts';
import { type Reference, TOKENS_MAX } from '../../../template/index.ts';
import type { FlowDefinition } from '../../definition/index.ts';
import { typeOfToken } from '../../values/index.ts';
import type { Finding, Lint, LintInput } from './finding.ts';
import { inputsOf, written } from './inputs-of.ts';

/** Tokens in the texts of actions name something: the enrolled record, a data source, an output, the event that let the record in. */
export const tokensAreKnown: Lint = (input) => {
  const tokens = inputsOf(input).filter((each) => each.kind === 'token');
  const byText = Map.groupBy(tokens, ({ path }) => path);
  return [...byText].flatMap(([path, texts]) => {
    if (texts.length > TOKENS_MAX) return [tooMany(path, texts.length)];
    return texts.flatMap(({ reference }) => ofToken(reference, path, input));
  });
};

function tooMany(path: string, count: number): Finding {
  const message = `${path} has ${count} tokens, and at most ${TOKENS_MAX} are filled in: every run of this action fails.`;
  return { severity: 'error', code: 'TEXT_TOO_LONG', path, message, fix: 'Make the text shorter.' };
}

const ROOTS =
  'enrolled_object, _0_2 for the associated company, fetched_objects.<name>, action_outputs.action_output_<id>, enrollment_events.<name>';

function ofToken(reference: Reference, path: string, input: LintInput): Finding[] {
  const [root, ...names] = reference;
  const { objectTypeId, dataSources } = input.flow;
  const token = written(reference);
  switch (root) {
    case 'enrolled_object':
    case `_${objectTypeId.replace('-', '_')}`:
      return [];
    case 'fetched_objects': {
      const [name] = names;
      if (name === undefined) return [unknown(path, token)];
      return dataSources.some((source) => source.name === name)
        ? []
        : [noSource(path, token, name, dataSources)];
    }
    case 'action_outputs':
      return names.length < 2 ? [unknown(path, token)] : [];
    case 'enrollment_events':
      return names[1] === undefined ? [unknown(path, token)] : ofEvent(names[1], path, token, input);
    default: {
      const other = typeOfToken(root);
      return other !== undefined && input.world.areAssociated(objectTypeId, other)
        ? []
        : [unknown(path, token)];
    }
  }
}

function ofEvent(property: string, path: string, token: string, { flow, world }: LintInput): Finding[] {
  const types = eventTypesOf(flow);
  if (types === null) return [noEvent(path, token)];
  const known = types.map((id) => world.eventType(id)?.properties ?? null);
  if (known.length === 0 || known.some((properties) => properties === null || properties.has(property)))
    return [];
  const message = `${path} has the token ${token}, but no event that enrolls has the property "${property}": it is always empty.`;
  const fix = 'Name a property of the event type, or define it.';
  return [{ severity: 'error', code: 'UNKNOWN_EVENT_PROPERTY', path, message, fix }];
}

/** The types of the events that let records in; null when none does. */
function eventTypesOf({ enrollmentCriteria: criteria }: FlowDefinition): readonly string[] | null {
  if (criteria?.type === 'EVENT_BASED')
    return criteria.listMembershipFilterBranches.every(isEmpty)
      ? criteria.eventFilterBranches.map(({ eventTypeId }) => eventTypeId)
      : [];
  // A trigger of re-enrollment may be an event.
  if (criteria?.type === 'LIST_BASED' && criteria.reEnrollmentTriggersFilterBranches.length > 0) return [];
  return null;
}

function unknown(path: string, token: string): Finding {
  const message = `${path} has the token ${token}, which names nothing that is known here: every run of this action fails.`;
  const fix = `Begin with ${ROOTS}.`;
  return { severity: 'error', code: 'UNKNOWN_TOKEN', path, message, fix };
}

function noSource(
  path: string,
  token: string,
  name: string,
  sources: FlowDefinition['dataSources'],
): Finding {
  const message = `${path} has the token ${token}, but the flow has no data source "${name}": every run of this action fails.`;
  const names = sources.map((source) => `"${source.name}"`).join(', ');
  const fix =
    names === '' ? 'Add the data source.' : `Add the data source, or name one that there is: ${names}.`;
  return { severity: 'error', code: 'UNKNOWN_DATA_SOURCE', path, message, fix };
}

function noEvent(path: string, token: string): Finding {
  const message = `${path} has the token ${token}, but the flow is not entered by events: every run of this action fails.`;
  const fix = 'Enroll by events, or take the value from the record.';
  return { severity: 'error', code: 'EVENT_MISSING', path, message, fix };
}
