/** Lists: kept by filters or by hand; who is in one. */
export { ListPage } from './list-page.tsx';
export { ListsPage } from './lists-page.tsx';
