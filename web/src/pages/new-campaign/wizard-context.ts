import { createContext, use } from 'react';
import type { Draft } from './draft.ts';
import type { Problem } from './problems.ts';
import type { Step } from './steps.ts';

export type Wizard = {
  draft: Draft;
  change: (part: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) => void;
  /** By step; those that the API has named among them. */
  problems: Record<Step, Problem[]>;
  /** What is wrong with a field, once the person has tried to go on. */
  errorOf: (field: string) => string | undefined;
  goTo: (step: Step) => void;
  /** Shows what the API refused beside the fields that it names. */
  refused: (error: unknown) => void;
  /** Keeps the draft at once. */
  saveNow: () => Promise<void>;
  /** The file that was chosen, as long as the page is open. */
  file: File | undefined;
  setFile: (file: File) => void;
  /** The account's, in which a start is said. */
  timezone: string | undefined;
};

export const WizardContext = createContext<Wizard | undefined>(undefined);

export function useWizard(): Wizard {
  const wizard = use(WizardContext);
  if (!wizard) throw new Error('There is no wizard here');
  return wizard;
}
