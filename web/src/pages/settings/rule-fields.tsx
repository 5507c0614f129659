import { Checkbox, Group, NumberInput, SimpleGrid, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { MOST_MESSAGES } from '../../../../domain/consumer-limit.ts';
import { DEFAULT_WINDOWS } from '../../../../domain/window.ts';
import { channelLabel, type Channel } from '../../components/badges.tsx';
import { HolidayFields } from './holiday-fields.tsx';
import { hoursOf, hoursText, windowsOf } from './hours.ts';
import { faultWithin, isWithin, type Faults, type RuleDraft } from './rule-set-draft.ts';
import type { Rule } from './rule-set-queries.ts';
import { WeekForm } from './week-form.tsx';

const CHANNELS: Channel[] = ['wa', 'sms', 'inapp'];

/** The rule that comes with Daybreak for the same jurisdiction, and the name of its set. */
export type Standard = { set: string; rule: Rule };

type RuleFieldsProps = {
  rule: RuleDraft;
  onChange: (part: Partial<RuleDraft>) => void;
  /** By the fields of the rule. */
  faults: Faults;
  standard: Standard | undefined;
  isNew: boolean;
};

export function RuleFields({ rule, onChange, faults, standard, isNew }: RuleFieldsProps) {
  const suggestName = () => {
    if (rule.name.trim() === '') onChange({ name: standard?.rule.name ?? nameOfCountry(rule.jurisdiction) });
  };
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label="Jurisdiction"
          description="* for everywhere, a country such as DE, or a part of one such as US-FL"
          required
          autoFocus={isNew}
          value={rule.jurisdiction}
          onChange={(event) => onChange({ jurisdiction: event.currentTarget.value.toUpperCase() })}
          onBlur={suggestName}
          error={faults.jurisdiction}
        />
        <TextInput
          label="Name"
          description="For people"
          required
          value={rule.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
          error={faults.name}
        />
        <Checkbox.Group
          label="Channels"
          required
          value={rule.channels}
          onChange={(channels) => onChange({ channels: CHANNELS.filter((each) => channels.includes(each)) })}
          error={faultWithin(faults, 'channels')}
        >
          <Group gap="md" mt={8}>
            {CHANNELS.map((channel) => (
              <Checkbox key={channel} value={channel} label={channelLabel(channel)} />
            ))}
          </Group>
        </Checkbox.Group>
        <NumberInput
          label="Messages in 24 hours"
          placeholder="No limit"
          min={1}
          max={MOST_MESSAGES}
          allowDecimal={false}
          value={rule.messagesPer24Hours}
          onChange={(messagesPer24Hours) => onChange({ messagesPer24Hours })}
          error={faults.messagesPer24Hours}
        />
      </SimpleGrid>
      <HoursFields rule={rule} onChange={onChange} fault={faultWithin(faults, 'windows')} standard={standard} />
      <HolidayFields holidays={rule.holidays} onChange={(holidays) => onChange({ holidays })} faults={faults} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Textarea
          label="Source"
          description="Where it comes from"
          placeholder="Memo of our lawyers, page 2"
          required
          autosize
          value={rule.source}
          onChange={(event) => onChange({ source: event.currentTarget.value })}
          error={faults.source}
        />
        <TextInput
          type="date"
          label="As of"
          description="When the source was last looked at"
          required
          value={rule.asOf}
          onChange={(event) => onChange({ asOf: event.currentTarget.value })}
          error={faults.asOf}
        />
      </SimpleGrid>
    </Stack>
  );
}

type HoursFieldsProps = Pick<RuleFieldsProps, 'rule' | 'onChange' | 'standard'> & { fault: string | undefined };

function HoursFields({ rule: { hours }, onChange, standard, fault }: HoursFieldsProps) {
  const begin = () => hoursOf(standard?.rule.windows ?? DEFAULT_WINDOWS);
  return (
    <Stack gap="xs">
      <Switch
        label={hours === null ? 'At any time of the day' : 'Within these hours alone'}
        aria-label="Hours of its own"
        checked={hours !== null}
        onChange={(event) => onChange({ hours: event.currentTarget.checked ? begin() : null })}
      />
      {hours !== null && <WeekForm hours={hours} onChange={(next) => onChange({ hours: next })} />}
      {fault !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)">
          {fault}
        </Text>
      )}
      {standard && <StandardHours hours={hours} standard={standard} />}
    </Stack>
  );
}

/** What Daybreak's own reading of the law is: the API takes wider hours, for lawyers may read it otherwise. */
function StandardHours({ hours, standard: { set, rule } }: { hours: RuleDraft['hours']; standard: Standard }) {
  if (rule.windows === null) return null;
  const text = `${set} has ${hoursText(rule.windows)} for ${rule.name}`;
  if (isWithin(hours && windowsOf(hours), rule.windows))
    return (
      <Text size="xs" c="dimmed">
        {text}.
      </Text>
    );
  return (
    <Text size="xs" c="var(--mantine-color-yellow-light-color)" role="status">
      These hours are wider than the law is read there: {text}.
    </Text>
  );
}

const COUNTRY = /^[A-Z]{2}$/;

function nameOfCountry(jurisdiction: string): string {
  if (jurisdiction === '*') return 'everywhere';
  if (!COUNTRY.test(jurisdiction)) return '';
  const name = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(jurisdiction);
  return name ?? '';
}
