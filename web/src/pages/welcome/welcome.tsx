import { Text } from '@mantine/core';
import { Page } from '../../components/page.tsx';
import { useSession } from '../../session.tsx';

export function WelcomePage() {
  const { user } = useSession();
  return (
    <Page title={`Welcome, ${user.name}`}>
      <Text>Campaigns over WhatsApp, SMS and In-App that reach each recipient in their own daytime.</Text>
    </Page>
  );
}
