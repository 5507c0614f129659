import { z } from 'zod';
import { accountParams } from './common.ts';

export const SKILL_EXAMPLE = { name: 'returns' };

const name = z.string().meta({ examples: ['sales'] });

export const skillParams = accountParams.extend({
  name: z.string().meta({ description: 'URL-encoded.', examples: [SKILL_EXAMPLE.name] }),
});

export const skillRequest = z
  .object({
    name: z.string().trim().min(1).max(255).describe('As campaigns name it in `skill`: case and spaces count.'),
  })
  .meta({ id: 'SkillRequest', examples: [SKILL_EXAMPLE] });

export const skillAnswer = z
  .object({ name, isDefault: z.boolean().describe("Whether it is the account's default skill.") })
  .meta({ id: 'Skill', examples: [{ name: 'sales', isDefault: false }] });

export const skillList = z
  .object({ skills: z.array(skillAnswer) })
  .meta({ id: 'SkillList', examples: [{ skills: [{ name: 'sales', isDefault: false }] }] });
