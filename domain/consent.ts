/** What `"consent": true` states over the API: contract.md section 2. Kept with each campaign; changed words are a new version of this constant. */
export const API_CONSENT_WORDS = 'The brand states that it holds the opt-in of every consumer listed.';

/** What a person ticks in the web tool before a launch: the guide, "Step 4 - Preview and launch". */
export const TICKED_CONSENT_WORDS =
  'I confirm that my brand has collected the opt-in consent of every recipient of this campaign, as the TCPA requires, and is responsible for it.';
