import type { Config } from '../config.ts';

/** Where people see a workflow in the Temporal UI. */
export function workflowLink(
  config: Pick<Config, 'TEMPORAL_UI_URL' | 'TEMPORAL_NAMESPACE'>,
  workflowId: string,
): string {
  const namespace = encodeURIComponent(config.TEMPORAL_NAMESPACE);
  return `${config.TEMPORAL_UI_URL}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}`;
}
