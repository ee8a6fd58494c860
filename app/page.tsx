import { redirect } from 'next/navigation';
import { definePage } from '#server/http/define-page.ts';
import { listPlants } from '#server/services/plants/get-plant.ts';
import { plantDocument } from './plant-document.tsx';
import { requestTexts } from './request-texts.ts';

export async function generateMetadata() {
  return { title: { absolute: `${(await requestTexts())('pages.plant')} · Heliograph` } };
}

/** Home: the only plant there is, or all of them. What is asked of a day is asked of the default plant. */
export default definePage(
  'plant.read',
  async ({ context, inPlant, searchParams }) => {
    const plants = await listPlants(context);
    const [only] = plants;
    const isPlain = Object.keys(searchParams).length === 0;
    if (isPlain && plants.length > 1) redirect('/plants');
    if (plants.length === 1 && only && only.id !== context.settings.HELIOGRAPH_PLANT) redirect(`/plants/${only.id}`);
    return plantDocument({ plantId: null, inPlant, searchParams });
  },
  { of: 'installation' },
);
