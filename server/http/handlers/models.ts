import * as api from '#domain/api/models.ts';
import { route } from '#server/http/route.ts';
import { getModel } from '#server/services/models/get-model.ts';
import { listModelVersions } from '#server/services/models/list-model-versions.ts';
import { listModels } from '#server/services/models/list-models.ts';
import { takeModelIntoUse } from '#server/services/models/use-model.ts';

export const models = [
  route(api.getModel, ({ context }) => getModel(context)),
  route(api.listModelVersions, ({ context }) => listModelVersions(context)),
  route(api.listModels, async ({ context }) => ({ models: await listModels(context) })),
  route(api.useModel, ({ context, params }) => takeModelIntoUse(context, params)),
];
