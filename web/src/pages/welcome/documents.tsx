import { Anchor, Group, SimpleGrid, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import {
  IconApi,
  IconAppWindow,
  IconBan,
  IconBrandWhatsapp,
  IconChartHistogram,
  IconFileText,
  IconKey,
  IconListDetails,
  IconPlugConnected,
} from '@tabler/icons-react';
import classes from './welcome.module.css';

/** Each at its place in the API's documents, where the calls can be tried. */
const DOCUMENTS = [
  { href: '/docs#/Token', icon: IconKey, title: 'Get a token', what: 'With a client id and its secret, for an hour.' },
  {
    href: '/docs#/Campaigns/createCampaign',
    icon: IconApi,
    title: 'Launch a campaign',
    what: 'One call, up to a thousand consumers, each with variables of their own.',
  },
  {
    href: '/docs#/Recipient%20lists',
    icon: IconListDetails,
    title: 'A file of recipients',
    what: 'CSV of up to 100,000 lines; what is wrong comes back, line by line.',
  },
  {
    href: '/docs#/Handoffs',
    icon: IconPlugConnected,
    title: 'Handoffs',
    what: 'Channels in their order, with the number and text of each.',
  },
  {
    href: '/docs#/Templates',
    icon: IconBrandWhatsapp,
    title: 'WhatsApp templates',
    what: 'Create, submit for review, and watch what becomes of them.',
  },
  {
    href: '/docs#/Opt-outs',
    icon: IconBan,
    title: 'Opt-outs',
    what: 'STOP and START, lists, files, and how far they reach.',
  },
  {
    href: '/docs#/Reports',
    icon: IconChartHistogram,
    title: 'Reports',
    what: 'The funnel by day, channel and skill, and each message with its instants.',
  },
  {
    href: '/docs#/In-App',
    icon: IconAppWindow,
    title: 'In-App',
    what: 'Messages in the inbox of your own app, and nudges to its devices.',
  },
  { href: '/docs', icon: IconFileText, title: 'All of the API', what: 'Every call, its fields and its errors.' },
] as const;

export function Documents() {
  return (
    <Stack component="section" aria-label="Documents" gap="sm">
      <div>
        <Title order={2}>Documents</Title>
        <Text size="sm" c="dimmed">
          Each call can be tried where it is described. The guides that go with them are in the folder docs of the
          project.
        </Text>
      </div>
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }}>
        {DOCUMENTS.map(({ href, icon: Icon, title, what }) => (
          <Anchor key={title} href={href} target="_blank" className={classes.document} underline="never">
            <Group gap="sm" wrap="nowrap" align="flex-start">
              <ThemeIcon variant="light" size={34} aria-hidden>
                <Icon size={18} />
              </ThemeIcon>
              <div>
                <Text fw={600} size="sm" c="var(--mantine-color-text)">
                  {title}
                </Text>
                <Text size="sm" c="dimmed">
                  {what}
                </Text>
              </div>
            </Group>
          </Anchor>
        ))}
      </SimpleGrid>
    </Stack>
  );
}
