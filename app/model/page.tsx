import { ModelPage } from '#components/model/model-page.tsx';

export const metadata = { title: 'Model' };

export default function Page() {
  return <ModelPage />;
}
