/** Changes to workflows that run: the id of each, since when, and when it can go. */

/** 2026-11-23: the campaign decides a page at a time. Goes, with `listRecipients`, once no campaign runs that was started before. */
export const DECIDE_BY_PAGES = 'decide-by-pages';
