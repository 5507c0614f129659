import {
  Button,
  FileButton,
  Group,
  Modal,
  Radio,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { faultOf } from '../../components/field-errors.ts';
import { FormError } from '../../components/form-error.tsx';
import { messageOf } from '../../components/states.tsx';
import { usePushChange, type App, type PushChange } from './push-change.ts';

const CLOSE = { 'aria-label': 'Close' };
/** A service account's file has some 2,400 characters, a .p8 file 260. */
const LARGEST_FILE = 20_000;

type ModalProps = { app: App; onClose: () => void };

/** The file of a service account, as Google gives it. */
export function FcmModal({ app, onClose }: ModalProps) {
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string>();
  const save = usePushChange(app, `${app.name} nudges over FCM.`, onClose);
  const write = (next: string) => {
    setText(next);
    setFault(undefined);
    save.reset();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fcm = parsed(text);
    if (fcm === undefined || fcm === null)
      setFault('This is no JSON: take the whole file, from its first { to its last }');
    else save.mutate({ fcm });
  };
  const isOfFile = save.error !== null && /\bfcm\b/.test(messageOf(save.error));
  return (
    <CredentialModal
      title={`FCM credential of ${app.name}`}
      onClose={onClose}
      onSubmit={submit}
      isPending={save.isPending}
      isReplaced={app.push.fcm !== null}
      isEmpty={text.trim() === ''}
    >
      <SecretText
        label="Service account"
        description="The JSON file that the Firebase console makes: Project settings, Service accounts, Generate new private key"
        placeholder={'{ "type": "service_account", … }'}
        accept="application/json,.json"
        value={text}
        onChange={write}
        onFault={setFault}
        error={fault ?? (isOfFile ? messageOf(save.error).replaceAll(/\bfcm\.?/g, '') : undefined)}
      />
      {!isOfFile && <FormError error={save.error} />}
    </CredentialModal>
  );
}

/** What the API reads in the file is the API's to say. */
function parsed(text: string): PushChange['fcm'] {
  try {
    return JSON.parse(text) as NonNullable<PushChange['fcm']>;
  } catch {
    return undefined;
  }
}

const APNS_FIELDS = ['apns.key', 'apns.keyId', 'apns.teamId', 'apns.topic', 'apns.environment'];
const ENVIRONMENTS = [
  { value: 'production', label: 'Production' },
  { value: 'development', label: 'Sandbox' },
] as const;
type Environment = (typeof ENVIRONMENTS)[number]['value'];
/** As Apple names the file: AuthKey_ABC123DEFG.p8. */
const KEY_FILE = /^AuthKey_([A-Z0-9]{10})\.p8$/;

/** A key (.p8) of the team, and the app that it is for. */
export function ApnsModal({ app, onClose }: ModalProps) {
  const [key, setKey] = useState('');
  const [keyId, setKeyId] = useState('');
  const [teamId, setTeamId] = useState('');
  const [topic, setTopic] = useState('');
  const [environment, setEnvironment] = useState<Environment>('production');
  const [fault, setFault] = useState<string>();
  const save = usePushChange(app, `${app.name} nudges over APNs.`, onClose);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate({ apns: { key, keyId: keyId.trim(), teamId: teamId.trim(), topic: topic.trim(), environment } });
  };
  return (
    <CredentialModal
      title={`APNs credential of ${app.name}`}
      onClose={onClose}
      onSubmit={submit}
      isPending={save.isPending}
      isReplaced={app.push.apns !== null}
      isEmpty={[key, keyId, teamId, topic].some((each) => each.trim() === '')}
    >
      <SecretText
        label="Key"
        description="The .p8 file of the team’s key for the Apple Push Notifications service"
        placeholder="-----BEGIN PRIVATE KEY-----"
        accept=".p8,.pem"
        value={key}
        onChange={(next, fileName = '') => {
          setKey(next);
          setFault(undefined);
          const named = KEY_FILE.exec(fileName)?.[1];
          if (named !== undefined) setKeyId(named);
        }}
        onFault={setFault}
        error={fault ?? faultOf(save.error, 'apns.key')}
      />
      <Group grow align="flex-start">
        <TextInput
          label="Key id"
          placeholder="ABC123DEFG"
          required
          autoComplete="off"
          value={keyId}
          onChange={(event) => setKeyId(event.currentTarget.value.toUpperCase())}
          error={faultOf(save.error, 'apns.keyId')}
        />
        <TextInput
          label="Team id"
          placeholder="DEF123GHIJ"
          required
          autoComplete="off"
          value={teamId}
          onChange={(event) => setTeamId(event.currentTarget.value.toUpperCase())}
          error={faultOf(save.error, 'apns.teamId')}
        />
      </Group>
      <TextInput
        label="Bundle id"
        placeholder="com.example.shop"
        required
        autoComplete="off"
        value={topic}
        onChange={(event) => setTopic(event.currentTarget.value)}
        error={faultOf(save.error, 'apns.topic')}
      />
      <Stack gap={4}>
        <Text size="sm" fw={500}>
          Environment
        </Text>
        <SegmentedControl
          aria-label="Environment"
          data={[...ENVIRONMENTS]}
          value={environment}
          onChange={(value) => setEnvironment(value)}
        />
        <Text size="xs" c="dimmed">
          That of the build: sandbox for one from Xcode, production for TestFlight and the App Store.
        </Text>
      </Stack>
      <FormError error={save.error} fields={APNS_FIELDS} />
    </CredentialModal>
  );
}

type CredentialModalProps = {
  title: string;
  children: ReactNode;
  onSubmit: (event: SubmitEvent) => void;
  onClose: () => void;
  isPending: boolean;
  isReplaced: boolean;
  isEmpty: boolean;
};

function CredentialModal(props: CredentialModalProps) {
  const { title, children, onSubmit, onClose, isPending, isReplaced, isEmpty } = props;
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={CLOSE}>
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm" c="dimmed">
            Kept for signing, and never shown again.{isReplaced && ' It replaces the one that is there, at once.'}
          </Text>
          {children}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isPending} disabled={isEmpty}>
              {isReplaced ? 'Replace' : 'Save'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

type SecretTextProps = {
  label: string;
  description: string;
  placeholder: string;
  /** Of the files that can be chosen. */
  accept: string;
  value: string;
  onChange: (text: string, fileName?: string) => void;
  onFault: (fault: string) => void;
  error: string | undefined;
};

/** A secret to paste, or to take from a file. */
function SecretText({ label, description, placeholder, accept, value, onChange, onFault, error }: SecretTextProps) {
  const take = async (file: File | null) => {
    if (file === null) return;
    if (file.size > LARGEST_FILE) onFault(`${file.name} is too large to be this file`);
    else onChange(await file.text(), file.name);
  };
  return (
    <Stack gap="xs" align="flex-start">
      <Textarea
        label={label}
        description={description}
        placeholder={placeholder}
        required
        data-autofocus
        autosize
        minRows={3}
        maxRows={8}
        w="100%"
        autoComplete="off"
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
      />
      <FileButton
        accept={accept}
        onChange={(file) => void take(file)}
        inputProps={{ 'aria-label': `${label}, a file` }}
      >
        {(props) => (
          <Button {...props} size="xs" variant="default" leftSection={<IconUpload size={14} aria-hidden />}>
            Choose a file
          </Button>
        )}
      </FileButton>
    </Stack>
  );
}

/** What a lock screen says, which whoever passes by can read. */
export function WordsModal({ app, onClose }: ModalProps) {
  const { push } = app;
  const [title, setTitle] = useState(push.title ?? '');
  const [kind, setKind] = useState(push.text === 'message' ? 'message' : 'own');
  const [text, setText] = useState(push.text === 'message' ? '' : push.text);
  const save = usePushChange(app, 'What the lock screen says is saved.', onClose);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate({ title: title.trim() === '' ? null : title, text: kind === 'message' ? null : text });
  };
  return (
    <Modal opened onClose={onClose} title={`What the lock screen says of ${app.name}`} closeButtonProps={CLOSE}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label="Title"
            placeholder="The account’s name"
            data-autofocus
            maxLength={100}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            error={faultOf(save.error, 'title')}
          />
          <Radio.Group label="Text" value={kind} onChange={setKind}>
            <Stack gap="xs" mt={4}>
              <Radio
                value="message"
                label="The message itself, shortened"
                description="Whoever passes by can read it"
              />
              <Radio value="own" label="The same words for every message" />
            </Stack>
          </Radio.Group>
          {kind === 'own' && (
            <TextInput
              aria-label="The words"
              placeholder="You have a new message."
              required
              maxLength={200}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              error={faultOf(save.error, 'text')}
            />
          )}
          <FormError error={save.error} fields={['title', 'text']} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
