import { Alert, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { channelLabel } from '../../components/badges.tsx';
import { useSession } from '../../session.tsx';

/** What is known of a number that a campaign does not have: what would become of a message to it now. */
export function NumberCheck({ phone }: { phone: string }) {
  const { api } = useSession();
  const { data } = useQuery({
    queryKey: ['number', phone],
    queryFn: ({ signal }) => api.get('/api/v2/account/{accountId}/numbers/{phone}', { path: { phone }, signal }),
    enabled: /\d{5}/.test(phone.replaceAll(/\D/g, '')),
  });
  if (!data) return null;
  if (!data.valid) {
    return (
      <Alert color="yellow" title={`${phone} is no number that can be sent to`}>
        {data.reason}
      </Alert>
    );
  }
  return (
    <Alert variant="light" color="night" title={`What would become of a message to ${data.e164 ?? phone} now`}>
      <List size="sm">
        {data.channels.map(({ channel, sentence }) => (
          <List.Item key={channel}>
            <Text span size="sm" fw={600}>
              {channelLabel(channel)}:
            </Text>{' '}
            {sentence}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
