import { ActionIcon, Button, Card, Group, Stack, Table, Text, TextInput, Tooltip, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPhoto, IconTrash } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import { ConfirmModal } from '../../components/confirm-modal.tsx';
import { faultOf } from '../../components/field-errors.ts';
import { FormError } from '../../components/form-error.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { Loaded } from './loaded.tsx';
import { useChange } from './queries.ts';

const KEYS = [['media-hosts']];

export function MediaHostsPage() {
  const { api, may } = useSession();
  const [leaving, setLeaving] = useState<string>();
  const hosts = useQuery({
    queryKey: ['media-hosts'],
    queryFn: async () => (await api.get('/api/v2/account/{accountId}/media-hosts')).mediaHosts,
  });
  const canEdit = may('settings:edit');
  return (
    <Page
      title="Hosts of media"
      description="Templates may show pictures, videos and documents from these hosts, over https, and from no other. Each by its whole name: no scheme, port, path or wildcard."
    >
      {canEdit && <AddHost />}
      <Loaded query={hosts}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon={IconPhoto} title="No host is permitted">
              Templates with a picture, video or document in their header can’t be sent.
            </EmptyState>
          ) : (
            <Card withBorder padding={0}>
              <Table verticalSpacing="xs" horizontalSpacing="md" aria-label="Permitted hosts">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Host</Table.Th>
                    {canEdit && (
                      <Table.Th>
                        <VisuallyHidden>Actions</VisuallyHidden>
                      </Table.Th>
                    )}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {list.map(({ host }) => (
                    <Table.Tr key={host}>
                      <Table.Td>
                        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                          {host}
                        </Text>
                      </Table.Td>
                      {canEdit && (
                        <Table.Td ta="right">
                          <Tooltip label={`Take ${host} away`}>
                            <ActionIcon
                              variant="subtle"
                              color="red"
                              aria-label={`Take ${host} away`}
                              onClick={() => setLeaving(host)}
                            >
                              <IconTrash size={16} />
                            </ActionIcon>
                          </Tooltip>
                        </Table.Td>
                      )}
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Card>
          )
        }
      </Loaded>
      {leaving !== undefined && <RemoveHost host={leaving} onClose={() => setLeaving(undefined)} />}
    </Page>
  );
}

function AddHost() {
  const { api } = useSession();
  const [host, setHost] = useState('');
  const add = useChange(() => api.post('/api/v2/account/{accountId}/media-hosts', { body: { host } }), {
    keys: KEYS,
    done: (permitted) => `${permitted.host} is permitted.`,
    onSuccess: () => setHost(''),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate(undefined);
  };
  return (
    <form onSubmit={submit} aria-label="Permit a host">
      <Stack gap="xs">
        <Group align="flex-start" gap="xs">
          <TextInput
            label="Host"
            placeholder="images.example.com"
            required
            value={host}
            onChange={(event) => setHost(event.currentTarget.value)}
            error={faultOf(add.error, 'host')}
            flex={1}
            maw={420}
          />
          <Button type="submit" mt={25} loading={add.isPending} disabled={host.trim() === ''}>
            Permit
          </Button>
        </Group>
        <FormError error={add.error} fields={['host']} />
      </Stack>
    </form>
  );
}

function RemoveHost({ host, onClose }: { host: string; onClose: () => void }) {
  const { api } = useSession();
  const remove = useChange(() => api.delete('/api/v2/account/{accountId}/media-hosts/{host}', { path: { host } }), {
    keys: KEYS,
    done: `${host} is permitted no longer.`,
    onSuccess: onClose,
  });
  return (
    <ConfirmModal
      opened
      title={`Permit ${host} no longer?`}
      action="Take away"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(undefined)}
      onClose={onClose}
    >
      Recipients that were accepted with media from it are still sent to. New campaigns with media from it are refused.
    </ConfirmModal>
  );
}
