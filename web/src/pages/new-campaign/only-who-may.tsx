import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../components/page.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';

export const CRUMBS = [{ label: 'Campaigns', to: '/campaigns' }];

/** Shows its children to who may launch campaigns, and to everybody else why not. */
export function OnlyWhoMayLaunch({ children }: { children: ReactNode }) {
  const { may } = useSession();
  if (may('campaigns:run')) return <>{children}</>;
  return (
    <Page title="New campaign" crumbs={may('campaigns:see') ? CRUMBS : []}>
      <EmptyState
        icon={IconLock}
        title="Your role launches no campaigns"
        action={
          <Button component={Link} to={may('campaigns:see') ? '/campaigns' : '/'} variant="light">
            {may('campaigns:see') ? 'To the campaigns' : 'To the welcome page'}
          </Button>
        }
      >
        Admins and Campaign Managers do. Ask an administrator of your account if you should be one of them.
      </EmptyState>
    </Page>
  );
}
