/** What `"consent": true` states over the API: contract.md section 2. Kept with each campaign; changed words are a new version of this constant. */
export const API_CONSENT_WORDS = 'The brand states that it holds the opt-in of every consumer listed.';
