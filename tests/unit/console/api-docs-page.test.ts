import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ApiDocs } from '#components/api-docs/api-docs.tsx';
import { openapiDocument } from '#server/http/openapi.ts';
import { textsIn } from './texts-in.ts';

it('the page of the API is made on the server, in the language of the request', () => {
  const document = JSON.parse(JSON.stringify(openapiDocument()));
  const page = renderToStaticMarkup(createElement(ApiDocs, { document, t: textsIn('de') }));
  expect(page).toContain('Berechtigung plant.read');
  expect(page).not.toContain('Parameters of');
});
