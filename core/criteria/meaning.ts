import { type Condition, event, not, unknown } from './condition.ts';
import { adsSearchMeaning, adsTimeMeaning } from './filters/ads.ts';
import { associationMeaning, numAssociationsMeaning } from './filters/association.ts';
import { campaignMeaning } from './filters/campaign.ts';
import { constantMeaning } from './filters/constant.ts';
import { ctaMeaning } from './filters/cta.ts';
import { emailEventMeaning } from './filters/email-event.ts';
import { eventMeaning } from './filters/event.ts';
import { formSubmissionMeaning } from './filters/form-submission.ts';
import { inListMeaning } from './filters/in-list.ts';
import { pageViewMeaning } from './filters/page-view.ts';
import { privacyMeaning } from './filters/privacy.ts';
import { propertyMeaning } from './filters/property.ts';
import { subscriptionMeaning } from './filters/subscription.ts';
import { surveyMeaning } from './filters/survey.ts';
import { unifiedEventsMeaning } from './filters/unified-events.ts';
import { webinarMeaning } from './filters/webinar.ts';
import type { AssociationSpec } from './subject.ts';
import {
  type AssociationBranch,
  type Criteria,
  type Filter,
  type GroupBranch,
  isEmpty,
  type PropertyAssociationBranch,
} from './tree.ts';

/** What a tree asks. A branch in which nothing is asked is passed over; when that is all there is, nothing meets it. */
export function meaningOf(criteria: Criteria): Condition {
  if (isEmpty(criteria)) return { kind: 'CONSTANT', met: false };
  switch (criteria.filterBranchType) {
    case 'EMPTY':
      return { kind: 'CONSTANT', met: false };
    case 'AND':
      return { kind: 'ALL', parts: partsOf(criteria) };
    case 'OR':
      return { kind: 'ANY', parts: partsOf(criteria) };
    case 'NOT_ALL':
      return not({ kind: 'ALL', parts: partsOf(criteria) });
    case 'NOT_ANY':
      return not({ kind: 'ANY', parts: partsOf(criteria) });
    case 'RESTRICTED':
      return restricted(criteria);
    case 'UNIFIED_EVENTS': {
      const { eventTypeId, filters, pruningRefineBy, coalescingRefineBy, path } = criteria;
      const happened = event(eventTypeId, filters, path, [pruningRefineBy, coalescingRefineBy]);
      return criteria.operator === 'HAS_COMPLETED' ? happened : not(happened);
    }
    case 'ASSOCIATION': {
      const { objectTypeId, associationCategory: category, associationTypeId: typeId } = criteria;
      return associated(criteria, { objectTypeId, category, typeId });
    }
    case 'PROPERTY_ASSOCIATION':
      return associated(criteria, {
        objectTypeId: criteria.objectTypeId,
        property: criteria.propertyWithObjectId,
      });
  }
}

export function filterMeaning(filter: Filter): Condition {
  switch (filter.filterType) {
    case 'ADS_SEARCH':
      return adsSearchMeaning(filter);
    case 'ADS_TIME':
      return adsTimeMeaning(filter);
    case 'ASSOCIATION':
      return associationMeaning(filter);
    case 'CAMPAIGN_INFLUENCED':
      return campaignMeaning(filter);
    case 'COMMUNICATION_SUBSCRIPTION':
    case 'EMAIL_SUBSCRIPTION':
      return subscriptionMeaning(filter);
    case 'CONSTANT':
      return constantMeaning(filter);
    case 'CTA':
      return ctaMeaning(filter);
    case 'EMAIL_EVENT':
      return emailEventMeaning(filter);
    case 'EVENT':
      return eventMeaning(filter);
    case 'FORM_SUBMISSION':
    case 'FORM_SUBMISSION_ON_PAGE':
      return formSubmissionMeaning(filter);
    case 'INTEGRATION_EVENT':
    case 'UNIFIED_EVENTS':
      return unifiedEventsMeaning(filter);
    case 'IN_LIST':
      return inListMeaning(filter);
    case 'NUM_ASSOCIATIONS':
      return numAssociationsMeaning(filter);
    case 'PAGE_VIEW':
      return pageViewMeaning(filter);
    case 'PRIVACY':
      return privacyMeaning(filter);
    case 'PROPERTY':
      return propertyMeaning(filter);
    case 'SURVEY_MONKEY':
    case 'SURVEY_MONKEY_VALUE':
      return surveyMeaning(filter);
    case 'WEBINAR':
      return webinarMeaning(filter);
  }
}

type WithParts = GroupBranch | AssociationBranch | PropertyAssociationBranch;

function partsOf({ filters, filterBranches }: WithParts): Condition[] {
  const asked = filterBranches.filter((branch) => !isEmpty(branch));
  return [...filters.map(filterMeaning), ...asked.map(meaningOf)];
}

/** What was hidden from the writer cannot be known to be met. What is written in it is asked like an AND. */
function restricted(branch: GroupBranch): Condition {
  const parts = partsOf(branch);
  if (parts.length > 0) return { kind: 'ALL', parts };
  return unknown('RESTRICTED', 'this part of the criteria is hidden', branch.path);
}

function associated(
  branch: AssociationBranch | PropertyAssociationBranch,
  association: AssociationSpec,
): Condition {
  const parts = partsOf(branch);
  const some: Condition = {
    kind: 'ASSOCIATED',
    association,
    part: parts.length > 0 ? { kind: 'ALL', parts } : null,
    asEmptyWhenNone: branch.operator === 'IN_LIST',
    path: branch.path,
  };
  return branch.operator === 'IN_LIST' ? some : not(some);
}
