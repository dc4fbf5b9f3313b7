import type { App } from '../../platform/index.ts';
import { switchedFlowAnswer } from '../answers.ts';
import { answerText } from '../body.ts';
import type { FlowService } from '../flow-service.ts';
import { lintSavedFlow } from '../lint-flow.ts';
import { switchFlow } from '../switch-flow.ts';
import { config, flowIdOf, flowParams as params, sendJson } from './flow-io.ts';

/**
 * The switch, which the original sets by a PUT of the whole flow. Answers with the flow, and the findings about one turned
 * on: it is on all the same.
 */
export function switchRoutes(app: App, service: FlowService): void {
  const { sql } = service.store;
  const path = '/millrace/v1/flows/:flowId';

  const response = { 200: switchedFlowAnswer };
  const on = { summary: 'Turn a flow on, and list its lint findings', params, response };
  app.post(`${path}/turn-on`, { config, schema: on }, async ({ caller, params }, reply) => {
    const flow = await switchFlow(service, caller, flowIdOf(params.flowId), true);
    const findings = await lintSavedFlow(sql, caller, flow.id);
    return sendJson(reply, `{"flow":${answerText(flow)},"findings":${JSON.stringify(findings)}}`);
  });

  const off = { summary: 'Turn a flow off, and change nothing else', params, response };
  app.post(`${path}/turn-off`, { config, schema: off }, async ({ caller, params }, reply) => {
    const flow = await switchFlow(service, caller, flowIdOf(params.flowId), false);
    return sendJson(reply, `{"flow":${answerText(flow)},"findings":[]}`);
  });
}
