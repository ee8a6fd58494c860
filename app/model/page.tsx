import { ModelPage } from '#components/model/model-page.tsx';
import { requirePage } from '#server/http/require-page.ts';
import { titled } from '../request-texts.ts';

export const generateMetadata = titled('model');

export default async function Page() {
  await requirePage('model.read');
  return <ModelPage />;
}
