import { IconArrowBackUp, IconExternalLink, IconFileText, IconPhoto, IconPhone, IconVideo } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TemplateButton, TemplateParts } from './template-parts.ts';
import './phone.css';

type PhoneProps = { channel: 'sms' | 'wa' | 'inapp'; from: string; children: ReactNode };

const CHANNEL_NAMES = { sms: 'SMS', wa: 'WhatsApp', inapp: 'In-App' };

/** A picture of a phone with a message on it. */
export function Phone({ channel, from, children }: PhoneProps) {
  return (
    <figure className="phone" data-channel={channel} aria-label={`The message on a phone, ${CHANNEL_NAMES[channel]}`}>
      <div className="phone-screen">
        <div className="phone-bar">
          <span className="phone-face" aria-hidden />
          <span className="phone-from">{from}</span>
          <span className="phone-channel">{CHANNEL_NAMES[channel]}</span>
        </div>
        <div className="phone-chat">{children}</div>
      </div>
    </figure>
  );
}

/** A plain message: SMS or In-App. */
export function Bubble({ text, after }: { text: string; after?: string }) {
  return (
    <div className="phone-bubble">
      {text.trim() === '' ? <span className="phone-nothing">Your message</span> : <WithVariables text={text} />}
      {after !== undefined && (
        <>
          {'\n'}
          <WithVariables text={after} />
        </>
      )}
    </div>
  );
}

const MEDIA = { image: IconPhoto, video: IconVideo, document: IconFileText };

/** A WhatsApp template: header, body, footer, buttons. */
export function TemplateBubble({ parts: { header, body, footer, buttons } }: { parts: TemplateParts }) {
  return (
    <>
      <div className="phone-bubble">
        {header &&
          (header.kind === 'text' ? (
            <strong className="phone-header">
              <WithVariables text={header.text} />
            </strong>
          ) : (
            <Media kind={header.kind} />
          ))}
        <WithVariables text={body} />
        {footer !== undefined && <small className="phone-footer">{footer}</small>}
      </div>
      {buttons.map((button, index) => (
        <PhoneButton key={index} {...button} />
      ))}
    </>
  );
}

function Media({ kind }: { kind: keyof typeof MEDIA }) {
  const Icon = MEDIA[kind];
  return (
    <span className="phone-media">
      <Icon size={28} aria-hidden />
      {kind === 'image' ? 'Picture' : kind === 'video' ? 'Video' : 'Document'} of each recipient
    </span>
  );
}

const BUTTONS = { quick_reply: IconArrowBackUp, url: IconExternalLink, phone_number: IconPhone };

function PhoneButton({ kind, text }: TemplateButton) {
  const Icon = BUTTONS[kind];
  return (
    <div className="phone-button">
      <Icon size={15} aria-hidden />
      {text}
    </div>
  );
}

const PLACEHOLDER = /(\$?\{\{\s*\w+\s*\}\})/;

/** Variables stand out from what is sent as it is. */
function WithVariables({ text }: { text: string }) {
  return text
    .split(PLACEHOLDER)
    .map((part, index) => (index % 2 === 1 ? <mark key={index}>{part.replace(/^\$/, '')}</mark> : part));
}
