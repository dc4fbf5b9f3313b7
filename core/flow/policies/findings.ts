import type { Finding } from '../checks/index.ts';
import type { FlowDefinition } from '../definition/index.ts';
import { policyProblems } from './check.ts';
import type { PoliciesDocument } from './document.ts';

/** Advice on policies of actions that are gone: they stay, and do nothing until such an action is there again. */
export function policyFindings(policies: PoliciesDocument, flow: FlowDefinition): Finding[] {
  return policyProblems(policies, flow).map(({ path, code, message }) => ({
    severity: 'warning',
    code,
    path: `policies.${path}`,
    message: `policies.${message} It does nothing.`,
    fix: 'Take it out of the policies, or name an action of the flow.',
  }));
}
