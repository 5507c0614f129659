import { createRouter } from '@tanstack/react-router';
import { newCampaignRoutes } from './pages/new-campaign/routes.tsx';
import { welcomeRoutes } from './pages/welcome/routes.tsx';
import { rootRoute } from './root-route.tsx';

export const router = createRouter({
  routeTree: rootRoute.addChildren([...newCampaignRoutes, ...welcomeRoutes]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
