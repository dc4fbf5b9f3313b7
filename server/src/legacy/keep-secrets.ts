import { newSecretName, putSecret, type SecretBox, type SecretInput } from '../accounts/index.ts';
import type { FlowHook } from '../flows/index.ts';
import type { Caller } from '../platform/index.ts';
import type { KeepSecret } from './actions/index.ts';

/** Gathers the secrets of a workflow that is being made; `hook` stores them in the transaction that saves its flow. */
export interface GatheredSecrets {
  readonly keepSecret: KeepSecret;
  readonly hook: FlowHook;
}

export function gatherSecrets(box: SecretBox, caller: Caller): GatheredSecrets {
  const byValue = new Map<string, SecretInput>();
  return {
    keepSecret(value, at) {
      // Several actions of a workflow often call the same server.
      const known = byValue.get(value) ?? { name: newSecretName('workflow_webhook'), value, at };
      byValue.set(value, known);
      return known.name;
    },
    async hook({ tx }) {
      for (const secret of byValue.values()) await putSecret(tx, box, caller, secret);
    },
  };
}
