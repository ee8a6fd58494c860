export { default, generateMetadata } from '../../../../runs/[runId]/page.tsx';
