import { ApiDocs } from '#components/api-docs/api-docs.tsx';
import type { ApiDocument } from '#components/api-docs/document.ts';
import { openapiDocument } from '#server/http/openapi.ts';
import { requirePage } from '#server/http/require-page.ts';
import { requestTexts, titled } from '../request-texts.ts';

export const generateMetadata = titled('api');

export default async function Page() {
  await requirePage('plant.read');
  // As everybody else gets it: plain JSON.
  const document: ApiDocument = JSON.parse(JSON.stringify(openapiDocument()));
  return <ApiDocs document={document} t={await requestTexts()} />;
}
