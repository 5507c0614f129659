import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { ChannelBadges } from '../../components/badges.tsx';
import { hoursText, windowsOf } from './hours.ts';
import { RuleFields, type Standard } from './rule-fields.tsx';
import type { Faults, RuleDraft } from './rule-set-draft.ts';

type RuleCardProps = {
  rule: RuleDraft;
  place: number;
  isOpen: boolean;
  isNew: boolean;
  faults: Faults;
  standard: Standard | undefined;
  onToggle: () => void;
  onChange: (part: Partial<RuleDraft>) => void;
  onRemove: () => void;
};

/** One rule: in a line what it says, and once it is opened, its fields. Where something is wrong with them it stays open. */
export function RuleCard({
  rule,
  place,
  isOpen,
  isNew,
  faults,
  standard,
  onToggle,
  onChange,
  onRemove,
}: RuleCardProps) {
  const name = rule.name.trim() || `Rule ${place}`;
  const isFaulty = Object.keys(faults).length > 0;
  const isShown = isOpen || isFaulty;
  return (
    <Card withBorder padding={isShown ? 'lg' : 'sm'} component="section" aria-label={name}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <Stack gap={4} flex={1} miw={220}>
          <Group gap="xs">
            <Title order={2} size="h3">
              {name}
            </Title>
            {rule.jurisdiction !== '' && (
              <Badge variant="default" tt="none">
                {rule.jurisdiction}
              </Badge>
            )}
            <ChannelBadges channels={rule.channels} />
          </Group>
          <Text size="sm" c="dimmed">
            {ruleText(rule)}
          </Text>
        </Stack>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            aria-expanded={isShown}
            disabled={isFaulty}
            aria-label={`${isShown ? 'Fold up' : 'Change'} ${name}`}
            onClick={onToggle}
          >
            {isShown ? 'Fold up' : 'Change'}
          </Button>
          <Button size="xs" variant="subtle" color="red" aria-label={`Take away ${name}`} onClick={onRemove}>
            Take away
          </Button>
        </Group>
      </Group>
      {isShown && (
        <Card.Section withBorder inheritPadding py="md" mt="md">
          <RuleFields rule={rule} onChange={onChange} faults={faults} standard={standard} isNew={isNew} />
        </Card.Section>
      )}
    </Card>
  );
}

function ruleText({ hours, messagesPer24Hours: most, holidays }: RuleDraft): string {
  return [
    hours === null ? 'Any time' : hoursText(windowsOf(hours)) || 'Never open',
    most !== '' && `${most} in 24 hours`,
    holidays.length > 0 && `${holidays.length} ${holidays.length === 1 ? 'holiday' : 'holidays'}`,
  ]
    .filter((part) => part !== false)
    .join(' · ');
}
