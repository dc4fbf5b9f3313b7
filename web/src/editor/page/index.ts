/** The page of the editor: puts its parts together. */
export { EditorRoute } from './editor-route.tsx';
