import { createRouter } from '@tanstack/react-router';
import { campaignRoutes } from './pages/campaigns/routes.tsx';
import { conversationRoutes } from './pages/conversations/routes.tsx';
import { handoffRoutes } from './pages/handoffs/routes.tsx';
import { newCampaignRoutes } from './pages/new-campaign/routes.tsx';
import { reportRoutes } from './pages/reports/routes.tsx';
import { settingsRoutes } from './pages/settings/routes.tsx';
import { templateRoutes } from './pages/templates/routes.tsx';
import { welcomeRoutes } from './pages/welcome/routes.tsx';
import { rootRoute } from './root-route.tsx';

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    ...welcomeRoutes,
    ...campaignRoutes,
    ...newCampaignRoutes,
    ...handoffRoutes,
    ...templateRoutes,
    ...conversationRoutes,
    ...reportRoutes,
    ...settingsRoutes,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
