import { defineQuery, defineSignal } from '@temporalio/workflow';

/** A consumer has answered: the id of the stored message. */
export const replySignal = defineSignal<[messageId: string]>('reply');

/** The facts have changed (an opt-out, a failure after acceptance, a resume; a template's deletion): look anew. */
export const reassessSignal = defineSignal('reassess');

/** Something has happened in a conversation that its adapter has to be told. */
export const tellSignal = defineSignal('tell');

/** How many recipients of a campaign have been started. */
export const progressQuery = defineQuery<{ started: number }>('progress');
