import { Box, Group, Text } from '@mantine/core';
import {
  IconArrowBackUp,
  IconExternalLink,
  IconFileText,
  IconPhone,
  IconPhoto,
  IconUser,
  IconVideo,
} from '@tabler/icons-react';
import { Fragment, useState, type ReactNode } from 'react';
import { channelLabel, type Channel } from './badges.tsx';
import classes from './phone-preview.module.css';

export type PreviewHeader =
  { kind: 'text'; text: string } | { kind: 'image' | 'video' | 'document'; link?: string | undefined };
export type PreviewButton = { kind: 'quick_reply' | 'url' | 'phone_number'; text: string };

/** What one consumer would read. Variables that are not filled in, `{{1}}` or `${{1}}`, are marked. */
export type PreviewMessage = {
  header?: PreviewHeader | undefined;
  text: string;
  footer?: string | null | undefined;
  buttons?: PreviewButton[] | undefined;
};

type PhonePreviewProps = { channel: Channel; from: string; message: PreviewMessage };

/** A message as it stands on the consumer's phone. */
export function PhonePreview({ channel, from, message }: PhonePreviewProps) {
  const { header, text, footer, buttons = [] } = message;
  const isEmpty = text.trim() === '' && header === undefined;
  return (
    <Box component="figure" className={classes.phone} data-channel={channel} m={0}>
      <figcaption className={classes.bar}>
        <span className={classes.avatar} aria-hidden>
          <IconUser size={16} />
        </span>
        <span>
          <Text span display="block" size="sm" fw={600} lh={1.2}>
            {from}
          </Text>
          <Text span display="block" size="xs" c="dimmed">
            Preview · {channelLabel(channel)}
          </Text>
        </span>
      </figcaption>
      <div className={classes.screen}>
        {isEmpty ? (
          <Text size="sm" c="dimmed" ta="center" py="xl">
            The message appears here while you write it.
          </Text>
        ) : (
          <>
            <div className={classes.bubble}>
              {header && <Header header={header} />}
              <div className={classes.text}>{channel === 'wa' ? styled(text) : marked(text)}</div>
              {footer != null && footer !== '' && <div className={classes.footer}>{footer}</div>}
            </div>
            {buttons.map((button, index) => (
              <Button key={index} button={button} />
            ))}
          </>
        )}
      </div>
    </Box>
  );
}

const MEDIA = { image: IconPhoto, video: IconVideo, document: IconFileText } as const;

function Header({ header }: { header: PreviewHeader }) {
  const [broken, setBroken] = useState<string>();
  if (header.kind === 'text') return <div className={classes.title}>{marked(header.text)}</div>;
  const { kind, link } = header;
  const Icon = MEDIA[kind];
  if (kind === 'image' && link !== undefined && link !== broken) {
    return <img className={classes.image} src={link} alt="Header" onError={() => setBroken(link)} />;
  }
  return (
    <div className={classes.media}>
      <Icon size={30} aria-hidden />
      <Text span size="xs">
        {{ image: 'Picture', video: 'Video', document: 'Document' }[kind]}
      </Text>
    </div>
  );
}

const ICONS = { quick_reply: IconArrowBackUp, url: IconExternalLink, phone_number: IconPhone } as const;

function Button({ button: { kind, text } }: { button: PreviewButton }) {
  const Icon = ICONS[kind];
  return (
    <Group className={classes.button} gap={6} justify="center" wrap="nowrap">
      <Icon size={15} aria-hidden />
      <span>{text === '' ? '…' : text}</span>
    </Group>
  );
}

const VARIABLE = /(\$?\{\{\s*\w+\s*\}\})/;

function marked(text: string): ReactNode {
  return text.split(VARIABLE).map((part, index) =>
    index % 2 === 1 ? (
      <mark key={index} className={classes.variable}>
        {part}
      </mark>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}

const STYLES = [
  [/(?<![\w*])\*(?=\S)([^*\n]*\S)\*(?![\w*])/, 'strong'],
  [/(?<![\w_])_(?=\S)([^_\n]*\S)_(?![\w_])/, 'em'],
  [/(?<![\w~])~(?=\S)([^~\n]*\S)~(?![\w~])/, 's'],
] as const;

/** WhatsApp's own marks: *bold*, _italic_, ~struck through~. */
function styled(text: string): ReactNode {
  for (const [pattern, Tag] of STYLES) {
    const match = pattern.exec(text);
    if (!match) continue;
    const [whole, inside = ''] = match;
    return (
      <>
        {styled(text.slice(0, match.index))}
        <Tag>{styled(inside)}</Tag>
        {styled(text.slice(match.index + whole.length))}
      </>
    );
  }
  return marked(text);
}
