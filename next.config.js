// @ts-check
import { readSettings } from './server/env.ts';

// A bad setting stops the build and the server here, with its name.
readSettings();

const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  {
    key: 'Content-Security-Policy',
    value: "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'",
  },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
];

/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `tsc --noEmit` checks the types of the whole house; the build need not do it a second time.
  typescript: { ignoreBuildErrors: true },
  // Left to Node: they open sockets, load WASM or start threads, and gain nothing from bundling.
  serverExternalPackages: [
    'pg',
    'pg-boss',
    'pino',
    'avsc',
    '@prisma/client',
    '@prisma/adapter-pg',
    'piscina',
    '@aws-sdk/client-s3',
    '@aws-sdk/client-ssm',
    '@aws-sdk/lib-storage',
    '@aws-sdk/s3-request-presigner',
    '@tensorflow/tfjs-core',
    '@tensorflow/tfjs-layers',
    '@tensorflow/tfjs-backend-cpu',
    '@tensorflow/tfjs-backend-wasm',
  ],
  experimental: { optimizePackageImports: ['@mantine/core', '@mantine/hooks'] },
  headers: async () => [{ source: '/:path*', headers: SECURITY_HEADERS }],
};

export default nextConfig;
