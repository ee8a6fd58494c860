import { z } from 'zod';
import { jsonAnswer, operation } from '#domain/api/operation.ts';
import {
  checkRequestSchema,
  checkResultSchema,
  FINDING_STATES,
  findingListSchema,
  findingViewSchema,
} from '#domain/commissioning.ts';
import { pageQuery } from './schemas.ts';

const tag = 'Commissioning';

// What both decisions have in common.
const decision = {
  method: 'POST',
  tag,
  action: 'commissioning.decide',
  params: z.object({
    findingId: z
      .uuid('expected the id of a finding')
      .meta({ description: 'A finding.', example: '019abc00-0000-7000-8000-000000000000' }),
  }),
  answers: { 200: jsonAnswer('The finding as it is now.', findingViewSchema) },
  errors: ['not_found', 'conflict'],
} as const;

export const listFindings = operation({
  id: 'listFindings',
  method: 'GET',
  path: '/api/v1/commissioning/findings',
  tag,
  action: 'plant.read',
  summary: 'List what the readings contradict of the registry',
  description: 'In the order in which they first came up, with the numbers and the lines they rest on.',
  query: z.object({
    state: z.enum(FINDING_STATES).optional().meta({ description: 'Only findings in this state.' }),
    ...pageQuery(200, 100),
  }),
  answers: { 200: jsonAnswer('A page of findings, and when the registry was last checked.', findingListSchema) },
});

export const checkCommissioning = operation({
  id: 'checkCommissioning',
  method: 'POST',
  path: '/api/v1/commissioning/checks',
  tag,
  action: 'commissioning.check',
  summary: 'Check what is registered against the last published days',
  description:
    'Changes nothing in the registry. A plant of more than 1,000 arrays is checked by the command `npm run plant -- check`.',
  body: checkRequestSchema,
  answers: { 200: jsonAnswer('What it found.', checkResultSchema) },
  errors: ['no_data', 'conflict'],
});

export const applyFinding = operation({
  ...decision,
  id: 'applyFinding',
  path: '/api/v1/commissioning/findings/{findingId}/apply',
  summary: 'Put what a finding proposes into the registry',
  description: 'It counts from the next run on: published days keep their verdicts until they are run again.',
});

export const ignoreFinding = operation({
  ...decision,
  id: 'ignoreFinding',
  path: '/api/v1/commissioning/findings/{findingId}/ignore',
  summary: 'Ignore a finding, in later checks too',
});
