import { ApiDocs } from '#components/api-docs/api-docs.tsx';
import type { ApiDocument } from '#components/api-docs/document.ts';
import { definePage } from '#server/http/define-page.ts';
import { openapiDocument } from '#server/http/openapi.ts';

export const metadata = { title: 'API' };

export default definePage('plant.read', () => {
  // As everybody else gets it: plain JSON.
  const document: ApiDocument = JSON.parse(JSON.stringify(openapiDocument()));
  return <ApiDocs document={document} />;
});
