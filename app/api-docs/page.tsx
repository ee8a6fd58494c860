import { ApiDocs } from '#components/api-docs/api-docs.tsx';
import type { ApiDocument } from '#components/api-docs/document.ts';
import { definePage } from '#server/http/define-page.ts';
import { openapiDocument } from '#server/http/openapi.ts';
import { requestTexts, titled } from '../request-texts.ts';

export const generateMetadata = titled('api');

export default definePage(
  'plant.read',
  async () => {
    // As everybody else gets it: plain JSON.
    const document: ApiDocument = JSON.parse(JSON.stringify(openapiDocument()));
    return <ApiDocs document={document} t={await requestTexts()} />;
  },
  { of: 'installation' },
);
