/** Policies: how a flow is run beyond what its body says. A document in, policies of the engine out. */
export { policyProblems } from './check.ts';
export {
  type AppliesTo,
  appliesToSchema,
  type PoliciesDocument,
  policiesSchema,
  readPolicies,
} from './document.ts';
export { policyFindings } from './findings.ts';
