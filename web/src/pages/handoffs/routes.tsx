import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readListSearch, type ListSearch } from '../../components/list-search.ts';
import { rootRoute } from '../../root-route.tsx';

const CHANNELS = ['wa', 'sms', 'inapp'] as const;
export type HandoffSearch = ListSearch & { name?: string; channel?: (typeof CHANNELS)[number] };

function readSearch(search: Record<string, unknown>): HandoffSearch {
  const { name } = search;
  const channel = CHANNELS.find((each) => each === search.channel);
  return {
    ...readListSearch(search),
    ...((typeof name === 'string' || typeof name === 'number') && name !== '' && { name: String(name) }),
    ...(channel && { channel }),
  };
}

const list = createRoute({
  getParentRoute: () => rootRoute,
  path: '/handoffs',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./handoffs.tsx'), 'HandoffsPage'),
});

const create = createRoute({
  getParentRoute: () => rootRoute,
  path: '/handoffs/new',
  component: lazyRouteComponent(() => import('./edit-handoff.tsx'), 'NewHandoffPage'),
});

const details = createRoute({
  getParentRoute: () => rootRoute,
  path: '/handoffs/$handoffId',
  component: lazyRouteComponent(() => import('./handoff.tsx'), 'HandoffPage'),
});

const edit = createRoute({
  getParentRoute: () => rootRoute,
  path: '/handoffs/$handoffId/edit',
  component: lazyRouteComponent(() => import('./edit-handoff.tsx'), 'EditHandoffPage'),
});

export const handoffRoutes = [list, create, details, edit] as const;
