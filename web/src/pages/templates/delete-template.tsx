import { Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmModal } from '../../components/confirm-modal.tsx';
import { showDone, showError } from '../../components/notify.ts';
import { useSession } from '../../session.tsx';
import type { Template } from './queries.ts';

type DeleteTemplateProps = { template: Template | undefined; onClose: () => void; onDeleted?: () => void };

/** Asks, then deletes. Open where there is a template. */
export function DeleteTemplate({ template, onClose, onDeleted }: DeleteTemplateProps) {
  const { api } = useSession();
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ id }: Template) =>
      api.delete('/api/v2/account/{accountId}/templates/{templateId}', { path: { templateId: id } }),
    onSuccess: async ({ id, title }) => {
      showDone(`Deleted ${title}`);
      onClose();
      onDeleted?.();
      queryClient.removeQueries({ queryKey: ['templates', 'one', id] });
      await queryClient.invalidateQueries({ queryKey: ['templates'] });
    },
    onError: showError,
  });
  return (
    <ConfirmModal
      opened={template !== undefined}
      title="Delete this template?"
      action="Delete the template"
      isBusy={isPending}
      onConfirm={() => template && mutate(template)}
      onClose={onClose}
    >
      <Stack>
        <div>
          No new campaign can send <b>{template?.title}</b> ({template?.language}), also not through a handoff that
          names it. Campaigns already launched go on; WhatsApp deletes it once nobody is left to send it to.
        </div>
        {template?.status === 'APPROVED' && (
          <div>WhatsApp keeps the name of an approved template for 30 days: until then it can’t be used again.</div>
        )}
      </Stack>
    </ConfirmModal>
  );
}
