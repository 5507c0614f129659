import { Badge, Button, Card, Code, Group, Modal, Stack, Table, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import type { Answer, Operation } from '../../../../client/types.ts';
import { ConfirmModal } from '../../components/confirm-modal.tsx';
import { Copy } from '../../components/copy.tsx';
import { faultOf } from '../../components/field-errors.ts';
import { FormError } from '../../components/form-error.tsx';
import { Instant } from '../../components/instant.tsx';
import { Page } from '../../components/page.tsx';
import { SecretModal } from '../../components/secret-modal.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { Loaded } from './loaded.tsx';
import { useChange } from './queries.ts';

type Client = Answer<Operation<'get', '/api/v2/account/{accountId}/api-clients'>>['clients'][number];
type WithSecret = Answer<Operation<'post', '/api/v2/account/{accountId}/api-clients'>>;
type Asked = { what: 'rotate' | 'revoke'; client: Client };

const KEYS = [['api-clients']];

export function ApiKeysPage() {
  const { api, may } = useSession();
  const [isCreating, setCreating] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const [secret, setSecret] = useState<WithSecret>();
  const clients = useQuery({
    queryKey: ['api-clients'],
    queryFn: async () => (await api.get('/api/v2/account/{accountId}/api-clients')).clients,
  });
  const canEdit = may('keys:edit');
  return (
    <Page
      title="API keys"
      description="The account’s own programs get their tokens with a client id and a secret, each good for an hour. Give each program its own."
      actions={
        canEdit && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
            Create a key
          </Button>
        )
      }
    >
      <Loaded query={clients}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon={IconKey} title="There is no API key">
              Without one only people can launch campaigns.
            </EmptyState>
          ) : (
            <KeyTable clients={list} {...(canEdit && { onAsk: setAsked })} />
          )
        }
      </Loaded>
      {isCreating && (
        <CreateKey
          onClose={() => setCreating(false)}
          onCreated={(client) => {
            setCreating(false);
            setSecret(client);
          }}
        />
      )}
      {asked && (
        <ChangeKey
          {...asked}
          onClose={() => setAsked(undefined)}
          onRotated={(client) => {
            setAsked(undefined);
            setSecret(client);
          }}
        />
      )}
      {secret && <KeySecret client={secret} onClose={() => setSecret(undefined)} />}
    </Page>
  );
}

function nameOf(client: Client): string {
  return client.name ?? client.clientId;
}

function KeyTable({ clients, onAsk }: { clients: Client[]; onAsk?: (asked: Asked) => void }) {
  return (
    <Card withBorder padding={0}>
      <Table.ScrollContainer minWidth={820} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table verticalSpacing="xs" horizontalSpacing="md" aria-label="API keys">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>Client id</Table.Th>
              <Table.Th>Created</Table.Th>
              <Table.Th>Last used</Table.Th>
              {onAsk && (
                <Table.Th>
                  <VisuallyHidden>Actions</VisuallyHidden>
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {clients.map((client) => (
              <Table.Tr key={client.clientId}>
                <Table.Td>
                  <Group gap="xs" wrap="nowrap">
                    <Text size="sm" fw={600} c={client.revokedAt === null ? undefined : 'dimmed'}>
                      {client.name ?? 'Without a name'}
                    </Text>
                    {client.revokedAt !== null && (
                      <Badge variant="light" color="gray" tt="none">
                        Revoked
                      </Badge>
                    )}
                  </Group>
                </Table.Td>
                <Table.Td>
                  <Group gap={4} wrap="nowrap">
                    <Code fz="xs">{client.clientId}</Code>
                    <Copy value={client.clientId} what={`the client id of ${nameOf(client)}`} />
                  </Group>
                </Table.Td>
                <Table.Td>
                  <Instant at={client.createdAt} />
                  <Text size="xs" c="dimmed">
                    {client.createdBy === null ? 'With the installation' : `by ${shortName(client.createdBy)}`}
                  </Text>
                </Table.Td>
                <Table.Td>{client.lastUsedAt === null ? 'Not yet' : <Instant at={client.lastUsedAt} />}</Table.Td>
                {onAsk && (
                  <Table.Td>
                    {client.revokedAt === null && (
                      <Group gap="xs" justify="flex-end" wrap="nowrap">
                        <Button
                          size="compact-sm"
                          variant="subtle"
                          aria-label={`Rotate the secret of ${nameOf(client)}`}
                          onClick={() => onAsk({ what: 'rotate', client })}
                        >
                          Rotate
                        </Button>
                        <Button
                          size="compact-sm"
                          variant="subtle"
                          color="red"
                          aria-label={`Revoke ${nameOf(client)}`}
                          onClick={() => onAsk({ what: 'revoke', client })}
                        >
                          Revoke
                        </Button>
                      </Group>
                    )}
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}

/** A user comes with the id by which the audit log knows them. */
function shortName(by: string): string {
  return by.replace(/ \(user [\w-]+\)$/, '');
}

function CreateKey({ onClose, onCreated }: { onClose: () => void; onCreated: (client: WithSecret) => void }) {
  const { api } = useSession();
  const [name, setName] = useState('');
  const create = useChange(() => api.post('/api/v2/account/{accountId}/api-clients', { body: { name } }), {
    keys: KEYS,
    onSuccess: onCreated,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    create.mutate(undefined);
  };
  return (
    <Modal opened onClose={onClose} title="Create an API key" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label="Name"
            description="What people call the program that calls with it"
            placeholder="Shop backend"
            required
            maxLength={100}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={faultOf(create.error, 'name')}
          />
          <FormError error={create.error} fields={['name']} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
              Create
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

type ChangeKeyProps = Asked & { onClose: () => void; onRotated: (client: WithSecret) => void };

function ChangeKey({ what, client, onClose, onRotated }: ChangeKeyProps) {
  const { api } = useSession();
  const path = { clientId: client.clientId };
  const name = nameOf(client);
  const rotate = useChange(() => api.post('/api/v2/account/{accountId}/api-clients/{clientId}/rotate', { path }), {
    keys: KEYS,
    onSuccess: onRotated,
  });
  const revoke = useChange(() => api.delete('/api/v2/account/{accountId}/api-clients/{clientId}', { path }), {
    keys: KEYS,
    done: `${name} is revoked.`,
    onSuccess: onClose,
  });
  return what === 'rotate' ? (
    <ConfirmModal
      opened
      title={`Give ${name} a new secret?`}
      action="Rotate the secret"
      isBusy={rotate.isPending}
      error={rotate.error}
      onConfirm={() => rotate.mutate(undefined)}
      onClose={onClose}
    >
      The secret that it has gets no token from that moment on; tokens that it got stay good for their hour. To change
      over without a gap, create a second key and revoke this one when the program has it.
    </ConfirmModal>
  ) : (
    <ConfirmModal
      opened
      title={`Revoke ${name}?`}
      action="Revoke"
      isBusy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate(undefined)}
      onClose={onClose}
    >
      At once, for good, and with all tokens that it got.
    </ConfirmModal>
  );
}

function KeySecret({ client, onClose }: { client: WithSecret; onClose: () => void }) {
  const { accountId } = useSession();
  const curl = [
    `curl -s '${location.origin}/sentinel/api/account/${accountId}/app/token?v=1.0&grant_type=client_credentials' \\`,
    `  -d client_id=${client.clientId} -d client_secret="$CLIENT_SECRET"`,
  ].join('\n');
  return (
    <SecretModal
      title={`The secret of ${nameOf(client)}`}
      values={[
        { label: 'Client id', value: client.clientId },
        { label: 'Client secret', value: client.clientSecret },
        { label: 'Get a token', value: curl },
      ]}
      onClose={onClose}
    />
  );
}
