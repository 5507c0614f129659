import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';
import { readCampaignSearch, readCampaignsSearch } from './search.ts';

const list = createRoute({
  getParentRoute: () => rootRoute,
  path: '/campaigns',
  validateSearch: readCampaignsSearch,
  component: lazyRouteComponent(() => import('./list.tsx'), 'CampaignsPage'),
});

const details = createRoute({
  getParentRoute: () => rootRoute,
  path: '/campaigns/$campaignId',
  validateSearch: readCampaignSearch,
  component: lazyRouteComponent(() => import('./details.tsx'), 'CampaignPage'),
});

export const campaignRoutes = [list, details] as const;
