/** The guide's four. */
export const STEPS = ['compose', 'recipients', 'schedule', 'launch'] as const;
export type Step = (typeof STEPS)[number];

export const STEP_TITLES: Record<Step, string> = {
  compose: 'Compose',
  recipients: 'Recipients',
  schedule: 'Schedule',
  launch: 'Preview and launch',
};

export function isStep(value: unknown): value is Step {
  return STEPS.some((step) => step === value);
}
