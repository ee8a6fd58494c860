export { default, generateMetadata } from '../../../runs/page.tsx';
