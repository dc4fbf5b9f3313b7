import { setImmediate as breath } from 'node:timers/promises';
import {
  checkFlow,
  definitionAfter,
  type Finding,
  type FlowDefinition,
  lintFlow,
  mentionsOf,
  parseFlowForCreate,
  parseFlowForUpdate,
  policyFindings,
} from '@millrace/core/flow';
import type { Problem } from '@millrace/core/problem';
import { joined, type Names, sayAction } from '@millrace/core/sentences';
import { readAccount } from '../accounts/index.ts';
import type { Caller, Db } from '../platform/index.ts';
import { loadSchema } from '../schema/index.ts';
import { associationTarget } from './association-target.ts';
import { flowNotFound } from './errors.ts';
import { lintWorlds } from './lint-world.ts';
import { sayWith } from './names.ts';
import { selectPolicies } from './queries/policies.ts';
import { selectFlows } from './queries/read.ts';
import { lookAtFlow } from './queries/save.ts';
import { readFlow } from './read-flows.ts';
import { storedDefinition } from './stored-definition.ts';

/** Advice on a saved flow, by what the account has now. 404 when it is not there, 403 when it is closed to the caller. */
export async function lintSavedFlow(
  db: Db,
  caller: Caller,
  flowId: string,
): Promise<readonly FindingAbout[]> {
  const row = await readFlow(db, caller, flowId);
  const flow = storedDefinition(row.id, JSON.parse(row.definition));
  const { document } = await selectPolicies(db, caller.accountId, row.id);
  const findings = await lint(db, caller, flow);
  return withActions(
    db,
    caller,
    flow,
    document ? [...findings, ...policyFindings(document, flow)] : findings,
  );
}

export interface Advice {
  readonly problems: readonly Problem[];
  readonly findings: readonly Finding[];
}

/** Problems that would refuse a posted body, or the advice when there are none. */
export async function lintBody(db: Db, caller: Caller, body: unknown): Promise<Advice> {
  const parsed = parseFlowForCreate(body);
  const problems = parsed.ok ? checkFlow(parsed.value) : parsed.problems;
  if (!parsed.ok || problems.length > 0) return { problems, findings: [] };
  const findings = await lint(db, caller, parsed.value);
  return { problems, findings: await withActions(db, caller, parsed.value, findings) };
}

/** A finding, and what the action does that it is about. */
export type FindingAbout = Finding & { readonly about?: string };

async function withActions(
  db: Db,
  caller: Caller,
  flow: FlowDefinition,
  findings: readonly Finding[],
): Promise<readonly FindingAbout[]> {
  return sayWith(db, caller, (names) => findings.map((finding) => aboutAction(finding, flow, names)));
}

function aboutAction(finding: Finding, flow: FlowDefinition, names: Names): FindingAbout {
  const index = /^actions\[(\d+)\]/.exec(finding.path)?.[1];
  const action = index === undefined ? undefined : flow.actions[Number(index)];
  return action ? { ...finding, about: joined(sayAction(action, flow, names)) } : finding;
}

/**
 * The same of a body that is to replace a flow: what the flow was is known, so ids that may not come back are refused, too. It may be of an older
 * revision: that is for whoever saves it.
 */
export async function lintEdit(db: Db, caller: Caller, flowId: string, body: unknown): Promise<Advice> {
  await readFlow(db, caller, flowId);
  const flow = await lookAtFlow(db, caller.accountId, flowId);
  if (!flow) throw flowNotFound(flowId);
  const parsed = parseFlowForUpdate(body);
  if (!parsed.ok) return { problems: parsed.problems, findings: [] };
  const definition = storedDefinition(flow.id, JSON.parse(flow.definition));
  const next = definitionAfter(parsed.value, definition);
  const problems = checkFlow(next, { definition, earlierActionIds: new Set(flow.usedActionIds) });
  if (problems.length > 0) return { problems, findings: [] };
  return { problems, findings: await lint(db, caller, next) };
}

/** The number of findings about a flow, by severity. */
export type LintCounts = Readonly<Record<'errors' | 'warnings' | 'infos', number>>;

/** Counts the findings about each of these flows that the caller may see, by id. */
export async function countFindings(
  db: Db,
  caller: Caller,
  flowIds: readonly string[],
): Promise<ReadonlyMap<string, LintCounts>> {
  const rows = await selectFlows(db, caller.accountId, flowIds);
  const flows = rows.map((row) => storedDefinition(row.id, JSON.parse(row.definition)));
  const findings = await lintFlows(db, caller, flows);
  return new Map(rows.map(({ id }, index) => [id, countsOf(findings[index]!)]));
}

function countsOf(findings: readonly Finding[]): LintCounts {
  const count = (wanted: Finding['severity']) =>
    findings.filter(({ severity }) => severity === wanted).length;
  return { errors: count('error'), warnings: count('warning'), infos: count('info') };
}

async function lint(db: Db, caller: Caller, flow: FlowDefinition): Promise<readonly Finding[]> {
  const [findings] = await lintFlows(db, caller, [flow]);
  return findings!;
}

/** Advice on flows, in their order, by what the account has now; as many statements for many as for one. */
export async function lintFlows(
  db: Db,
  caller: Caller,
  flows: readonly FlowDefinition[],
): Promise<readonly (readonly Finding[])[]> {
  const account = await readAccount(db, caller.accountId);
  const schema = await loadSchema(db, account.id, account.schemaVersion);
  const targetOf = associationTarget(schema);
  const subjects = flows.map((flow) => ({ flow, mentions: mentionsOf(flow, targetOf) }));
  const worldOf = await lintWorlds(db, account, schema, subjects);
  const found: (readonly Finding[])[] = [];
  for (const { flow, mentions } of subjects) {
    found.push(lintFlow(flow, mentions, worldOf(flow)));
    // Large flows take a while each; what else the process has to do comes in between.
    await breath();
  }
  return found;
}
