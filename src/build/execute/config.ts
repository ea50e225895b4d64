/** The config that a stage starts from. */
import type { ImageConfig, ImageFacts } from '../../dockerfile/stages/types.ts';

/** What BuildKit sets where nothing else does. */
export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** `FROM scratch`: nothing but a PATH and a working directory. */
export function emptyConfig(): ImageConfig {
  return {
    env: new Map([['PATH', DEFAULT_PATH]]),
    entrypoint: null,
    cmd: null,
    user: '',
    workingDir: '/',
    exposedPorts: [],
    volumes: [],
    labels: new Map(),
    healthcheck: null,
    stopSignal: null,
    shell: null,
    onbuild: [],
  };
}

/** The config of a base image as far as it is known; its ONBUILD triggers are used up and gone. */
export function baseConfig(facts: ImageFacts | undefined): ImageConfig {
  const empty = emptyConfig();
  if (!facts) return empty;
  return {
    ...empty,
    env: facts.env ? new Map(Object.entries({ PATH: DEFAULT_PATH, ...facts.env })) : empty.env,
    entrypoint: facts.entrypoint ?? null,
    cmd: facts.cmd ?? null,
    user: facts.user ?? '',
    workingDir: facts.workdir ?? '/',
    exposedPorts: facts.exposedPorts ?? [],
  };
}
