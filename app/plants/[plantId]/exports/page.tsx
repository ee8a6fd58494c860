export { default, generateMetadata } from '../../../exports/page.tsx';
