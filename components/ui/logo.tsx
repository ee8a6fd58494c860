/** The mirror of a heliograph sending a flash of sunlight; the same drawing as public/logo.svg. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 32 32" fill="none">
      <circle cx="13" cy="19" r="9.5" fill="#1c69b2" />
      <path d="M13 9.5a9.5 9.5 0 0 1 9.5 9.5 9.5 9.5 0 0 1-2.78 6.72L6.28 12.28A9.5 9.5 0 0 1 13 9.5Z" fill="#7db6ec" />
      <circle cx="13" cy="19" r="2.2" fill="#fff" />
      <path
        d="M20.5 11.5 29 3M23.8 14.6 29.5 12.8M17.4 8.2 19.2 2.5"
        stroke="#fcb200"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
    </svg>
  );
}
