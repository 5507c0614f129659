import { variableNames } from '../../../../domain/template.ts';
import { useApprovedTemplates } from './account-queries.ts';
import { channelsOf } from './draft.ts';
import { partsOf } from './template-parts.ts';
import { useWizard } from './wizard-context.ts';

/** What each recipient brings, in the order of the columns. `key`: where the API has it. */
export type Value = {
  column: string;
  of: 'variables' | 'headerVariables' | 'buttonVariables';
  key: string;
  example: string;
};

const ONE_VARIABLE = /^\s*\$?\{\{\s*\w+\s*\}\}\s*$/;

/** The columns of a file, what stands in a line that is typed, and an example of one, for the message as it is now. */
export function useColumns() {
  const { draft } = useWizard();
  const { data } = useApprovedTemplates();
  const channels = channelsOf(draft.way);
  const template = channels.includes('wa') ? data?.templates.find(({ id }) => id === draft.wa.templateId) : undefined;
  const parts = template && partsOf(template);
  const texts = [
    parts?.body ?? '',
    ...(channels.includes('sms') ? [`${draft.sms.text}\n${draft.sms.optOutText}`] : []),
    ...(channels.includes('inapp') ? [draft.inapp.text] : []),
  ];
  const names = variableNames(texts.join('\n'));
  const header = parts?.needs.header;
  const values: Value[] = [
    ...(header === undefined
      ? []
      : [{ column: 'H1', of: 'headerVariables' as const, key: header, example: exampleOf(header) }]),
    ...names.map((name, index) => ({
      column: `B${index + 1}`,
      of: 'variables' as const,
      key: name,
      example: parts?.examples[name] ?? '',
    })),
    ...(parts?.needs.button ? [{ column: 'BU1', of: 'buttonVariables' as const, key: 'url', example: '' }] : []),
  ];
  const isInApp = channels.includes('inapp');
  const address = isInApp ? 'UserId' : 'Phone';
  const own = isInApp ? draft.inapp.text : draft.sms.text;
  const isWholeText = !channels.includes('wa') && ONE_VARIABLE.test(own);
  const typed = isWholeText ? [address, 'the whole text'] : [address, ...values.map(({ column }) => column)];
  const sample = isWholeText ? ['Hi Jane, your subscription is about to expire'] : values.map(exampleText);
  return {
    isInApp,
    values,
    file: [address, ...values.map(({ column }) => column), 'Timezone (may be left out)'],
    typed,
    example: [isInApp ? '4711' : '12223334444', ...sample].join(', '),
  };
}

function exampleText({ example, column }: Value): string {
  return example === '' ? column : example;
}

function exampleOf(header: 'text' | 'image' | 'video' | 'document'): string {
  const files = {
    image: 'https://example.com/a.png',
    video: 'https://example.com/a.mp4',
    document: 'https://example.com/a.pdf',
  };
  return header === 'text' ? '' : files[header];
}
