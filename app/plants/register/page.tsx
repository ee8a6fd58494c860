import { RegistrationPage } from '#components/registration/registration-page.tsx';
import { readSettings } from '#server/env.ts';
import { requirePage } from '#server/http/require-page.ts';

export const metadata = { title: 'Register arrays' };

export default async function Page() {
  await requirePage('plant.register');
  return <RegistrationPage plantId={readSettings().HELIOGRAPH_PLANT} />;
}
