import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readListSearch, type ListSearch } from '../../components/list-search.ts';
import { rootRoute } from '../../root-route.tsx';
import { TEMPLATE_CATEGORIES, TEMPLATE_STATUSES } from '../../../../domain/template-status.ts';

export type TemplateSearch = ListSearch & {
  name?: string;
  status?: (typeof TEMPLATE_STATUSES)[number];
  category?: (typeof TEMPLATE_CATEGORIES)[number];
  language?: string;
};

function readSearch(search: Record<string, unknown>): TemplateSearch {
  const { name, language } = search;
  const status = TEMPLATE_STATUSES.find((each) => each === search.status);
  const category = TEMPLATE_CATEGORIES.find((each) => each === search.category);
  return {
    ...readListSearch(search),
    ...((typeof name === 'string' || typeof name === 'number') && name !== '' && { name: String(name) }),
    ...(typeof language === 'string' && language !== '' && { language }),
    ...(status && { status }),
    ...(category && { category }),
  };
}

const list = createRoute({
  getParentRoute: () => rootRoute,
  path: '/templates',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./templates.tsx'), 'TemplatesPage'),
});

const create = createRoute({
  getParentRoute: () => rootRoute,
  path: '/templates/new',
  /** `from`: the template whose words it begins with. */
  validateSearch: ({ from }: Record<string, unknown>): { from?: string } => (typeof from === 'string' ? { from } : {}),
  component: lazyRouteComponent(() => import('./new-template.tsx'), 'NewTemplatePage'),
});

const details = createRoute({
  getParentRoute: () => rootRoute,
  path: '/templates/$templateId',
  component: lazyRouteComponent(() => import('./template.tsx'), 'TemplatePage'),
});

export const templateRoutes = [list, create, details] as const;
