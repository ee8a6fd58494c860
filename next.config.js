// @ts-check
import { readSettings } from './server/env.ts';

// A bad setting stops the build and the server here, with its name.
readSettings();

/** @type {import('next').NextConfig} */
const nextConfig = {
  // The headers of every response are set at the front door: server/http/front-door.ts.
  poweredByHeader: false,
  reactStrictMode: true,
  // No picture is made smaller here: the door that would do it for anybody (/_next/image) is shut.
  images: { unoptimized: true },
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
    'prom-client',
    'rate-limiter-flexible',
    '@aws-sdk/client-s3',
    '@aws-sdk/client-ssm',
    '@aws-sdk/lib-storage',
    '@aws-sdk/s3-request-presigner',
    'aws-msk-iam-sasl-signer-js',
    'kafkajs',
    'lz4-napi',
    'snappy',
    '@tensorflow/tfjs-core',
    '@tensorflow/tfjs-layers',
    '@tensorflow/tfjs-backend-cpu',
    '@tensorflow/tfjs-backend-wasm',
  ],
  experimental: { authInterrupts: true, optimizePackageImports: ['@mantine/core', '@mantine/dates', '@mantine/hooks'] },
};

export default nextConfig;
