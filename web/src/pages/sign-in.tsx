import { Button, Center, Paper, Stack, Text, Title } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import { Logo } from '../components/logo.tsx';

/** For who is not signed in: the page that they wanted comes after it. */
export function SignInPage() {
  const returnTo = encodeURIComponent(location.pathname + location.search);
  return (
    <Center component="main" mih="100dvh" p="md">
      <Paper withBorder shadow="sm" p="xl" maw={420} w="100%">
        <Stack gap="lg">
          <Logo size={44} />
          <div>
            <Title order={1}>Good morning.</Title>
            <Text c="dimmed" mt={4}>
              Campaigns over WhatsApp, SMS and In-App that reach each recipient in their own daytime.
            </Text>
          </div>
          <Button
            component="a"
            href={`/auth/sign-in?returnTo=${returnTo}`}
            size="md"
            leftSection={<IconLogin2 size={18} aria-hidden />}
          >
            Sign in
          </Button>
        </Stack>
      </Paper>
    </Center>
  );
}
