import { ApiDocs } from '#components/api-docs/api-docs.tsx';
import type { ApiDocument } from '#components/api-docs/document.ts';
import { openapiDocument } from '#server/http/openapi.ts';

export const metadata = { title: 'API' };

export default function Page() {
  // As everybody else gets it: plain JSON.
  const document: ApiDocument = JSON.parse(JSON.stringify(openapiDocument()));
  return <ApiDocs document={document} />;
}
