import { RegistrationPage } from '#components/registration/registration-page.tsx';
import { definePage } from '#server/http/define-page.ts';

export const metadata = { title: 'Register arrays' };

export default definePage('plant.register', ({ context }) => (
  <RegistrationPage plantId={context.settings.HELIOGRAPH_PLANT} />
));
