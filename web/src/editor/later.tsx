import { type ComponentType, lazy, Suspense, useState } from 'react';

/** A part of the editor that is opened later. */
export interface Later<Props extends object> {
  (props: Props): React.ReactNode;
  /** Brings it here before it is asked for. */
  prepare(): Promise<unknown>;
}

/** A part that is fetched apart from the graph, so that this stands at once. What has come already is drawn without a wait. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  let come: ComponentType<Props> | undefined;
  const prepare = async () => {
    come ??= await load();
    return { default: come };
  };
  const Awaited = lazy(prepare) as unknown as ComponentType<Props>;
  function Part(props: Props) {
    // Chosen once: another component in its place would begin anew.
    const [Chosen] = useState<ComponentType<Props>>(() => come ?? Awaited);
    return (
      <Suspense fallback={null}>
        <Chosen {...props} />
      </Suspense>
    );
  }
  return Object.assign(Part, { prepare });
}
