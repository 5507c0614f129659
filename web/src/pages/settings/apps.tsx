import { Button, Card, Group, Modal, NumberInput, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconAppWindow, IconPlus } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import { ConfirmModal } from '../../components/confirm-modal.tsx';
import { faultOf } from '../../components/field-errors.ts';
import { FormError } from '../../components/form-error.tsx';
import { formatInstant, Instant } from '../../components/instant.tsx';
import { Page } from '../../components/page.tsx';
import { SecretModal } from '../../components/secret-modal.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { Loaded } from './loaded.tsx';
import type { App } from './push-change.ts';
import { Nudges } from './push.tsx';
import { useChange } from './queries.ts';
import { TimezoneSelect } from './timezone-select.tsx';
import { Section, Values } from './values.tsx';

type Secret = { name: string; secret: string; previousSecretUntil?: string | null };
type Asked = { what: 'rotate' | 'delete'; app: App };

const KEYS = [['apps']];
const MOST_APPS = 500;
const CLOSE = { 'aria-label': 'Close' };

export function AppsPage() {
  const { api, may } = useSession();
  const [isCreating, setCreating] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const [secret, setSecret] = useState<Secret>();
  const apps = useQuery({
    queryKey: ['apps'],
    queryFn: async () => (await api.get('/api/v2/account/{accountId}/apps', { query: { limit: MOST_APPS } })).apps,
  });
  const canEdit = may('settings:edit');
  const show = (next: Secret) => {
    setCreating(false);
    setAsked(undefined);
    setSecret(next);
  };
  return (
    <Page
      title="In-App apps"
      description="Your own apps, in whose inbox In-App messages appear. Your servers sign the tokens of an app’s users with its secret."
      actions={
        canEdit && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
            Add an app
          </Button>
        )
      }
    >
      <Loaded query={apps}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon={IconAppWindow} title="There is no app">
              In-App messages have nowhere to appear until there is one.
            </EmptyState>
          ) : (
            <Stack>
              {list.map((app) => (
                <AppCard key={app.name} app={app} {...(canEdit && { onAsk: setAsked })} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      <InAppTimezone />
      {isCreating && <CreateApp onClose={() => setCreating(false)} onCreated={show} />}
      {asked?.what === 'rotate' && (
        <RotateSecret app={asked.app} onClose={() => setAsked(undefined)} onRotated={show} />
      )}
      {asked?.what === 'delete' && <DeleteApp app={asked.app} onClose={() => setAsked(undefined)} />}
      {secret && <AppSecret secret={secret} onClose={() => setSecret(undefined)} />}
    </Page>
  );
}

function AppCard({ app, onAsk }: { app: App; onAsk?: (asked: Asked) => void }) {
  return (
    <Card withBorder padding="lg" component="section" aria-label={app.name}>
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={2}>{app.name}</Title>
          {onAsk && (
            <Group gap="xs">
              <Button
                size="xs"
                variant="default"
                aria-label={`Rotate the secret of ${app.name}`}
                onClick={() => onAsk({ what: 'rotate', app })}
              >
                Rotate the secret
              </Button>
              <Button
                size="xs"
                variant="subtle"
                color="red"
                aria-label={`Delete ${app.name}`}
                onClick={() => onAsk({ what: 'delete', app })}
              >
                Delete
              </Button>
            </Group>
          )}
        </Group>
        <Values
          values={[
            { label: 'Added', value: <Instant at={app.createdAt} /> },
            { label: 'Registrations last', value: `${app.registrationDays} days after the app was last open` },
          ]}
        />
        <Nudges app={app} canEdit={onAsk !== undefined} />
      </Stack>
    </Card>
  );
}

type CreateProps = { onClose: () => void; onCreated: (secret: Secret) => void };

function CreateApp({ onClose, onCreated }: CreateProps) {
  const { api } = useSession();
  const [name, setName] = useState('');
  const [days, setDays] = useState<number | string>(270);
  const create = useChange(
    () => api.post('/api/v2/account/{accountId}/apps', { body: { name, registrationDays: Number(days) } }),
    { keys: KEYS, onSuccess: onCreated },
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    create.mutate(undefined);
  };
  return (
    <Modal opened onClose={onClose} title="Add an app" closeButtonProps={CLOSE}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label="Name"
            description="Letters, digits, “.”, “_” and “-”. Handoffs and tokens name it"
            placeholder="my-shop"
            required
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={faultOf(create.error, 'name')}
          />
          <NumberInput
            label="Registrations last, in days"
            description="From when the app was last open: 1 to 730"
            min={1}
            max={730}
            allowDecimal={false}
            value={days}
            onChange={setDays}
            error={faultOf(create.error, 'registrationDays')}
          />
          <FormError error={create.error} fields={['name', 'registrationDays']} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending} disabled={name.trim() === '' || days === ''}>
              Add
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const GRACES = [
  { value: '0', label: 'At once' },
  { value: '1', label: 'In an hour' },
  { value: '24', label: 'In 24 hours' },
];

type RotateProps = { app: App; onClose: () => void; onRotated: (secret: Secret) => void };

function RotateSecret({ app: { name }, onClose, onRotated }: RotateProps) {
  const { api } = useSession();
  const [grace, setGrace] = useState('1');
  const rotate = useChange(
    () =>
      api.post('/api/v2/account/{accountId}/apps/{name}/rotate-secret', {
        path: { name },
        body: { graceHours: Number(grace) },
      }),
    { keys: KEYS, onSuccess: onRotated },
  );
  return (
    <ConfirmModal
      opened
      title={`Give ${name} a new secret?`}
      action="Rotate the secret"
      isBusy={rotate.isPending}
      error={rotate.error}
      onConfirm={() => rotate.mutate(undefined)}
      onClose={onClose}
    >
      <Stack>
        <Text size="sm">
          Tokens that are signed with the one it has are refused from its end on, and open streams end with it.
        </Text>
        <Select
          label="The secret that it has ends"
          allowDeselect={false}
          data={GRACES}
          value={grace}
          onChange={(value) => value !== null && setGrace(value)}
        />
      </Stack>
    </ConfirmModal>
  );
}

function DeleteApp({ app: { name }, onClose }: { app: App; onClose: () => void }) {
  const { api } = useSession();
  const remove = useChange(() => api.delete('/api/v2/account/{accountId}/apps/{name}', { path: { name } }), {
    keys: KEYS,
    done: `${name} is deleted.`,
    onSuccess: onClose,
  });
  return (
    <ConfirmModal
      opened
      title={`Delete the app ${name}?`}
      action="Delete"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(undefined)}
      onClose={onClose}
    >
      Its users are registered with it no longer, and its tokens are refused, at once and for good.
    </ConfirmModal>
  );
}

function AppSecret({ secret, onClose }: { secret: Secret; onClose: () => void }) {
  const until = secret.previousSecretUntil;
  return (
    <SecretModal
      title={`The secret of ${secret.name}`}
      values={[{ label: 'Secret', value: secret.secret }]}
      onClose={onClose}
    >
      {typeof until === 'string' && <Text size="sm">The one before it counts too, until {formatInstant(until)}.</Text>}
    </SecretModal>
  );
}

function InAppTimezone() {
  const { api, may } = useSession();
  const settings = useQuery({
    queryKey: ['in-app-settings'],
    queryFn: () => api.get('/api/v2/account/{accountId}/in-app/settings'),
  });
  return (
    <Section
      title="Timezone of In-App users"
      description="A user id tells no timezone. With one, send windows hold for users who bring none of their own, in campaigns that are launched from then on."
    >
      <Loaded query={settings}>
        {({ timezone }) =>
          may('settings:edit') ? (
            <InAppTimezoneForm key={timezone} timezone={timezone} />
          ) : (
            <Values values={[{ label: 'Timezone', value: timezone ?? 'None: they are sent to at any time' }]} />
          )
        }
      </Loaded>
    </Section>
  );
}

function InAppTimezoneForm({ timezone }: { timezone: string | null }) {
  const { api } = useSession();
  const [zone, setZone] = useState(timezone);
  const save = useChange(
    (next: string | null) => api.put('/api/v2/account/{accountId}/in-app/settings', { body: { timezone: next } }),
    { keys: [['in-app-settings']], done: 'The timezone is saved.' },
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate(zone);
  };
  return (
    <form onSubmit={submit} aria-label="Timezone of In-App users">
      <Group align="flex-end">
        <TimezoneSelect
          label="Timezone"
          placeholder="None: at any time"
          clearable
          value={zone}
          onChange={setZone}
          error={faultOf(save.error, 'timezone')}
        />
        <Button type="submit" disabled={zone === timezone} loading={save.isPending}>
          Save
        </Button>
      </Group>
    </form>
  );
}
