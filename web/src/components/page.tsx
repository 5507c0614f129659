import { Anchor, Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

export type Crumb = { label: string; to: string };
type PageProps = {
  title: string;
  description?: ReactNode;
  /** Where this page hangs, outermost first. */
  crumbs?: Crumb[];
  /** Beside the title: a status. */
  aside?: ReactNode;
  /** At the right: buttons. */
  actions?: ReactNode;
  children: ReactNode;
};

/** What every page has: one first heading, the title of the window, where it hangs, what can be done. */
export function Page({ title, description, crumbs = [], aside, actions, children }: PageProps) {
  useDocumentTitle(`${title} · Daybreak`);
  return (
    <Stack gap="lg">
      <Stack gap={4}>
        {crumbs.length > 0 && (
          <Breadcrumbs component="nav" aria-label="Breadcrumbs" fz="sm">
            {crumbs.map(({ label, to }) => (
              <Anchor key={to} component={Link} to={to} fz="sm">
                {label}
              </Anchor>
            ))}
          </Breadcrumbs>
        )}
        <Group justify="space-between" align="center">
          <Group gap="sm">
            <Title order={1}>{title}</Title>
            {aside}
          </Group>
          {actions !== undefined && <Group gap="xs">{actions}</Group>}
        </Group>
        {description !== undefined && (
          <Text c="dimmed" size="sm" maw={780} component="div">
            {description}
          </Text>
        )}
      </Stack>
      {children}
    </Stack>
  );
}
