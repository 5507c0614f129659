import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';
import { readReportSearch } from './search.ts';

const reports = createRoute({
  getParentRoute: () => rootRoute,
  path: 'reports',
  validateSearch: readReportSearch,
  component: lazyRouteComponent(() => import('./reports.tsx'), 'ReportsPage'),
});

export const reportRoutes = [reports] as const;
