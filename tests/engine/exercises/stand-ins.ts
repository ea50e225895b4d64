/**
 * What stands in for the base images: the engine has no registry. Each is an image of the engine with the real
 * tools of a Debian (go, node, python, nginx), BusyBox or next to nothing; `make-stand-ins.sh` makes them.
 */

/** The image of the engine for each base image that the exercises name. */
export const STAND_INS: Readonly<Record<string, string>> = {
  'golang:1.27': 'e-golang',
  'golang:1.27-alpine': 'n-golang-alpine',
  'node:24': 'e-node',
  'node:24-alpine': 'e-node',
  'node:24-slim': 'e-node',
  'python:3.14': 'e-python',
  'python:3.14-slim': 'e-python',
  // With setuptools among the wheels that pip finds.
  'python:3.14-slim-trixie': 'l-python',
  'nginx:alpine': 'n-nginx',
  'nginx:1-alpine': 'n-nginx',
  'alpine:3.24': 'n-alpine',
  'debian:trixie-slim': 'e-tree',
  'gcr.io/distroless/static-debian13:latest': 'n-distroless',
  'gcr.io/distroless/static-debian13:nonroot': 'e-distroless',
  'gcr.io/distroless/static-debian13:debug': 'n-distroless',
};

/** Has python3, and looks at the finished images. */
export const LOOKER = 'e-python';

/** The stand-in of an image reference as Dockerfiles write it; undefined where there is none. */
export function standInOf(reference: string): string | undefined {
  const short = reference.replace(/^docker\.io\/(?:library\/)?/, '');
  return STAND_INS[short] ?? STAND_INS[`${short}:latest`];
}
