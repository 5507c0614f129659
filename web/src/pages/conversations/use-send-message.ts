import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSession } from '../../session.tsx';
import { conversationQuery, type Conversation } from './queries.ts';

/** Sends an answer. What comes again under the same key is the same message: it goes out once. */
export function useSendMessage({ id }: Pick<Conversation, 'id'>, onSent?: () => void) {
  const { api } = useSession();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ text, key }: { text: string; key: string }) =>
      api.post('/api/v2/account/{accountId}/conversations/{conversationId}/messages', {
        path: { conversationId: id },
        headers: { 'Idempotency-Key': key },
        body: { text },
      }),
    onSuccess: async (message) => {
      const { queryKey } = conversationQuery(api, id);
      await queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData(queryKey, (shown) => {
        if (!shown || shown.messages.some((each) => each.id === message.id)) return shown;
        return { ...shown, messages: [...shown.messages, message] };
      });
      onSent?.();
      await queryClient.invalidateQueries({ queryKey });
    },
  });
}
