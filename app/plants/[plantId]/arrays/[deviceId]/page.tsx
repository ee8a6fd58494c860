export { default, generateMetadata } from '../../../../arrays/[deviceId]/page.tsx';
