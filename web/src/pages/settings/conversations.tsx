import {
  ActionIcon,
  Alert,
  Button,
  Code,
  Group,
  NumberInput,
  PasswordInput,
  Radio,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconClockHour4, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import type { Answer, Operation } from '../../../../client/types.ts';
import { Copy } from '../../components/copy.tsx';
import { faultOf } from '../../components/field-errors.ts';
import { FormError } from '../../components/form-error.tsx';
import { formatCount, Instant } from '../../components/instant.tsx';
import { Page } from '../../components/page.tsx';
import { SecretModal } from '../../components/secret-modal.tsx';
import { useSession } from '../../session.tsx';
import { Loaded } from './loaded.tsx';
import { skillsQuery, useChange } from './queries.ts';
import { Section, Values } from './values.tsx';

type Current = Answer<Operation<'get', '/api/v2/account/{accountId}/settings/conversations'>>;
type Adapter = Current['adapter'];

const ADAPTERS: { value: Adapter; label: string; description: string }[] = [
  {
    value: 'inbox',
    label: 'In Daybreak’s inbox',
    description: 'Agents sign in here and answer under Conversations, each those of their skills.',
  },
  {
    value: 'webhook',
    label: 'In a system of your own, by webhook',
    description: 'Each event of a conversation is posted to an address of yours, signed, until it is taken.',
  },
  {
    value: 'liveperson',
    label: 'In LivePerson’s Conversational Cloud',
    description: 'Conversations open there, with the campaign and its context; what agents write comes back.',
  },
];

export function WhereAgentsWorkPage() {
  const { api, may } = useSession();
  // Here, for the form begins anew with what was saved.
  const [made, setMade] = useState<string>();
  const current = useQuery({
    queryKey: ['conversation-settings'],
    queryFn: () => api.get('/api/v2/account/{accountId}/settings/conversations'),
  });
  return (
    <Page
      title="Where agents work"
      description="Where the replies of consumers are answered. A change counts for conversations that open from then on."
    >
      <Loaded query={current}>
        {(data) => (
          <>
            <Waiting waiting={data.waiting} />
            <Section title="Now">
              <Values values={currentValues(data)} />
            </Section>
            {may('settings:edit') && (
              <AdapterForm key={JSON.stringify({ ...data, waiting: null })} current={data} onMade={setMade} />
            )}
          </>
        )}
      </Loaded>
      {made !== undefined && (
        <SecretModal
          title="The secret that signs the calls"
          values={[{ label: 'Secret', value: made }]}
          onClose={() => setMade(undefined)}
        />
      )}
    </Page>
  );
}

function Waiting({ waiting: { events, since, lastError } }: { waiting: Current['waiting'] }) {
  if (events === 0) return null;
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconClockHour4 aria-hidden />}
      title={`${formatCount(events)} ${events === 1 ? 'event has' : 'events have'} not been taken yet`}
    >
      The oldest waits since <Instant at={since} />. It is told until it is taken.
      {lastError !== null && (
        <>
          {' '}
          The last answer: <Code>{lastError}</Code>
        </>
      )}
    </Alert>
  );
}

function currentValues(current: Current) {
  const where = { label: 'Agents work', value: ADAPTERS.find(({ value }) => value === current.adapter)?.label };
  if (current.adapter === 'inbox') return [where];
  const secret = {
    label: 'Secret',
    value: (
      <>
        Set <Instant at={current.secretSetAt} />
        {current.previousSecretUntil !== null && (
          <>
            ; the one before counts until <Instant at={current.previousSecretUntil} />
          </>
        )}
      </>
    ),
  };
  if (current.adapter === 'webhook') return [where, { label: 'Address', value: current.url }, secret];
  return [
    where,
    { label: 'LivePerson account', value: current.accountId },
    { label: 'App key', value: current.appKey },
    secret,
    {
      label: 'Where the app’s webhooks must go: LivePerson sets it',
      value: (
        <Group gap={4} wrap="nowrap" component="span">
          {current.webhookUrl}
          <Copy value={current.webhookUrl} what="the address of the webhooks" />
        </Group>
      ),
    },
    {
      label: 'Skills',
      value:
        current.skills.map(({ name, skillId }) => `${name} → ${skillId}`).join(', ') ||
        'None is named: all go to all of its agents',
    },
  ];
}

type Skill = { name: string; skillId: string; campaignId: string; engagementId: string };
const NO_SKILL: Skill = { name: '', skillId: '', campaignId: '', engagementId: '' };

type AdapterFormProps = { current: Current; onMade: (secret: string | undefined) => void };

function AdapterForm({ current, onMade }: AdapterFormProps) {
  const { api } = useSession();
  const [adapter, setAdapter] = useState<Adapter>(current.adapter);
  const [url, setUrl] = useState(current.adapter === 'webhook' ? current.url : '');
  const [secret, setSecret] = useState('');
  const [graceHours, setGraceHours] = useState<number | string>(24);
  const livePerson = current.adapter === 'liveperson' ? current : undefined;
  const [accountId, setAccountId] = useState(livePerson?.accountId ?? '');
  const [appKey, setAppKey] = useState(livePerson?.appKey ?? '');
  const [skills, setSkills] = useState<Skill[]>(
    () => livePerson?.skills.map((each) => ({ ...NO_SKILL, ...each })) ?? [],
  );
  const save = useChange(
    () => {
      const grace = { graceHours: Number(graceHours) };
      if (adapter === 'inbox') return api.put(PATH, { body: { adapter } });
      if (adapter === 'webhook')
        return api.put(PATH, { body: { adapter, url, ...grace, ...(secret !== '' && { secret }) } });
      return api.put(PATH, {
        body: {
          adapter,
          accountId,
          appKey,
          ...grace,
          ...(secret !== '' && { appSecret: secret }),
          skills: skills.map(wireSkill),
        },
      });
    },
    {
      keys: [['conversation-settings']],
      done: 'Where agents work is saved.',
      onSuccess: (answer) => onMade(answer.adapter === 'webhook' ? answer.secret : undefined),
    },
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  const secretField = adapter === 'webhook' ? 'secret' : 'appSecret';
  const isOutside = adapter !== 'inbox';
  return (
    <Section title="Change it">
      <form onSubmit={submit} aria-label="Where agents work">
        <Stack>
          <Radio.Group
            aria-label="Where agents work"
            value={adapter}
            onChange={(value) => {
              setAdapter(value);
              setSecret('');
              save.reset();
            }}
          >
            <Stack gap="sm">
              {ADAPTERS.map((each) => (
                <Radio key={each.value} {...each} />
              ))}
            </Stack>
          </Radio.Group>
          {adapter === 'webhook' && (
            <TextInput
              label="Address"
              description="https, on the public internet"
              placeholder="https://example.com/hook"
              required
              value={url}
              onChange={(event) => setUrl(event.currentTarget.value)}
              error={faultOf(save.error, 'url')}
            />
          )}
          {adapter === 'liveperson' && (
            <>
              <Group grow align="flex-start">
                <TextInput
                  label="LivePerson account"
                  placeholder="12345678"
                  required
                  value={accountId}
                  onChange={(event) => setAccountId(event.currentTarget.value)}
                  error={faultOf(save.error, 'accountId')}
                />
                <TextInput
                  label="App key"
                  description="The client id of the app that is installed there"
                  inputWrapperOrder={['label', 'input', 'description', 'error']}
                  required
                  value={appKey}
                  onChange={(event) => setAppKey(event.currentTarget.value)}
                  error={faultOf(save.error, 'appKey')}
                />
              </Group>
              <SkillRows skills={skills} onChange={setSkills} />
            </>
          )}
          {isOutside && (
            <Group grow align="flex-start">
              <PasswordInput
                label={adapter === 'webhook' ? 'Secret' : 'App secret'}
                description={secretText(adapter, current.adapter === adapter)}
                autoComplete="off"
                required={adapter === 'liveperson' && current.adapter !== 'liveperson'}
                visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
                value={secret}
                onChange={(event) => setSecret(event.currentTarget.value)}
                error={faultOf(save.error, secretField)}
              />
              {current.adapter === adapter && (
                <NumberInput
                  label="The secret before a new one counts so long, in hours"
                  description="0 to 168: for the other side to change over"
                  min={0}
                  max={168}
                  value={graceHours}
                  onChange={setGraceHours}
                  error={faultOf(save.error, 'graceHours')}
                />
              )}
            </Group>
          )}
          <FormError error={save.error} fields={['url', 'accountId', 'appKey', 'graceHours', secretField]} />
          <Group justify="flex-end">
            <Button
              type="submit"
              disabled={adapter === 'inbox' && current.adapter === 'inbox'}
              loading={save.isPending}
            >
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

const PATH = '/api/v2/account/{accountId}/settings/conversations';

function secretText(adapter: Adapter, isThere: boolean): string {
  if (isThere) return 'Empty: the one that is there stays';
  return adapter === 'webhook'
    ? 'Signs the calls: whsec_ and base64. Empty: one is made'
    : 'Of the app; not shown again';
}

function wireSkill({ name, skillId, campaignId, engagementId }: Skill) {
  return {
    name,
    skillId,
    ...(campaignId !== '' && { campaignId }),
    ...(engagementId !== '' && { engagementId }),
  };
}

function SkillRows({ skills, onChange }: { skills: Skill[]; onChange: (skills: Skill[]) => void }) {
  const { api } = useSession();
  const known = useQuery(skillsQuery(api));
  const set = (index: number, part: Partial<Skill>) =>
    onChange(skills.map((each, at) => (at === index ? { ...each, ...part } : each)));
  const names = [...new Set([...(known.data?.map(({ name }) => name) ?? []), ...skills.map(({ name }) => name)])];
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        Skills
      </Text>
      <Text size="xs" c="dimmed">
        Where the conversations of our skills go. One that is not named goes to all agents of the LivePerson account.
      </Text>
      {skills.map((skill, index) => (
        <Group key={index} gap="xs" align="flex-end" role="group" aria-label={`Skill ${index + 1}`}>
          <Select
            label="Our skill"
            required
            data={names.filter((name) => name !== '')}
            value={skill.name === '' ? null : skill.name}
            onChange={(name) => set(index, { name: name ?? '' })}
            w={170}
          />
          <TextInput
            label="LivePerson’s id"
            required
            value={skill.skillId}
            onChange={(event) => set(index, { skillId: event.currentTarget.value })}
            w={150}
          />
          <TextInput
            label="Campaign id"
            value={skill.campaignId}
            onChange={(event) => set(index, { campaignId: event.currentTarget.value })}
            w={130}
          />
          <TextInput
            label="Engagement id"
            value={skill.engagementId}
            onChange={(event) => set(index, { engagementId: event.currentTarget.value })}
            w={130}
          />
          <ActionIcon
            variant="subtle"
            color="red"
            mb={4}
            aria-label={`Take skill ${index + 1} away`}
            onClick={() => onChange(skills.filter((_, at) => at !== index))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...skills, NO_SKILL])}
        >
          Name a skill
        </Button>
      </Group>
    </Stack>
  );
}
