import type { ImageReference, Stage, StageSource } from '../dockerfile/index.ts';

/** What the name of an image alone says for sure; the table of base images knows more, where it is handed in. */

/** The image that a source is, taken apart; undefined for all else. */
export function imageOf(source: StageSource): ImageReference | undefined {
  return source.kind === 'image' ? source.image : undefined;
}

/** The image at the bottom of a stage, taken apart; undefined for scratch and what cannot be resolved. */
export function rootImage(stage: Stage): ImageReference | undefined {
  return imageOf(stage.rootBase);
}

/** What to call the bottom of a stage in a message. */
export function rootName(stage: Stage): string {
  return stage.rootBase.kind === 'image' ? stage.rootBase.reference : 'scratch';
}

const DISTROLESS = 'gcr.io/distroless/';

/** Whether an image certainly has no shell. */
export function hasNoShell(source: StageSource): boolean {
  if (source.kind === 'scratch') return true;
  if (source.kind !== 'image') return false;
  if (source.facts?.shell !== undefined) return source.facts.shell === null;
  const { familiarName: repository = '', tag = '' } = imageOf(source) ?? {};
  if (repository.startsWith(DISTROLESS)) return !tag.includes('debug');
  if (repository.startsWith('mcr.microsoft.com/dotnet/')) return tag.includes('chiseled');
  return repository === 'cgr.dev/chainguard/static' || repository === 'hello-world';
}

/** Languages that are compiled: what such an image is for is done when the build is done. */
const TOOLCHAINS: Readonly<Record<string, string>> = {
  golang: 'the Go compiler',
  rust: 'the Rust compiler',
  gcc: 'the C compiler',
  maven: 'Maven and a JDK',
  gradle: 'Gradle and a JDK',
  'mcr.microsoft.com/dotnet/sdk': 'the .NET SDK',
  haskell: 'the Haskell compiler',
};
const JDK_IMAGES = new Set([
  'eclipse-temurin',
  'amazoncorretto',
  'openjdk',
  'ibm-semeru-runtimes',
  'sapmachine',
]);

/** What compiler an image is there to bring; undefined where it is none, or nobody can be sure. */
export function toolchainOf(image: ImageReference | undefined): string | undefined {
  if (image === undefined) return undefined;
  const { familiarName: repository, tag = '' } = image;
  if (Object.hasOwn(TOOLCHAINS, repository)) return TOOLCHAINS[repository];
  return JDK_IMAGES.has(repository) && /(^|-)jdk(-|$)|(^|-)jdk\d/.test(tag) && !tag.includes('jre')
    ? 'a JDK'
    : undefined;
}

/**
 * Docker Official Images that hold nothing but a system and a language: no `/app`, `/src` or `/out`
 * of their own.
 */
const PLAIN_IMAGES = new Set(
  `alpine busybox debian ubuntu golang rust gcc node python ruby php maven gradle eclipse-temurin openjdk
   amazoncorretto nginx httpd buildpack-deps elixir swift mcr.microsoft.com/dotnet/sdk`.split(/\s+/),
);

/** Whether an image certainly has only the system's own directories at its top. */
export function isPlainImage(image: ImageReference | undefined): boolean {
  return image !== undefined && PLAIN_IMAGES.has(image.familiarName) && !image.tag?.includes('onbuild');
}

/** Official images whose name one may mean in a `--from` although a stage has a similar one. */
export const WELL_KNOWN_IMAGES: ReadonlySet<string> = new Set(
  [...PLAIN_IMAGES].concat(
    `composer caddy redis postgres mysql mariadb mongo memcached traefik haproxy docker bash curl git perl deno bun
     tomcat jetty wordpress drupal ghost registry consul vault kong julia erlang clojure haskell scratch`.split(
      /\s+/,
    ),
  ),
);
