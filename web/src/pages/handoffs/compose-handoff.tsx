import { Box, Button, Fieldset, Grid, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { LONGEST_NAME } from '../../../../domain/handoff-rules.ts';
import { channelLabel } from '../../components/badges.tsx';
import { PhonePreview } from '../../components/phone-preview.tsx';
import { ChannelFields } from './channel-fields.tsx';
import { ChannelOrder } from './channel-order.tsx';
import { draftPreview, UNITS, type Draft, type Faults, type Unit } from './draft.ts';
import type { Ingredients } from './queries.ts';

const UNIT_OPTIONS = Object.keys(UNITS);

type ComposeHandoffProps = {
  draft: Draft;
  onChange: (draft: Draft) => void;
  faults: Faults;
  /** The API refused it: what is wrong is shown at once. */
  isRefused: boolean;
  ingredients: Ingredients;
  /** One that there is keeps its ID. */
  isEdit: boolean;
  /** Where cancelling leads. */
  back: string;
  onNext: () => void;
};

/** The first step. What is wrong with a field is said once it was left, and all of it by trying to go on. */
export function ComposeHandoff(props: ComposeHandoffProps) {
  const { draft, onChange, faults, isRefused, ingredients, isEdit, back, onNext } = props;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const leave = (field: string) => setLeft(new Set([...left, field]));
  const errorOf = (field: string) => (tried || isRefused || left.has(field) ? faults[field] : undefined);

  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (Object.keys(faults).length === 0) onNext();
            else focusFirstFault(event.currentTarget);
          }}
        >
          <Stack gap="lg">
            <TextInput
              label="Title"
              description="Unique in the account, without < and >"
              required
              maxLength={LONGEST_NAME}
              value={draft.name}
              onChange={({ currentTarget }) => onChange({ ...draft, name: currentTarget.value })}
              onBlur={() => leave('name')}
              // That it is taken, or has a character that it must not have, is said while it is typed.
              error={draft.name.trim() === '' ? errorOf('name') : faults.name}
              data-autofocus
            />
            {!isEdit && (
              <TextInput
                label="ID"
                description="Of a handoff that you bring along, so that clients need not change. Left empty it gets a new one"
                maxLength={32}
                value={draft.id}
                onChange={({ currentTarget }) => onChange({ ...draft, id: currentTarget.value })}
                error={faults.id}
              />
            )}
            <Lookback draft={draft} onChange={onChange} error={errorOf('lookback')} onBlur={() => leave('lookback')} />
            <ChannelOrder
              order={draft.order}
              onChange={(order) => onChange({ ...draft, order })}
              error={errorOf('channels')}
              settings={ingredients.channels}
            />
            {draft.order.map((channel) => (
              <Fieldset key={channel} legend={channelLabel(channel)}>
                <ChannelFields
                  channel={channel}
                  draft={draft}
                  onChange={onChange}
                  errorOf={errorOf}
                  faults={faults}
                  onLeave={leave}
                  ingredients={ingredients}
                />
              </Fieldset>
            ))}
            <Group gap="xs">
              <Button type="submit">Next</Button>
              <Button variant="subtle" color="gray" component={Link} to={back}>
                Cancel
              </Button>
            </Group>
          </Stack>
        </form>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Box pos="sticky" top={80}>
          <Stack gap="lg">
            {draft.order.map((channel) => (
              <PhonePreview key={channel} channel={channel} {...draftPreview(draft, channel, ingredients)} />
            ))}
            {draft.order.length === 0 && (
              <Text size="sm" c="dimmed">
                Choose a channel to see the message as it stands on a phone.
              </Text>
            )}
          </Stack>
        </Box>
      </Grid.Col>
    </Grid>
  );
}

/** Once the errors are there to be read. */
function focusFirstFault(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}

type LookbackProps = {
  draft: Draft;
  onChange: (draft: Draft) => void;
  error: string | undefined;
  onBlur: () => void;
};

function Lookback({ draft, onChange, error, onBlur }: LookbackProps) {
  const { amount, unit } = draft.lookback;
  return (
    <Stack gap={4}>
      <Group gap="xs" align="end">
        <NumberInput
          label="Lookback period"
          required
          w={150}
          min={1}
          allowDecimal={false}
          allowNegative={false}
          value={amount}
          onChange={(next) => onChange({ ...draft, lookback: { amount: next, unit } })}
          onBlur={onBlur}
          error={error !== undefined}
          aria-describedby="lookback-help"
        />
        <Select
          aria-label="Unit of the lookback period"
          data={UNIT_OPTIONS}
          value={unit}
          allowDeselect={false}
          onChange={(next) => next && onChange({ ...draft, lookback: { amount, unit: next as Unit } })}
          w={120}
        />
      </Group>
      <Text size="xs" c={error === undefined ? 'dimmed' : 'var(--mantine-color-error)'} id="lookback-help">
        {error ??
          'So long after the sending a reply goes to the campaign’s skill; later ones go to the default skill. 60 minutes to 30 days.'}
      </Text>
    </Stack>
  );
}
