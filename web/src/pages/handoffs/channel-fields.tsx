import { Alert, Anchor, Group, MultiSelect, Progress, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { LONGEST_HANDOFF_SMS, LONGEST_INAPP_TEXT, MOST_APPS, smsCharacters } from '../../../../domain/handoff-rules.ts';
import type { Channel } from '../../components/badges.tsx';
import { faultOf, type Draft, type Faults } from './draft.ts';
import type { Ingredients } from './queries.ts';

/** The guide's reserve for the opt-out text. */
const RESERVED = 42;

type FieldsProps = {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** What is wrong with a field, where it is time to say so. */
  errorOf: (field: string) => string | undefined;
  faults: Faults;
  onLeave: (field: string) => void;
  ingredients: Ingredients;
};

export function ChannelFields({ channel, ...props }: FieldsProps & { channel: Channel }) {
  if (channel === 'sms') return <SmsFields {...props} />;
  return channel === 'wa' ? <WhatsAppFields {...props} /> : <InAppFields {...props} />;
}

function SmsFields({ draft, onChange, errorOf, faults, onLeave, ingredients }: FieldsProps) {
  const { sms } = draft;
  const set = (change: Partial<Draft['sms']>) => onChange({ ...draft, sms: { ...sms, ...change } });
  const count = smsCharacters(sms.text, sms.optOutText);
  const isTooLong = count > LONGEST_HANDOFF_SMS;
  return (
    <Stack gap="sm">
      <Numbers
        channel="sms"
        value={sms.outboundNumber}
        onChange={(outboundNumber) => set({ outboundNumber })}
        error={errorOf('sms.outboundNumber')}
        ingredients={ingredients}
      />
      <Textarea
        label="Text"
        description="Plain text; ${{1}}, ${{2}}… stand for what each consumer brings"
        required
        autosize
        minRows={3}
        value={sms.text}
        onChange={({ currentTarget }) => set({ text: currentTarget.value })}
        onBlur={() => onLeave('sms.text')}
        error={isTooLong ? faults['sms.text'] : errorOf('sms.text')}
      />
      <Textarea
        label="Opt-out text"
        description="On a line of its own at the end"
        required
        autosize
        value={sms.optOutText}
        onChange={({ currentTarget }) => set({ optOutText: currentTarget.value })}
        onBlur={() => onLeave('sms.optOutText')}
        error={errorOf('sms.optOutText')}
      />
      <Stack gap={4}>
        <Group justify="space-between" gap="xs">
          <Text size="sm" role="status" {...(isTooLong && { c: 'var(--mantine-color-error)' })}>
            {count} of {LONGEST_HANDOFF_SMS} characters
          </Text>
          <Text size="xs" c="dimmed">
            {sms.text.length} text + {sms.optOutText.length + 1} opt-out text and line break
          </Text>
        </Group>
        <Progress
          value={Math.min((count / LONGEST_HANDOFF_SMS) * 100, 100)}
          color={isTooLong ? 'red' : 'night'}
          size="sm"
          aria-hidden
        />
        <Text size="xs" c="dimmed">
          {RESERVED} are reserved for the opt-out text: a text of {LONGEST_HANDOFF_SMS - RESERVED} always fits the
          default one. Variables count as they are written here, an emoji as two.
        </Text>
      </Stack>
    </Stack>
  );
}

function WhatsAppFields({ draft, onChange, errorOf, onLeave, ingredients }: FieldsProps) {
  const { wa } = draft;
  const set = (change: Partial<Draft['wa']>) => onChange({ ...draft, wa: { ...wa, ...change } });
  const { templates } = ingredients;
  const faultsById = new Map(templates.map((template) => [template.id, faultOf(template)]));
  const options = templates
    .map(({ id, title, language }) => ({
      value: id,
      label: `${title} · ${language}`,
      disabled: faultsById.get(id) !== undefined,
    }))
    .toSorted((a, b) => Number(a.disabled) - Number(b.disabled) || a.label.localeCompare(b.label));
  return (
    <Stack gap="sm">
      <Numbers
        channel="wa"
        value={wa.outboundNumber}
        onChange={(outboundNumber) => set({ outboundNumber })}
        error={errorOf('wa.outboundNumber')}
        ingredients={ingredients}
      />
      <Select
        label="Template"
        description="Approved ones without buttons, media and variables in the header; rich templates are sent by campaigns of their own"
        required
        searchable
        placeholder="Choose a template"
        nothingFoundMessage="No such template"
        data={options}
        value={wa.templateId}
        onChange={(templateId) => set({ templateId })}
        onBlur={() => onLeave('wa.templateId')}
        error={errorOf('wa.templateId')}
        renderOption={({ option }) => (
          <Stack gap={0}>
            <Text size="sm">{option.label}</Text>
            {option.disabled && <Text size="xs">{faultsById.get(option.value)}</Text>}
          </Stack>
        )}
      />
      {options.every(({ disabled }) => disabled) && (
        <Missing>
          There is no template that a handoff can send.{' '}
          <Anchor href="/templates/new" underline="always">
            Create one
          </Anchor>{' '}
          and wait for WhatsApp’s approval.
        </Missing>
      )}
    </Stack>
  );
}

function InAppFields({ draft, onChange, errorOf, onLeave, ingredients }: FieldsProps) {
  const { inapp } = draft;
  const set = (change: Partial<Draft['inapp']>) => onChange({ ...draft, inapp: { ...inapp, ...change } });
  return (
    <Stack gap="sm">
      <MultiSelect
        label="Apps"
        description={`At most ${MOST_APPS}`}
        required
        placeholder={inapp.appNames.length === 0 ? 'Choose apps' : ''}
        data={[...new Set([...ingredients.apps, ...inapp.appNames])]}
        maxValues={MOST_APPS}
        searchable
        value={inapp.appNames}
        onChange={(appNames) => set({ appNames })}
        onBlur={() => onLeave('inapp.appNames')}
        error={errorOf('inapp.appNames')}
      />
      {ingredients.apps.length === 0 && (
        <Missing>
          The account has no app:{' '}
          <Anchor href="/settings" underline="always">
            add one in the settings
          </Anchor>
          .
        </Missing>
      )}
      <Textarea
        label="Text"
        description="Plain text; ${{1}}, ${{2}}… stand for what each consumer brings"
        required
        autosize
        minRows={4}
        value={inapp.text}
        onChange={({ currentTarget }) => set({ text: currentTarget.value })}
        onBlur={() => onLeave('inapp.text')}
        error={errorOf('inapp.text')}
      />
      <Text size="xs" c="dimmed" role="status">
        {inapp.text.length} of {LONGEST_INAPP_TEXT.toLocaleString()} characters
      </Text>
    </Stack>
  );
}

type NumbersProps = {
  channel: 'sms' | 'wa';
  value: string | null;
  onChange: (number: string | null) => void;
  error: string | undefined;
  ingredients: Ingredients;
};

function Numbers({ channel, value, onChange, error, ingredients }: NumbersProps) {
  const numbers = ingredients.numbers.filter((each) => each.channel === channel).map(({ number }) => number);
  return (
    <>
      <Select
        label="Send from"
        required
        data={value === null ? numbers : [...new Set([...numbers, value])]}
        value={value}
        allowDeselect={false}
        onChange={onChange}
        error={error}
        placeholder="No number"
      />
      {numbers.length === 0 && (
        <Missing>
          The account has no number for this channel:{' '}
          <Anchor href="/settings" underline="always">
            add one in the settings
          </Anchor>
          .
        </Missing>
      )}
    </>
  );
}

function Missing({ children }: { children: React.ReactNode }) {
  return (
    <Alert color="yellow" variant="light" p="xs" icon={<IconAlertTriangle aria-hidden />}>
      {children}
    </Alert>
  );
}
