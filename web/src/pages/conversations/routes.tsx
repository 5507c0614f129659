import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';

export type InboxSearch = { state?: 'CLOSED' | 'ALL'; skills?: string[] };

/** Open conversations of all one's skills, where the address says nothing else. */
function readSearch({ state, skills }: Record<string, unknown>): InboxSearch {
  const names = Array.isArray(skills) ? skills.filter((skill) => typeof skill === 'string') : [];
  return {
    ...((state === 'CLOSED' || state === 'ALL') && { state }),
    ...(names.length > 0 && { skills: names }),
  };
}

const inbox = createRoute({
  getParentRoute: () => rootRoute,
  path: '/conversations',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./inbox.tsx'), 'InboxPage'),
});

const none = createRoute({
  getParentRoute: () => inbox,
  path: '/',
  component: lazyRouteComponent(() => import('./inbox.tsx'), 'NothingChosen'),
});

const one = createRoute({
  getParentRoute: () => inbox,
  path: '$conversationId',
  component: lazyRouteComponent(() => import('./conversation.tsx'), 'ConversationPane'),
});

export const conversationRoutes = [inbox.addChildren([none, one])] as const;
