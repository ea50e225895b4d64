/** The modelled tools of language ecosystems: a plain list. */
import { go } from './go/index.ts';
import { gradle } from './jvm/gradle.ts';
import { java, javac } from './jvm/java.ts';
import { maven } from './jvm/maven.ts';
import { corepack, node, npx, packagePrograms } from './node/node.ts';
import { npm } from './node/npm.ts';
import { yarnAndPnpm } from './node/yarn-pnpm.ts';
import { bundle } from './other/bundle.ts';
import { composer } from './other/composer.ts';
import { dotnet } from './other/dotnet.ts';
import { pipTool, python } from './python/python.ts';
import { uv } from './python/uv.ts';
import { cargo } from './rust/cargo.ts';
import { rustup } from './rust/rustup.ts';
import type { Tool } from './types.ts';

export const ecosystemTools: readonly Tool[] = [
  bundle,
  cargo,
  composer,
  corepack,
  dotnet,
  go,
  gradle,
  java,
  javac,
  maven,
  node,
  npm,
  npx,
  packagePrograms,
  pipTool,
  python,
  rustup,
  uv,
  yarnAndPnpm,
];
