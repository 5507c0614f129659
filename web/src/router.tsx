import { createRouter } from '@tanstack/react-router';
import { conversationRoutes } from './pages/conversations/routes.tsx';
import { handoffRoutes } from './pages/handoffs/routes.tsx';
import { templateRoutes } from './pages/templates/routes.tsx';
import { welcomeRoutes } from './pages/welcome/routes.tsx';
import { rootRoute } from './root-route.tsx';

export const router = createRouter({
  routeTree: rootRoute.addChildren([...welcomeRoutes, ...handoffRoutes, ...templateRoutes, ...conversationRoutes]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
