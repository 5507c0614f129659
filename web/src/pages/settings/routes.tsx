import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { readListSearch, type ListSearch } from '../../components/list-search.ts';
import { rootRoute } from '../../root-route.tsx';
import { readAuditSearch, readOptOutSearch } from './search.ts';

const settings = createRoute({
  getParentRoute: () => rootRoute,
  path: 'settings',
  component: lazyRouteComponent(() => import('./layout.tsx'), 'SettingsLayout'),
});

const index = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router is told
    throw redirect({ to: '/settings/channels', replace: true });
  },
});
const channels = createRoute({
  getParentRoute: () => settings,
  path: 'channels',
  component: lazyRouteComponent(() => import('./channels.tsx'), 'ChannelsPage'),
});
const numbers = createRoute({
  getParentRoute: () => settings,
  path: 'numbers',
  component: lazyRouteComponent(() => import('./numbers.tsx'), 'NumbersPage'),
});
const skills = createRoute({
  getParentRoute: () => settings,
  path: 'skills',
  component: lazyRouteComponent(() => import('./skills.tsx'), 'SkillsPage'),
});
const windows = createRoute({
  getParentRoute: () => settings,
  path: 'windows',
  component: lazyRouteComponent(() => import('./windows.tsx'), 'WindowsPage'),
});
const ruleSet = createRoute({
  getParentRoute: () => settings,
  path: 'windows/$ruleSet',
  validateSearch: (search: Record<string, unknown>): { version?: number } =>
    Number.isInteger(search.version) && Number(search.version) > 0 ? { version: Number(search.version) } : {},
  component: lazyRouteComponent(() => import('./rule-set.tsx'), 'RuleSetPage'),
});
const mediaHosts = createRoute({
  getParentRoute: () => settings,
  path: 'media-hosts',
  component: lazyRouteComponent(() => import('./media-hosts.tsx'), 'MediaHostsPage'),
});
const optOuts = createRoute({
  getParentRoute: () => settings,
  path: 'opt-outs',
  validateSearch: readOptOutSearch,
  component: lazyRouteComponent(() => import('./opt-outs.tsx'), 'OptOutsPage'),
});
const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: 'api-keys',
  component: lazyRouteComponent(() => import('./api-keys.tsx'), 'ApiKeysPage'),
});
const users = createRoute({
  getParentRoute: () => settings,
  path: 'users',
  validateSearch: (search: Record<string, unknown>): ListSearch => readListSearch(search),
  component: lazyRouteComponent(() => import('./users.tsx'), 'UsersPage'),
});
const audit = createRoute({
  getParentRoute: () => settings,
  path: 'audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('./audit.tsx'), 'AuditPage'),
});
const apps = createRoute({
  getParentRoute: () => settings,
  path: 'apps',
  component: lazyRouteComponent(() => import('./apps.tsx'), 'AppsPage'),
});
const conversations = createRoute({
  getParentRoute: () => settings,
  path: 'conversations',
  component: lazyRouteComponent(() => import('./conversations.tsx'), 'WhereAgentsWorkPage'),
});
const account = createRoute({
  getParentRoute: () => settings,
  path: 'account',
  component: lazyRouteComponent(() => import('./account.tsx'), 'AccountPage'),
});

export const settingsRoutes = [
  settings.addChildren([
    index,
    channels,
    numbers,
    skills,
    windows,
    ruleSet,
    mediaHosts,
    optOuts,
    apiKeys,
    users,
    audit,
    apps,
    conversations,
    account,
  ]),
] as const;
