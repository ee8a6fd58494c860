export { default, generateMetadata } from '../../../faults/page.tsx';
