import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSession, type Permission } from '../session.tsx';
import { Page } from './page.tsx';
import { EmptyState } from './states.tsx';

/** A page for who has the permission; the others are told why there is nothing here for them. The API refuses them all the same. */
export function Only({ permission, title, children }: { permission: Permission; title: string; children: ReactNode }) {
  const { may } = useSession();
  if (may(permission)) return <>{children}</>;
  return (
    <Page title={title}>
      <EmptyState icon={IconLock} title="Your role does not reach this page">
        Roles come from where you sign in; ask whoever runs it if you need another.
      </EmptyState>
    </Page>
  );
}
