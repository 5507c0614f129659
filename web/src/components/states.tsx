import { Alert, Button, Center, Code, Loader, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconAlertTriangle, IconMoodEmpty } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import { DaybreakError } from '../../../client/errors.ts';

export function LoadingState({ label = 'Loading…' }: { label?: string }) {
  return (
    <Center mih={240} role="status">
      <Stack align="center" gap="xs">
        <Loader aria-hidden />
        <Text c="dimmed" size="sm">
          {label}
        </Text>
      </Stack>
    </Center>
  );
}

type ErrorStateProps = { error: unknown; title?: string; onRetry?: () => void };

/** What went wrong in the API's own words, with the id by which support finds the call in the log. */
export function ErrorState({ error, title = 'This could not be loaded', onRetry }: ErrorStateProps) {
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={title} role="alert" my="md">
      <Stack gap="xs" align="start">
        <Text size="sm">{messageOf(error)}</Text>
        {error instanceof DaybreakError && error.requestTraceId !== undefined && (
          <Text size="xs" c="dimmed">
            Trace id <Code>{error.requestTraceId}</Code>
          </Text>
        )}
        {onRetry && (
          <Button size="xs" variant="light" color="red" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

export function messageOf(error: unknown): string {
  if (error instanceof DaybreakError) return error.message;
  // What fetch throws where there was no answer.
  if (error instanceof TypeError) return 'The server did not answer. Is the connection up?';
  return error instanceof Error ? error.message : String(error);
}

type EmptyStateProps = {
  icon?: ComponentType<{ size?: number }>;
  title: string;
  children?: ReactNode;
  /** What to do about it: a button. */
  action?: ReactNode;
};

export function EmptyState({ icon: Icon = IconMoodEmpty, title, children, action }: EmptyStateProps) {
  return (
    <Center mih={220} p="lg">
      <Stack align="center" gap="xs" maw={460} ta="center">
        <ThemeIcon size={52} radius="xl" variant="light" color="gray" aria-hidden>
          <Icon size={28} />
        </ThemeIcon>
        <Title order={2} size="h3">
          {title}
        </Title>
        {children !== undefined && (
          <Text c="dimmed" size="sm" component="div">
            {children}
          </Text>
        )}
        {action}
      </Stack>
    </Center>
  );
}
