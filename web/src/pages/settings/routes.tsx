import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { readListSearch, type ListSearch } from '../../components/list-search.ts';
import { rootRoute } from '../../root-route.tsx';
import { readAuditSearch, readFrom, readOptOutSearch, readVersion } from './search.ts';

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
  validateSearch: readVersion,
  component: lazyRouteComponent(() => import('./rule-set.tsx'), 'RuleSetPage'),
});
const editRuleSet = createRoute({
  getParentRoute: () => settings,
  path: 'windows/$ruleSet/edit',
  /** The version whose rules it begins with. */
  validateSearch: readVersion,
  component: lazyRouteComponent(() => import('./write-rule-set.tsx'), 'EditRuleSetPage'),
});
const newRuleSet = createRoute({
  getParentRoute: () => settings,
  path: 'windows/rule-sets/new',
  /** `from`: the rule set whose rules it begins with. */
  validateSearch: readFrom,
  component: lazyRouteComponent(() => import('./write-rule-set.tsx'), 'NewRuleSetPage'),
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
    editRuleSet,
    newRuleSet,
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
