import { definePage } from '#server/http/define-page.ts';
import { plantDocument } from '../../plant-document.tsx';
import { requestTexts } from '../../request-texts.ts';

export async function generateMetadata() {
  return { title: { absolute: `${(await requestTexts())('pages.plant')} · Heliograph` } };
}

export default definePage<{ plantId: string }>('plant.read', ({ params: { plantId }, inPlant, searchParams }) =>
  plantDocument({ plantId, inPlant, searchParams }),
);
