import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { ConfirmModal } from '../../components/confirm-modal.tsx';
import { Instant } from '../../components/instant.tsx';
import { usePushChange, type App } from './push-change.ts';
import { ApnsModal, FcmModal, WordsModal } from './push-modals.tsx';

type Platform = 'fcm' | 'apns';

const PLATFORMS: { platform: Platform; name: string; devices: string }[] = [
  { platform: 'fcm', name: 'FCM', devices: 'Android and browsers' },
  { platform: 'apns', name: 'APNs', devices: 'iPhone and iPad' },
];

type Asked = 'words' | Platform | { remove: Platform };

/** How the devices of an app's users are told on the lock screen that a message waits. */
export function Nudges({ app, canEdit }: { app: App; canEdit: boolean }) {
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const { title, text } = app.push;
  return (
    <Stack gap="xs" component="section" aria-label={`Nudges of ${app.name}`}>
      <Title order={3}>Nudges</Title>
      {PLATFORMS.map(({ platform, name, devices }) => (
        <Group key={platform} justify="space-between" gap="xs" role="group" aria-label={`${name} of ${app.name}`}>
          <div>
            <Text size="sm" fw={500}>
              {name}{' '}
              <Text span size="sm" c="dimmed">
                {devices}
              </Text>
            </Text>
            <Text size="sm" component="div">
              <CredentialState state={app.push[platform]} />
            </Text>
          </div>
          {canEdit && (
            <Group gap="xs">
              <Button
                size="xs"
                variant="default"
                aria-label={
                  app.push[platform]
                    ? `Replace the ${name} credential of ${app.name}`
                    : `Set the credential: ${name} of ${app.name}`
                }
                onClick={() => setAsked(platform)}
              >
                {app.push[platform] ? 'Replace' : 'Set the credential'}
              </Button>
              {app.push[platform] && (
                <Button
                  size="xs"
                  variant="subtle"
                  color="red"
                  aria-label={`Remove the ${name} credential of ${app.name}`}
                  onClick={() => setAsked({ remove: platform })}
                >
                  Remove
                </Button>
              )}
            </Group>
          )}
        </Group>
      ))}
      <Group justify="space-between" gap="xs">
        <div>
          <Text size="sm" fw={500}>
            On the lock screen
          </Text>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {title ?? 'The account’s name'}: {text === 'message' ? 'the message itself, shortened' : `“${text}”`}
          </Text>
        </div>
        {canEdit && (
          <Button
            size="xs"
            variant="default"
            aria-label={`Change what the lock screen says of ${app.name}`}
            onClick={() => setAsked('words')}
          >
            Change
          </Button>
        )}
      </Group>
      {asked === 'words' && <WordsModal app={app} onClose={close} />}
      {asked === 'fcm' && <FcmModal app={app} onClose={close} />}
      {asked === 'apns' && <ApnsModal app={app} onClose={close} />}
      {typeof asked === 'object' && <RemoveCredential app={app} platform={asked.remove} onClose={close} />}
    </Stack>
  );
}

function CredentialState({ state }: { state: App['push'][Platform] }) {
  if (state === null)
    return (
      <Text span inherit c="dimmed">
        Off: there is no credential
      </Text>
    );
  const since = (
    <>
      set <Instant at={state.setAt} />
    </>
  );
  if (state.error === null)
    return (
      <Group gap={6}>
        <Badge color="teal" variant="light" tt="none">
          On
        </Badge>
        {since}
      </Group>
    );
  return (
    <Stack gap={2}>
      <Group gap={6}>
        <Badge color="red" variant="light" tt="none">
          Refused
        </Badge>
        {since}
      </Group>
      <Text inherit maw={520} style={{ overflowWrap: 'anywhere' }}>
        {state.error.reason} (<Instant at={state.error.at} />
        ). It is tried again after ten minutes, or once it is replaced.
      </Text>
    </Stack>
  );
}

function RemoveCredential({ app, platform, onClose }: { app: App; platform: Platform; onClose: () => void }) {
  const name = PLATFORMS.find((each) => each.platform === platform)?.name ?? platform;
  const remove = usePushChange(app, `${app.name} nudges over ${name} no longer.`, onClose);
  return (
    <ConfirmModal
      opened
      title={`Remove the ${name} credential of ${app.name}?`}
      action="Remove"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ [platform]: null })}
      onClose={onClose}
    >
      Nobody is nudged over {name} from then on; messages wait in the inbox as ever. It can’t be read back: to go on, it
      has to be set again.
    </ConfirmModal>
  );
}
