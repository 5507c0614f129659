import { Alert, Button, Group, Radio, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import { channelLabel } from '../../components/badges.tsx';
import { faultOf } from '../../components/field-errors.ts';
import { FormError } from '../../components/form-error.tsx';
import { showError } from '../../components/notify.ts';
import { useSession } from '../../session.tsx';
import { Loaded } from './loaded.tsx';
import { settingsQuery, useChange, type Settings } from './queries.ts';
import { Section, Values } from './values.tsx';

const CHANNELS = ['sms', 'wa', 'inapp'] as const;
/** The most characters of an answer: Twilio's for SMS, WhatsApp's for a text. */
const LONGEST = { sms: 1_600, wa: 4_096, inapp: 4_096 };

type Kind = 'optOutConfirmation' | 'helpText';
const KINDS: { kind: Kind; title: string; description: string; placeholder: string }[] = [
  {
    kind: 'optOutConfirmation',
    title: 'Confirmation of an opt-out',
    description:
      'Sent once, over the channel on which the opt-out came. It goes to who has just opted out: no marketing in it.',
    placeholder: 'You will get no more messages from us. Reply START to get them again.',
  },
  {
    kind: 'helpText',
    title: 'Answer to HELP and INFO',
    description: 'Who you are, and how to reach you.',
    placeholder: 'Call +1 202 555 0100 or write to help@example.com. STOP ends these messages.',
  },
];

/** What consumers are answered when they write STOP or HELP, and how far a STOP reaches. */
export function Answers() {
  const { api } = useSession();
  const settings = useQuery(settingsQuery(api));
  return (
    <Loaded query={settings}>
      {(current) => (
        <Stack gap="lg">
          <Scope scope={current.optOutScope} />
          <Alert color="night" variant="light" icon={<IconInfoCircle aria-hidden />} title="Who answers on SMS?">
            A number of Twilio’s answers STOP and HELP by itself, and then refuses ours with 21610. Leave SMS empty
            where Twilio answers; set the texts where its handling is switched off for the number. On WhatsApp and
            In-App nobody else answers.
          </Alert>
          {KINDS.map((each) => (
            <Texts key={`${each.kind} ${JSON.stringify(current[each.kind])}`} {...each} texts={current[each.kind]} />
          ))}
        </Stack>
      )}
    </Loaded>
  );
}

const SCOPES = [
  {
    value: 'account',
    label: 'All channels',
    description: 'Who writes STOP on one channel is written to on none.',
  },
  {
    value: 'channel',
    label: 'The channel it came over',
    description: 'Who writes STOP by SMS may still be reached on WhatsApp.',
  },
] as const;

function Scope({ scope }: { scope: Settings['optOutScope'] }) {
  const { api, may } = useSession();
  const save = useChange(
    (optOutScope: Settings['optOutScope']) =>
      api.patch('/api/v2/account/{accountId}/settings', { body: { optOutScope } }),
    { keys: [['settings']], done: 'New opt-outs reach as you chose.', onError: showError },
  );
  return (
    <Section
      title="How far an opt-out reaches"
      description="Those that consumers and providers bring, from now on. The ones that there are keep their reach."
    >
      {may('settings:edit') ? (
        <Radio.Group
          aria-label="How far an opt-out reaches"
          value={scope}
          onChange={(value) => save.mutate(value === 'channel' ? 'channel' : 'account')}
        >
          <Stack gap="xs">
            {SCOPES.map((each) => (
              <Radio key={each.value} {...each} disabled={save.isPending} />
            ))}
          </Stack>
        </Radio.Group>
      ) : (
        <Values values={[{ label: 'Reaches', value: SCOPES.find(({ value }) => value === scope)?.label }]} />
      )}
    </Section>
  );
}

type Texts = Settings['helpText'];
type TextsProps = (typeof KINDS)[number] & { texts: Texts };

function Texts({ kind, title, description, placeholder, texts }: TextsProps) {
  const { may } = useSession();
  return (
    <Section title={title} description={description}>
      {may('settings:edit') ? (
        <TextsForm kind={kind} title={title} placeholder={placeholder} texts={texts} />
      ) : (
        <Values
          values={CHANNELS.map((channel) => ({
            label: channelLabel(channel),
            value: texts[channel] ?? 'Nothing is answered',
          }))}
        />
      )}
    </Section>
  );
}

function TextsForm({ kind, title, placeholder, texts }: Omit<TextsProps, 'description'>) {
  const { api } = useSession();
  const [values, setValues] = useState({ sms: texts.sms ?? '', wa: texts.wa ?? '', inapp: texts.inapp ?? '' });
  const save = useChange(
    (wanted: Texts) => api.patch('/api/v2/account/{accountId}/settings', { body: { [kind]: wanted } }),
    { keys: [['settings']], done: `${title}: saved.` },
  );
  const isChanged = CHANNELS.some((channel) => values[channel] !== (texts[channel] ?? ''));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate({ sms: values.sms.trim() || null, wa: values.wa.trim() || null, inapp: values.inapp.trim() || null });
  };
  return (
    <form onSubmit={submit} aria-label={title}>
      <Stack>
        {CHANNELS.map((channel) => (
          <Textarea
            key={channel}
            label={channelLabel(channel)}
            description={`At most ${LONGEST[channel].toLocaleString()} characters; empty: nothing is answered`}
            placeholder={placeholder}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={LONGEST[channel]}
            value={values[channel]}
            onChange={(event) => setValues({ ...values, [channel]: event.currentTarget.value })}
            error={faultOf(save.error, `${kind}.${channel}`)}
          />
        ))}
        <FormError error={save.error} fields={CHANNELS.map((channel) => `${kind}.${channel}`)} />
        <Group justify="flex-end">
          <Button type="submit" disabled={!isChanged} loading={save.isPending}>
            Save the texts
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
