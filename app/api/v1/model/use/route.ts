import { modelChoiceSchema } from '#server/domain/model-versions.ts';
import { json } from '#server/http/answer.ts';
import { readJsonBody } from '#server/http/read-request.ts';
import { route } from '#server/http/route.ts';
import { chooseModel } from '#server/services/models/choose-model.ts';
import { parseInput } from '#server/services/parse-input.ts';

export const POST = route('model.use', async ({ request, principal }) =>
  json(await chooseModel(principal, parseInput(modelChoiceSchema, await readJsonBody(request)))),
);
