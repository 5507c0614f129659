import {
  ActionIcon,
  Anchor,
  AppShell,
  Burger,
  Group,
  Menu,
  NavLink,
  ScrollArea,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconBrandWhatsapp,
  IconChartHistogram,
  IconDeviceDesktop,
  IconHome,
  IconLogout,
  IconMessages,
  IconMoon,
  IconPlugConnected,
  IconSend,
  IconSettings,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { signOut, useSession, type Permission } from '../session.tsx';
import { showError } from './notify.ts';
import { Logo } from './logo.tsx';

const PLACES = [
  { to: '/', label: 'Welcome', icon: IconHome },
  { to: '/campaigns', label: 'Campaigns', icon: IconSend, needs: 'campaigns:see' },
  { to: '/handoffs', label: 'API handoffs', icon: IconPlugConnected, needs: 'content:see' },
  { to: '/templates', label: 'WhatsApp templates', icon: IconBrandWhatsapp, needs: 'content:see' },
  { to: '/conversations', label: 'Conversations', icon: IconMessages, needs: 'conversations:work' },
  { to: '/reports', label: 'Reports', icon: IconChartHistogram, needs: 'reports:see' },
  { to: '/settings', label: 'Settings', icon: IconSettings, needs: 'settings:see' },
] as const satisfies { to: string; label: string; icon: unknown; needs?: Permission }[];

/** Around every page: where one can go, who one is. */
export function Frame() {
  const [isOpen, { toggle, close }] = useDisclosure();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const { may, accountName, accountId } = useSession();
  useEffect(close, [path, close]);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'md', lg: 'xl' }}
    >
      <Anchor className="skip-link" href="#content">
        Skip to content
      </Anchor>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Navigation" />
            <UnstyledButton component={Link} to="/" aria-label="Daybreak, welcome page">
              <Logo />
            </UnstyledButton>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <Text size="sm" c="dimmed" visibleFrom="xs" truncate title={`Account ${accountId}`}>
              {accountName}
            </Text>
            <ThemeMenu />
            <UserMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        <ScrollArea component="nav" aria-label="Main">
          {PLACES.filter((place) => !('needs' in place) || may(place.needs)).map(({ to, label, icon: Icon }) => (
            <NavLink
              key={to}
              component={Link}
              to={to}
              label={label}
              leftSection={<Icon size={18} aria-hidden />}
              active={isWithin(path, to)}
              aria-current={isWithin(path, to) ? 'page' : undefined}
              variant="light"
            />
          ))}
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}

function isWithin(path: string, place: string): boolean {
  return place === '/' ? path === '/' : path === place || path.startsWith(`${place}/`);
}

const SCHEMES: { value: MantineColorScheme; label: string; icon: typeof IconSun }[] = [
  { value: 'auto', label: 'As the system', icon: IconDeviceDesktop },
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
];

function ThemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = SCHEMES.find(({ value }) => value === colorScheme)?.icon ?? IconDeviceDesktop;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Theme">
          <Icon size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(({ value, label, icon: Each }) => (
          <Menu.Item
            key={value}
            leftSection={<Each size={16} aria-hidden />}
            onClick={() => setColorScheme(value)}
            aria-current={value === colorScheme}
            fw={value === colorScheme ? 600 : undefined}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const ROLES: Record<string, string> = {
  admin: 'Admin',
  'campaign-manager': 'Campaign Manager',
  lpa: 'LPA',
  agent: 'Agent',
  'agent-manager': 'Agent Manager',
};

function UserMenu() {
  const { user, role, skills } = useSession();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Signed in as ${user.name}`}>
          <IconUserCircle size={22} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown maw={280}>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)">
            {user.name}
          </Text>
          <Text size="xs">{user.email}</Text>
          <Text size="xs">
            {ROLES[role] ?? role}
            {skills.length > 0 && ` · ${skills.join(', ')}`}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut().catch(showError)}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
