/** The modelled tools of the system itself: files, accounts, packages, compilers of C. A plain list. */
import { adduser } from './adduser.ts';
import { apk } from './apk.ts';
import { aptGet, otherPackageManagers } from './apt-get.ts';
import { cat, tee } from './cat.ts';
import { checksum } from './checksum.ts';
import { chmod } from './chmod.ts';
import { chown } from './chown.ts';
import { cmake, ctest, ninja } from './cmake/index.ts';
import { compressors } from './compressors.ts';
import { cp } from './cp.ts';
import { dd } from './dd.ts';
import { curl, wget } from './download.ts';
import { dpkg } from './dpkg.ts';
import { env, wrappers } from './env.ts';
import { find } from './find.ts';
import { gcc, ldd, strip } from './gcc.ts';
import { getent, passwd } from './getent.ts';
import { git } from './git.ts';
import { id } from './id.ts';
import { install } from './install.ts';
import { interpreters, phpExtensions, rake } from './interpreters.ts';
import { ln } from './ln.ts';
import { ls } from './ls.ts';
import { make } from './make.ts';
import { mkdir, rmdir } from './mkdir.ts';
import { mktemp } from './mktemp.ts';
import { mv } from './mv.ts';
import { openssl, sshTools } from './openssl.ts';
import { tar } from './packing/tar.ts';
import { unzip, zip } from './packing/zip.ts';
import { realpath } from './realpath.ts';
import { rm } from './rm.ts';
import { alternatives, capabilities, copiers, firstProcess, locales } from './set-up.ts';
import { stat } from './stat.ts';
import { su, sudo } from './su.ts';
import { getconf, hostname, nproc, sleep, uname, withoutEffect } from './system-facts.ts';
import { awk } from './texts/awk/index.ts';
import { base64 } from './texts/base64.ts';
import { compareTools } from './texts/compare.ts';
import { cut, tac, uniq } from './texts/cut.ts';
import { du } from './texts/du.ts';
import { grep } from './texts/grep.ts';
import { headTail } from './texts/head-tail.ts';
import { od } from './texts/od.ts';
import { sed } from './texts/sed/index.ts';
import { sort } from './texts/sort.ts';
import { wc } from './texts/wc.ts';
import { basename, dirname, expr } from './texts/words.ts';
import { envsubst, patch, which, yes } from './texts.ts';
import { touch, truncate } from './touch.ts';
import type { Tool } from './types.ts';
import { updateCaCertificates } from './update-ca-certificates.ts';
import { shadowTools } from './useradd.ts';
import { xargs } from './xargs.ts';

export const systemTools: readonly Tool[] = [
  updateCaCertificates,
  adduser,
  apk,
  aptGet,
  cat,
  checksum,
  chmod,
  chown,
  cmake,
  compressors,
  cp,
  ctest,
  curl,
  dpkg,
  env,
  gcc,
  getconf,
  git,
  hostname,
  id,
  install,
  ldd,
  ln,
  ls,
  make,
  mkdir,
  mktemp,
  mv,
  ninja,
  nproc,
  otherPackageManagers,
  rm,
  rmdir,
  shadowTools,
  sleep,
  stat,
  strip,
  su,
  sudo,
  tar,
  tee,
  touch,
  truncate,
  uname,
  unzip,
  wget,
  withoutEffect,
  wrappers,
  xargs,
  alternatives,
  base64,
  capabilities,
  copiers,
  dd,
  envsubst,
  find,
  firstProcess,
  getent,
  interpreters,
  locales,
  openssl,
  passwd,
  patch,
  phpExtensions,
  rake,
  realpath,
  sshTools,
  which,
  yes,
  zip,
  ...compareTools,
  du,
  grep,
  headTail,
  od,
  sed,
  wc,
  awk,
  basename,
  cut,
  dirname,
  expr,
  sort,
  tac,
  uniq,
];
