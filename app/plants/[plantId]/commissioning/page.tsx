export { default, generateMetadata } from '../../../commissioning/page.tsx';
