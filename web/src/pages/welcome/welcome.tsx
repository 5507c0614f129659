import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import { IconArrowRight, IconPlus } from '@tabler/icons-react';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { Documents } from './documents.tsx';
import { Horizon } from './horizon.tsx';
import { SetupSteps } from './setup-steps.tsx';
import classes from './welcome.module.css';

const INBOX: { to: string } = { to: '/conversations' };

/** The first page: what this is, and what is still to be set up. Agents come for their conversations, and go there at once. */
export function WelcomePage() {
  const { may } = useSession();
  if (!may('settings:see')) return <Navigate {...INBOX} replace />;
  return <Welcome />;
}

function Welcome() {
  const { api, user, may } = useSession();
  useDocumentTitle('Welcome · Daybreak');
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => api.get('/api/v2/account/{accountId}/setup') });
  return (
    <Stack gap="xl" maw={1120}>
      <section className={classes.hero}>
        <Horizon className={classes.horizon} />
        <Stack gap="md" className={classes.words}>
          <Text size="sm" fw={600} className={classes.quiet}>
            Welcome, {user.name}
          </Text>
          <Title order={1} className={classes.title}>
            Reach everyone in their own morning
          </Title>
          <Text className={classes.lead}>
            Daybreak sends campaigns over WhatsApp, SMS and In-App, to each recipient in their own daytime, once, and
            routes the answers to the right people.
          </Text>
          <Group gap="sm" mt="xs">
            {may('campaigns:run') && (
              <Button
                component={Link}
                to="/campaigns/new"
                color="dawn"
                leftSection={<IconPlus size={16} aria-hidden />}
              >
                New campaign
              </Button>
            )}
            <Button
              component={Link}
              to="/campaigns"
              variant="white"
              color="night"
              rightSection={<IconArrowRight size={16} aria-hidden />}
            >
              See the campaigns
            </Button>
          </Group>
        </Stack>
      </section>
      {setup.data ? (
        <SetupSteps steps={setup.data.steps} />
      ) : setup.error ? (
        <ErrorState
          error={setup.error}
          title="What is set up could not be loaded"
          onRetry={() => void setup.refetch()}
        />
      ) : (
        <LoadingState />
      )}
      <Documents />
    </Stack>
  );
}
