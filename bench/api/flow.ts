import { allOf, anyOf, choiceIs, textIs } from '../bodies/filters.ts';

/** How large the flows of the bench are. */
export interface FlowShape {
  readonly actions: number;
}

/** A contact flow of so many actions in a row: properties set, delays and branches by turns, entered by two filters. */
export function flowOf({ actions }: FlowShape, state: 'on' | 'off'): object {
  return {
    name: 'Nurture of new leads, in the order in which sales asked for it',
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    isEnabled: state === 'on',
    objectTypeId: '0-1',
    startActionId: '1',
    nextAvailableActionId: String(actions + 1),
    actions: Array.from({ length: actions }, (_, index) => actionAt(index + 1, actions)),
    enrollmentCriteria: {
      type: 'LIST_BASED',
      shouldReEnroll: false,
      unEnrollObjectsNotMeetingCriteria: false,
      listFilterBranch: anyOf(
        allOf(choiceIs('lifecyclestage', 'lead'), textIs('country', 'Netherlands', 'Belgium')),
      ),
      reEnrollmentTriggersFilterBranches: [],
    },
    timeWindows: [],
    blockedDates: [],
    customProperties: {},
    dataSources: [],
    suppressionListIds: [],
    canEnrollFromSalesforce: false,
  };
}

function actionAt(number: number, last: number): object {
  const connection = number < last ? { edgeType: 'STANDARD', nextActionId: String(number + 1) } : undefined;
  switch (number % 3) {
    case 0:
      return listBranch(number, connection);
    case 1:
      return single(number, '0-5', connection, {
        property_name: 'jobtitle',
        value: { type: 'STATIC_VALUE', staticValue: `Reader of chapter ${number}` },
      });
    default:
      return single(number, '0-1', connection, { delta: String(number * 10), time_unit: 'MINUTES' });
  }
}

function single(
  number: number,
  actionTypeId: string,
  connection: object | undefined,
  fields: object,
): object {
  return {
    type: 'SINGLE_CONNECTION',
    actionId: String(number),
    actionTypeVersion: 0,
    actionTypeId,
    ...(connection ? { connection } : {}),
    fields,
  };
}

function listBranch(number: number, connection: object | undefined): object {
  return {
    type: 'LIST_BRANCH',
    actionId: String(number),
    listBranches: [
      {
        branchName: 'Has answered',
        filterBranch: anyOf(allOf(textIs('city', 'Utrecht'))),
        ...(connection ? { connection } : {}),
      },
    ],
    defaultBranchName: 'None of these',
    ...(connection ? { defaultBranch: connection } : {}),
  };
}
