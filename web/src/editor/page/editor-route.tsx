import { useParams, useSearch } from '@tanstack/react-router';
import { EditorPage } from './editor-page.tsx';

/** The editor of the flow in the address. */
export function EditorRoute() {
  const { flowId } = useParams({ from: '/signed-in/flows/$flowId' });
  const { action } = useSearch({ from: '/signed-in/flows/$flowId' });
  return <EditorPage key={flowId} flowId={flowId} {...(action === undefined ? {} : { actionId: action })} />;
}
