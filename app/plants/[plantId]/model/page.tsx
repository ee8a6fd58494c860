export { default, generateMetadata } from '../../../model/page.tsx';
