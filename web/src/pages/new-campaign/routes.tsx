import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';
import { isStep, type Step } from './steps.ts';

const start = createRoute({
  getParentRoute: () => rootRoute,
  path: '/campaigns/new',
  component: lazyRouteComponent(() => import('./start.tsx'), 'StartPage'),
});

const wizard = createRoute({
  getParentRoute: () => rootRoute,
  path: '/campaigns/new/$draftId',
  validateSearch: ({ step }: Record<string, unknown>): { step?: Step } => (isStep(step) ? { step } : {}),
  component: lazyRouteComponent(() => import('./wizard-page.tsx'), 'WizardPage'),
});

export const newCampaignRoutes = [start, wizard] as const;
