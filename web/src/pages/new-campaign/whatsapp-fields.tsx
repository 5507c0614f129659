import { Anchor, Select, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { templateFault } from '../../../../domain/handoff-rules.ts';
import { variableNames } from '../../../../domain/template.ts';
import { ErrorState } from '../../components/states.tsx';
import { useApprovedTemplates } from './account-queries.ts';
import { ChannelFields, SendFrom } from './channel-fields.tsx';
import { partsOf, type Template } from './template-parts.ts';
import { useWizard } from './wizard-context.ts';

/** `isAlone`: without an SMS after it, also templates with pictures and buttons. */
export function WhatsAppFields({ isAlone }: { isAlone: boolean }) {
  const { draft, change, errorOf } = useWizard();
  const { data, error, isPending, refetch } = useApprovedTemplates();
  const all = data?.templates ?? [];
  const chosen = all.find(({ id }) => id === draft.wa.templateId);
  const isTaken = (template: Template) =>
    isAlone || templateFault({ status: template.status, components: template.messageComponents }) === undefined;
  const isLeft = chosen && !isTaken(chosen);
  return (
    <ChannelFields legend="WhatsApp">
      <SendFrom channel="wa" />
      {error ? (
        <ErrorState error={error} title="The templates could not be loaded" onRetry={() => void refetch()} />
      ) : (
        <Select
          label="Template"
          description={
            isAlone
              ? 'Those that WhatsApp has approved.'
              : 'Before SMS only templates of text: none with a picture, a variable in its header or buttons.'
          }
          required
          searchable
          placeholder={isPending ? 'Loading…' : 'Search the approved templates'}
          nothingFoundMessage="No approved template of that name"
          data={all
            .filter((each) => isTaken(each) || each === chosen)
            .map((each) => ({ value: each.id, label: `${each.title} · ${each.language}` }))}
          value={draft.wa.templateId}
          onChange={(templateId) => change(({ wa }) => ({ wa: { ...wa, templateId } }))}
          error={
            isLeft
              ? 'Prioritized takes no template with a picture, a variable in its header or buttons.'
              : errorOf('message.wa.templateId')
          }
        />
      )}
      {data?.templates.length === 0 && (
        <Text size="sm">
          There is no approved template yet.{' '}
          <Anchor component={Link} to="/templates" inherit>
            To the templates
          </Anchor>
        </Text>
      )}
      {chosen && <Needs template={chosen} />}
    </ChannelFields>
  );
}

function Needs({ template }: { template: Template }) {
  const { body, needs } = partsOf(template);
  const values = [
    ...(needs.header === undefined
      ? []
      : [needs.header === 'text' ? 'H1 (header)' : `H1 (address of the ${needs.header})`]),
    ...variableNames(body).map((name, index) => `B${index + 1} ({{${name}}})`),
    ...(needs.button ? ['BU1 (end of the button’s address)'] : []),
  ];
  return (
    <Text size="sm" c="dimmed">
      {values.length === 0 ? 'It is the same for all recipients.' : `Each recipient brings ${values.join(', ')}.`}
    </Text>
  );
}
