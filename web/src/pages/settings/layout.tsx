import { Box, NavLink, Select, Stack, Text } from '@mantine/core';
import {
  IconAppWindow,
  IconBan,
  IconBuilding,
  IconClock,
  IconHash,
  IconHistory,
  IconKey,
  IconMessageForward,
  IconPhoto,
  IconSend,
  IconTags,
  IconUsers,
  IconLock,
} from '@tabler/icons-react';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { EmptyState } from '../../components/states.tsx';
import { useSession, type Permission } from '../../session.tsx';

const GROUPS = [
  {
    group: 'Sending',
    pages: [
      { to: '/settings/channels', label: 'Channels', icon: IconSend },
      { to: '/settings/numbers', label: 'Numbers', icon: IconHash },
      { to: '/settings/windows', label: 'Windows and limits', icon: IconClock },
      { to: '/settings/opt-outs', label: 'Opt-outs', icon: IconBan },
      { to: '/settings/media-hosts', label: 'Hosts of media', icon: IconPhoto },
      { to: '/settings/apps', label: 'In-App apps', icon: IconAppWindow },
    ],
  },
  {
    group: 'Replies',
    pages: [
      { to: '/settings/skills', label: 'Skills', icon: IconTags },
      { to: '/settings/conversations', label: 'Where agents work', icon: IconMessageForward },
    ],
  },
  {
    group: 'Access',
    pages: [
      { to: '/settings/account', label: 'Account', icon: IconBuilding },
      { to: '/settings/api-keys', label: 'API keys', icon: IconKey, needs: 'keys:see' },
      { to: '/settings/users', label: 'Users', icon: IconUsers },
      { to: '/settings/audit', label: 'Audit log', icon: IconHistory, needs: 'audit:see' },
    ],
  },
] as const satisfies {
  group: string;
  pages: { to: string; label: string; icon: unknown; needs?: Permission }[];
}[];

/** All of the settings, side by side; on a small screen, in a list to choose from. */
export function SettingsLayout() {
  const { may } = useSession();
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  if (!may('settings:see')) {
    return (
      <EmptyState icon={IconLock} title="Settings are not for your role">
        An admin or campaign manager of the account can look them up for you.
      </EmptyState>
    );
  }
  const groups = GROUPS.map(({ group, pages }) => ({
    group,
    pages: pages.filter((page) => !('needs' in page) || may(page.needs)),
  }));
  // What hangs below a page is found there too.
  const at = groups.flatMap(({ pages }) => pages).find(({ to }) => path === to || path.startsWith(`${to}/`))?.to;
  return (
    <Box display={{ base: 'block', md: 'flex' }} style={{ gap: 'var(--mantine-spacing-xl)' }}>
      <Select
        hiddenFrom="md"
        mb="lg"
        label="Settings of"
        data={groups.map(({ group, pages }) => ({
          group,
          items: pages.map(({ to, label }) => ({ value: to, label })),
        }))}
        value={at ?? null}
        onChange={(to) => to !== null && void navigate({ to })}
        allowDeselect={false}
        maxDropdownHeight={420}
      />
      <Box component="nav" aria-label="Settings" visibleFrom="md" w={200} style={{ flexShrink: 0 }}>
        <Stack gap="lg" pos="sticky" top={88}>
          {groups.map(({ group, pages }) => (
            <div key={group}>
              <Text size="xs" fw={600} c="dimmed" px="sm" pb={4}>
                {group}
              </Text>
              {pages.map(({ to, label, icon: Icon }) => (
                <NavLink
                  key={to}
                  component={Link}
                  to={to}
                  label={label}
                  leftSection={<Icon size={16} aria-hidden />}
                  active={at === to}
                  aria-current={at === to ? 'page' : undefined}
                  variant="light"
                  py={6}
                  style={{ borderRadius: 'var(--mantine-radius-md)' }}
                />
              ))}
            </div>
          ))}
        </Stack>
      </Box>
      <Box flex={1} miw={0} maw={1040}>
        <Outlet />
      </Box>
    </Box>
  );
}
