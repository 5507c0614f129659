export { agentMessage } from './agent-message.ts';
export { campaign } from './campaign.ts';
export { housekeeping } from './housekeeping.ts';
export { nudge } from './nudge.ts';
export { drainOutbox } from './outbox.ts';
export { recipient } from './recipient.ts';
export { resume } from './resume.ts';
export { template } from './template.ts';
