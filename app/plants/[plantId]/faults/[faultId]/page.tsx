export { default, generateMetadata } from '../../../../faults/[faultId]/page.tsx';
