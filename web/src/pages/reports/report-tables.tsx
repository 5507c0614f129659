import { Card, Group, Progress, Stack, Table, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { adviceOn } from '../../../../domain/error-advice.ts';
import { meaningOf } from '../../../../domain/error-meaning.ts';
import { formatCount } from '../../components/instant.tsx';
import { meanOf } from './csat.ts';
import { dayText } from './days.ts';
import { COUNTS, type ErrorSum, type Figures, type Group as FigureGroup } from './figures.ts';
import type { Grouping } from './search.ts';

const HEADS: Record<Grouping, string> = { day: 'Day', channel: 'Channel', skill: 'Skill' };

type FigureTableProps = { groups: readonly FigureGroup[]; total: Figures; by: Grouping };

export function FigureTable({ groups, total, by }: FigureTableProps) {
  return (
    <Table.ScrollContainer minWidth={900} mt="md" scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table verticalSpacing={6} striped highlightOnHover aria-label={`Figures by ${by}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{HEADS[by]}</Table.Th>
            {COUNTS.map(({ count, label }) => (
              <Table.Th key={count} ta="right">
                {label}
              </Table.Th>
            ))}
            <Table.Th ta="right">CSAT</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map((group) => (
            <Table.Tr key={group.key}>
              <Table.Th scope="row" fw={500} style={{ whiteSpace: 'nowrap' }}>
                {by === 'day' ? dayText(group.key) : group.label}
              </Table.Th>
              <FigureCells figures={group} />
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row">Together</Table.Th>
            <FigureCells figures={total} />
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  );
}

function FigureCells({ figures }: { figures: Figures }) {
  return (
    <>
      {COUNTS.map(({ count }) => (
        <Table.Td key={count} ta="right" c={figures[count] === 0 ? 'dimmed' : undefined}>
          {formatCount(figures[count])}
        </Table.Td>
      ))}
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
        {meanOf(figures.csat) ?? '–'}
      </Table.Td>
    </>
  );
}

/** Why recipients failed, and what to do about it, the most frequent first. */
export function ErrorTable({ errors }: { errors: readonly ErrorSum[] }) {
  const most = errors[0]?.count ?? 0;
  return (
    <Card withBorder padding="lg" component="section" aria-label="Errors">
      <Title order={2} mb="sm">
        Errors
      </Title>
      {errors.length === 0 ? (
        <Group gap="xs" c="dimmed">
          <IconCircleCheck size={18} aria-hidden />
          <Text size="sm">No errors in this range.</Text>
        </Group>
      ) : (
        <Table.ScrollContainer minWidth={720} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table verticalSpacing="xs" aria-label="Errors by code">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Code</Table.Th>
                <Table.Th>What it means</Table.Th>
                <Table.Th>What to do</Table.Th>
                <Table.Th ta="right">Recipients</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {errors.map(({ key, source, code, channel, count }) => (
                <Table.Tr key={key}>
                  <Table.Td style={{ whiteSpace: 'nowrap' }} fw={600}>
                    {key}
                  </Table.Td>
                  <Table.Td>{meaningOf(source, code)}.</Table.Td>
                  <Table.Td>{adviceOn(channel, source, code).whatToDo}</Table.Td>
                  <Table.Td w={130}>
                    <Stack gap={4} align="flex-end">
                      <Text size="sm">{formatCount(count)}</Text>
                      <Progress value={(count / most) * 100} color="red" size="sm" w="100%" aria-hidden />
                    </Stack>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Card>
  );
}
