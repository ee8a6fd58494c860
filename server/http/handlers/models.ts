import * as api from '#domain/api/models.ts';
import { route } from '#server/http/route.ts';
import { getModel } from '#server/services/models/get-model.ts';
import { listModelVersions } from '#server/services/models/list-model-versions.ts';
import { listModels } from '#server/services/models/list-models.ts';
import { takeModelIntoUse } from '#server/services/models/use-model.ts';

export const models = [
  route(api.getModel, () => getModel()),
  route(api.listModelVersions, ({ principal }) => listModelVersions(principal)),
  route(api.listModels, async () => ({ models: await listModels() })),
  route(api.useModel, ({ principal, params }) => takeModelIntoUse(principal, params)),
];
