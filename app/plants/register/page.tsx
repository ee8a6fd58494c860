import { RegistrationPage } from '#components/registration/registration-page.tsx';
import { definePage } from '#server/http/define-page.ts';
import { titled } from '../../request-texts.ts';

export const generateMetadata = titled('register');

export default definePage('plant.register', ({ context }) => (
  <RegistrationPage plantId={context.settings.HELIOGRAPH_PLANT} />
));
