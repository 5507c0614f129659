import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmModal } from '../../components/confirm-modal.tsx';
import { showDone, showError } from '../../components/notify.ts';
import { useSession } from '../../session.tsx';
import type { Handoff } from './queries.ts';

type DeleteHandoffProps = { handoff: Handoff | undefined; onClose: () => void; onDeleted?: () => void };

/** Asks, then deletes. Open where there is a handoff. */
export function DeleteHandoff({ handoff, onClose, onDeleted }: DeleteHandoffProps) {
  const { api } = useSession();
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ id }: Handoff) =>
      api.delete('/api/v2/account/{accountId}/handoffs/{handoffId}', { path: { handoffId: id } }),
    onSuccess: async ({ id, name }) => {
      showDone(`Deleted “${name}”`);
      onClose();
      onDeleted?.();
      queryClient.removeQueries({ queryKey: ['handoffs', 'one', id] });
      await queryClient.invalidateQueries({ queryKey: ['handoffs'] });
    },
    onError: showError,
  });
  return (
    <ConfirmModal
      opened={handoff !== undefined}
      title="Delete this handoff?"
      action="Delete the handoff"
      isBusy={isPending}
      onConfirm={() => handoff && mutate(handoff)}
      onClose={onClose}
    >
      No new campaign can be launched with <b>{handoff?.name}</b> ({handoff?.id}). Campaigns already launched go on with
      what they were launched with.
    </ConfirmModal>
  );
}
