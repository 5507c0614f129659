import { createRootRoute } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import { IconCompass } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Frame } from './components/frame.tsx';
import { EmptyState, ErrorState, LoadingState } from './components/states.tsx';
import { SessionProvider } from './session.tsx';

/** Every page hangs on it: signed in, in the frame. */
export const rootRoute = createRootRoute({
  component: () => (
    <SessionProvider>
      <Frame />
    </SessionProvider>
  ),
  errorComponent: ({ error, reset }) => <ErrorState error={error} title="This page broke" onRetry={reset} />,
  pendingComponent: () => <LoadingState />,
  notFoundComponent: () => (
    <EmptyState
      icon={IconCompass}
      title="There is no such page"
      action={
        <Button component={Link} to="/" variant="light">
          To the welcome page
        </Button>
      }
    />
  ),
});
