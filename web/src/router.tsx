import { createRouter } from '@tanstack/react-router';
import { reportRoutes } from './pages/reports/routes.tsx';
import { settingsRoutes } from './pages/settings/routes.tsx';
import { welcomeRoutes } from './pages/welcome/routes.tsx';
import { rootRoute } from './root-route.tsx';

export const router = createRouter({
  routeTree: rootRoute.addChildren([...welcomeRoutes, ...reportRoutes, ...settingsRoutes]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
