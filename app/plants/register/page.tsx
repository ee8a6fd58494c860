import { RegistrationPage } from '#components/registration/registration-page.tsx';
import { definePage } from '#server/http/define-page.ts';
import { titled } from '../../request-texts.ts';

export const generateMetadata = titled('register');

/** Of the plant in the address, registered or not, or else of the settings'. */
export default definePage<{ plantId?: string }>(
  'plant.register',
  ({ context, params: { plantId } }) => <RegistrationPage plantId={plantId ?? context.settings.HELIOGRAPH_PLANT} />,
  { of: 'installation' },
);
