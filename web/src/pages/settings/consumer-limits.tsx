import { Button, Group, NumberInput, Stack } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { faultOf } from '../../components/field-errors.ts';
import { FormError } from '../../components/form-error.tsx';
import { useSession } from '../../session.tsx';
import { useChange, type Settings } from './queries.ts';
import { Section, Values } from './values.tsx';

type Limits = Settings['messagesPerConsumer'];
const DESCRIPTION =
  'How many messages of campaigns one consumer may get, from all campaigns and on all channels together. Who is over the limit waits. Agents’ answers are free.';
const FIELDS = ['messagesPerConsumer.per24Hours', 'messagesPerConsumer.per7Days'];

export function ConsumerLimits({ limits }: { limits: Limits }) {
  const { may } = useSession();
  return (
    <Section title="Messages per consumer" description={DESCRIPTION}>
      {may('settings:edit') ? (
        <LimitsForm limits={limits} />
      ) : (
        <Values
          values={[
            { label: 'In any 24 hours', value: limits.per24Hours ?? 'No limit' },
            { label: 'In any 7 days', value: limits.per7Days ?? 'No limit' },
          ]}
        />
      )}
    </Section>
  );
}

/** An empty field is no limit. */
const limitOf = (value: number | string) => (value === '' ? null : Number(value));

function LimitsForm({ limits }: { limits: Limits }) {
  const { api } = useSession();
  const [perDay, setPerDay] = useState<number | string>(limits.per24Hours ?? '');
  const [perWeek, setPerWeek] = useState<number | string>(limits.per7Days ?? '');
  const save = useChange(
    (messagesPerConsumer: Limits) =>
      api.patch('/api/v2/account/{accountId}/settings', { body: { messagesPerConsumer } }),
    { keys: [['settings']], done: 'The limits are saved.' },
  );
  const wanted = { per24Hours: limitOf(perDay), per7Days: limitOf(perWeek) };
  const isChanged = wanted.per24Hours !== limits.per24Hours || wanted.per7Days !== limits.per7Days;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate(wanted);
  };
  return (
    <form onSubmit={submit} aria-label="Messages per consumer">
      <Stack>
        <Group align="flex-start">
          <NumberInput
            label="In any 24 hours"
            description="1 to 100"
            placeholder="No limit"
            min={1}
            max={100}
            allowDecimal={false}
            value={perDay}
            onChange={setPerDay}
            error={faultOf(save.error, 'messagesPerConsumer.per24Hours')}
            w={180}
          />
          <NumberInput
            label="In any 7 days"
            description="1 to 100"
            placeholder="No limit"
            min={1}
            max={100}
            allowDecimal={false}
            value={perWeek}
            onChange={setPerWeek}
            error={faultOf(save.error, 'messagesPerConsumer.per7Days')}
            w={180}
          />
        </Group>
        <FormError error={save.error} fields={FIELDS} />
        <Group justify="flex-end">
          <Button type="submit" disabled={!isChanged} loading={save.isPending}>
            Save the limits
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
