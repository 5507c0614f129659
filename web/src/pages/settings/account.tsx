import { Button, Group, NumberInput, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { faultOf } from '../../components/field-errors.ts';
import { FormError } from '../../components/form-error.tsx';
import { formatCount } from '../../components/instant.tsx';
import { Page } from '../../components/page.tsx';
import { useSession } from '../../session.tsx';
import { Loaded } from './loaded.tsx';
import { settingsQuery, useChange, type Settings } from './queries.ts';
import { TimezoneSelect } from './timezone-select.tsx';
import { Section, Values } from './values.tsx';

const MINUTES_A_DAY = 1440;
const FIELDS = [
  'name',
  'timezone',
  'lookbackMinutes',
  'maxConsumersPerCall',
  'maxRecipientsPerFile',
  'whatsappMarketingToUs',
  'lineTypeLookup',
];

export function AccountPage() {
  const { api, may, accountId } = useSession();
  const settings = useQuery(settingsQuery(api));
  return (
    <Page title="Account" description={`What holds for all of account ${accountId}.`}>
      <Loaded query={settings}>
        {(current) =>
          may('settings:edit') ? (
            <AccountForm key={JSON.stringify(current)} settings={current} />
          ) : (
            <Section title="As it is">
              <Values values={valuesOf(current)} />
            </Section>
          )
        }
      </Loaded>
    </Page>
  );
}

function lookbackText(minutes: number): string {
  const days = minutes / MINUTES_A_DAY;
  if (Number.isInteger(days)) return `${days} ${days === 1 ? 'day' : 'days'}`;
  return `${formatCount(minutes)} minutes`;
}

function valuesOf(settings: Settings) {
  const yesOrNo = (value: boolean) => (value ? 'Yes' : 'No');
  return [
    { label: 'Name', value: settings.name },
    { label: 'Timezone', value: settings.timezone },
    { label: 'Lookback period', value: lookbackText(settings.lookbackMinutes) },
    { label: 'Consumers in a call', value: formatCount(settings.maxConsumersPerCall) },
    { label: 'Recipients in a file', value: formatCount(settings.maxRecipientsPerFile) },
    { label: 'Calls a second to each API', value: formatCount(settings.apiCallsPerSecond) },
    { label: 'WhatsApp marketing to US numbers is tried', value: yesOrNo(settings.whatsappMarketingToUs) },
    { label: 'Line types are looked up before SMS', value: yesOrNo(settings.lineTypeLookup) },
  ];
}

type Draft = {
  name: string;
  timezone: string | null;
  lookbackMinutes: number | string;
  maxConsumersPerCall: number | string;
  maxRecipientsPerFile: number | string;
  whatsappMarketingToUs: boolean;
  lineTypeLookup: boolean;
};

function draftOf(settings: Settings): Draft {
  const { name, timezone, lookbackMinutes, maxConsumersPerCall, maxRecipientsPerFile } = settings;
  const { whatsappMarketingToUs, lineTypeLookup } = settings;
  const numbers = { lookbackMinutes, maxConsumersPerCall, maxRecipientsPerFile };
  return { name, timezone, ...numbers, whatsappMarketingToUs, lineTypeLookup };
}

function AccountForm({ settings }: { settings: Settings }) {
  const { api } = useSession();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(settings));
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const save = useChange(
    ({ lookbackMinutes, maxConsumersPerCall, maxRecipientsPerFile, timezone, ...rest }: Draft) =>
      api.patch('/api/v2/account/{accountId}/settings', {
        body: {
          ...rest,
          ...(timezone !== null && { timezone }),
          lookbackMinutes: Number(lookbackMinutes),
          maxConsumersPerCall: Number(maxConsumersPerCall),
          maxRecipientsPerFile: Number(maxRecipientsPerFile),
        },
      }),
    {
      keys: [['settings']],
      done: 'The account is saved.',
      // The name stands above every page.
      onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['session'] }),
    },
  );
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(settings));
  const isWhole = [draft.lookbackMinutes, draft.maxConsumersPerCall, draft.maxRecipientsPerFile].every(
    (value) => value !== '',
  );
  const numberField = (
    field: 'lookbackMinutes' | 'maxConsumersPerCall' | 'maxRecipientsPerFile',
    label: string,
    description: string,
  ) => (
    <NumberInput
      label={label}
      description={description}
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=","
      value={draft[field]}
      onChange={(value) => set({ [field]: value })}
      error={faultOf(save.error, field)}
    />
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate(draft);
  };
  return (
    <form onSubmit={submit} aria-label="Account">
      <Stack>
        <Section title="Name and day">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              label="Name"
              description="Shown above every page"
              required
              maxLength={255}
              value={draft.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
              error={faultOf(save.error, 'name')}
            />
            <TimezoneSelect
              label="Timezone"
              description="Whose day the daily limits and reports count"
              value={draft.timezone}
              onChange={(timezone) => set({ timezone })}
              error={faultOf(save.error, 'timezone')}
            />
          </SimpleGrid>
        </Section>
        <Section title="Campaigns">
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            {numberField(
              'lookbackMinutes',
              'Lookback period, in minutes',
              `${lookbackText(Number(draft.lookbackMinutes))}; 60 to 43,200. Of what names none`,
            )}
            {numberField('maxConsumersPerCall', 'Consumers in a call', 'Over the API: 1 to 1,000')}
            {numberField('maxRecipientsPerFile', 'Recipients in a file', 'Lines of a list: 1 to 100,000')}
          </SimpleGrid>
          <Switch
            label="Try WhatsApp marketing templates on US numbers"
            description="WhatsApp does not deliver them there: off, such recipients step down at once"
            checked={draft.whatsappMarketingToUs}
            onChange={(event) => set({ whatsappMarketingToUs: event.currentTarget.checked })}
          />
          <Switch
            label="Look up the line type before the first SMS to a number"
            description="So that landlines get none. Twilio charges for each number that is looked up"
            checked={draft.lineTypeLookup}
            onChange={(event) => set({ lineTypeLookup: event.currentTarget.checked })}
          />
          <Values
            values={[
              {
                label: 'Calls a second to each API, set by whoever runs this server',
                value: formatCount(settings.apiCallsPerSecond),
              },
            ]}
          />
        </Section>
        <FormError error={save.error} fields={FIELDS} />
        <Group justify="flex-end">
          <Button type="submit" disabled={!isChanged || !isWhole} loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
