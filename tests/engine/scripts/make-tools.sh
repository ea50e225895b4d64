#!/bin/sh
# Makes e-tools in the engine of DOCKER_HOST: a Debian with the real tools that the scripts call, and bash as Debian 13
# has it. TREE is a new folder; it needs root, debootstrap and a mirror of Debian.
set -eu
: "${TREE:?a new folder}"
debootstrap --variant=minbase forky "$TREE"
chroot "$TREE" apt-get install -y --no-install-recommends golang-go gcc g++ make python3 nodejs npm cmake ninja-build openssl \
  php-cli composer ruby bundler rake ruby-dev maven openjdk-21-jdk-headless cargo gosu tini gettext-base rsync openssh-client patch cpio git \
  locales libcap2-bin xz-utils bzip2 zip unzip
tar -C "$TREE" --exclude='./proc/*' --exclude='./dev/*' --exclude=./var/cache/apt --exclude=./var/lib/apt/lists --exclude='./tmp/*' -c . |
  docker import -c 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' - e-tools:latest
# pnpm 10 and Yarn 1 from npm's registry.
work=$(mktemp -d)
npm install -g --prefix "$work/npm" pnpm@10 yarn@1
printf 'FROM e-tools\nCOPY npm /usr/local\n' | docker build -q -t e-tools -f - "$work"
rm -rf "$work"
# Debian 13's bash: apt-get download bash/trixie, with trixie among the sources.
if [ -n "${BASH_DEB:-}" ]; then
  work=$(mktemp -d)
  cp "$BASH_DEB" "$work/bash.deb"
  printf 'FROM e-tools\nCOPY bash.deb /bash.deb\nRUN dpkg -i /bash.deb && rm /bash.deb\n' | docker build -q -t e-tools -f - "$work"
  rm -rf "$work"
fi
