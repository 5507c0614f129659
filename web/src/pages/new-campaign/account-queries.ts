import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../session.tsx';

const MINUTE_MS = 60_000;
/** More than a wizard can show one below the other. */
const MOST = 500;

/** What of the account a campaign is composed of. Each is asked for once in a while, and by whatever part of the wizard needs it. */
export function useSkills() {
  const { api } = useSession();
  return useQuery({
    queryKey: ['skills'],
    queryFn: () => api.get('/api/v2/account/{accountId}/skills'),
    staleTime: MINUTE_MS,
  });
}

export function useOutboundNumbers() {
  const { api } = useSession();
  return useQuery({
    queryKey: ['outbound-numbers'],
    queryFn: () => api.get('/api/v2/account/{accountId}/outbound-numbers'),
    staleTime: MINUTE_MS,
  });
}

export function useChannels() {
  const { api } = useSession();
  return useQuery({
    queryKey: ['channels'],
    queryFn: () => api.get('/api/v2/account/{accountId}/channels'),
    staleTime: MINUTE_MS,
  });
}

export function useAccountSettings() {
  const { api } = useSession();
  return useQuery({
    queryKey: ['settings'],
    queryFn: () => api.get('/api/v2/account/{accountId}/settings'),
    staleTime: MINUTE_MS,
  });
}

export function useApprovedTemplates() {
  const { api } = useSession();
  const query = { status: 'APPROVED' as const, limit: MOST };
  return useQuery({
    queryKey: ['templates', query],
    queryFn: () => api.get('/api/v2/account/{accountId}/templates', { query }),
    staleTime: MINUTE_MS,
  });
}

export function useApps() {
  const { api } = useSession();
  const query = { limit: MOST };
  return useQuery({
    queryKey: ['apps', query],
    queryFn: () => api.get('/api/v2/account/{accountId}/apps', { query }),
    staleTime: MINUTE_MS,
  });
}
