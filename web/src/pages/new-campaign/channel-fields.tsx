import { Fieldset, Select, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorState } from '../../components/states.tsx';
import { useOutboundNumbers } from './account-queries.ts';
import { useWizard } from './wizard-context.ts';

/** What belongs to one channel. */
export function ChannelFields({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <Fieldset legend={legend} className="channel-fields">
      <Stack gap="md">{children}</Stack>
    </Fieldset>
  );
}

/** The number that a channel is sent from. */
export function SendFrom({ channel }: { channel: 'sms' | 'wa' }) {
  const { draft, change, errorOf } = useWizard();
  const { data, error, isPending, refetch } = useOutboundNumbers();
  if (error) return <ErrorState error={error} title="The numbers could not be loaded" onRetry={() => void refetch()} />;
  const numbers = data?.outboundNumbers.filter((each) => each.channel === channel).map(({ number }) => number) ?? [];
  const first = numbers[0];
  return (
    <Select
      label="Send from"
      placeholder={
        isPending ? 'Loading…' : first === undefined ? 'There is no number yet' : `${first}, the first of the account`
      }
      data={numbers}
      clearable
      searchable={numbers.length > 8}
      value={draft[channel].outboundNumber}
      onChange={(outboundNumber) =>
        change(({ sms, wa }) =>
          channel === 'sms' ? { sms: { ...sms, outboundNumber } } : { wa: { ...wa, outboundNumber } },
        )
      }
      error={
        !isPending && numbers.length === 0
          ? 'The account has no number for this channel: set one up in the settings.'
          : errorOf(`message.${channel}.outboundNumber`)
      }
    />
  );
}
