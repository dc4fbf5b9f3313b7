import type { ObjectType } from './object-type.ts';
import type { PropertyValues } from './property-values.ts';
import type { CrmSchema } from './schema.ts';
import { COMPANY, CONTACT, TASK } from './standard/ids.ts';
import { taskStage } from './standard/pipelines.ts';

/** The stage of contacts and companies lies in a pipeline that the original names, but neither shows nor lets change. */
const LIFECYCLE_PIPELINES: Readonly<Record<string, string>> = {
  '0-1': 'contacts-lifecycle-pipeline',
  '0-2': 'companies-lifecycle-pipeline',
};

/**
 * The values of a new record from any source, with its defaults: the first pipeline, the account's lifecycle
 * stage, a company's website, a task's status. The empty text counts as no value.
 */
export function withDefaults(schema: CrmSchema, type: ObjectType, values: PropertyValues): PropertyValues {
  const defaults = { ...inPipeline(schema, type), ...ofType(schema, type, values) };
  const missing = Object.entries(defaults).filter(
    ([name, value]) => value !== null && (values[name] ?? null) === null,
  );
  return missing.length === 0 ? values : { ...values, ...Object.fromEntries(missing) };
}

function inPipeline(schema: CrmSchema, type: ObjectType): PropertyValues {
  const [first] = schema.pipelines(type.id);
  return type.pipeline && first ? { [type.pipeline.pipelineProperty]: first.id } : {};
}

function ofType(schema: CrmSchema, type: ObjectType, values: PropertyValues): PropertyValues {
  switch (type.id) {
    case CONTACT:
      return inLifecycle(schema, type, values);
    case COMPANY:
      return { website: values['domain'] ?? null, ...inLifecycle(schema, type, values) };
    case TASK: {
      const status = values['hs_task_status'] ?? 'NOT_STARTED';
      return {
        hs_task_status: status,
        hs_task_type: 'TODO',
        hs_task_priority: 'NONE',
        hs_pipeline_stage: taskStage(status),
      };
    }
    default:
      return {};
  }
}

function inLifecycle(schema: CrmSchema, type: ObjectType, values: PropertyValues): PropertyValues {
  const stage = values['lifecyclestage'] ?? schema.defaultLifecycleStage;
  return stage === null ? {} : { lifecyclestage: stage, hs_pipeline: LIFECYCLE_PIPELINES[type.id]! };
}
