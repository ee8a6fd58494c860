import { ArrayPageSkeleton } from '#components/array/array-page.tsx';

export default function Loading() {
  return <ArrayPageSkeleton />;
}
