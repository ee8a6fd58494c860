import { ModelPage } from '#components/model/model-page.tsx';
import { requirePage } from '#server/http/require-page.ts';

export const metadata = { title: 'Model' };

export default async function Page() {
  await requirePage('model.read');
  return <ModelPage />;
}
