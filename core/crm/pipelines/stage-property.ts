import type { PropertyDefinition } from '../../property/index.ts';
import { PLAIN_PROPERTY } from '../standard/notation.ts';
import type { PipelineStage } from '../standard/pipelines.ts';

/** The property of a deal for its entry into a stage. */
export function stageProperty(stage: PipelineStage, pipelineLabel: string): PropertyDefinition {
  return {
    ...PLAIN_PROPERTY,
    name: `hs_date_entered_${stage.id}`,
    label: `Date entered "${stage.label} (${pipelineLabel})"`,
    type: 'datetime',
    fieldType: 'date',
    groupName: 'dealinformation',
    readOnlyValue: true,
    hubspotDefined: true,
    calculated: true,
  };
}
