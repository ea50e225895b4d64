/** Where the answers are allowed to differ, and why; the tests fail when they no longer do. */
export const DIFFERS: Readonly<Record<string, string>> = {
  'dash-eval-broken': "eval's text is read by the interpreter itself",
  'bash-eval-broken': "eval's text is read by the interpreter itself",
  'ash-eval-broken': "eval's text is read by the interpreter itself",
  'bash-break-outside': 'a break outside of a loop does nothing, and is not mentioned',
  'bash-path-lost': 'an empty PATH is the folder at hand for bash, which its words show',
  'ash-path-lost': "Debian's BusyBox runs its applets without PATH; Alpine's does not",
  'ash-command-v': "Debian's BusyBox names its applets without a path; Alpine's does not",
  'ash-xtrace-test': 'ash quotes other words in the lines of set -x',
  'ash-crlf-env': 'the BusyBox that answered has no /usr/bin/env; Alpine has',
};

/** Scripts of which the simulation says that it cannot tell, and why that is right. */
export const CANNOT_TELL: Readonly<Record<string, string>> = {
  'dash-not-found-absolute': 'not every folder of the image is listed',
  'bash-not-found-absolute': 'not every folder of the image is listed',
  'ash-not-found-absolute': 'not every folder of the image is listed',
  'dash-ansi-quotes': "the interpreter reads $'…' as bash does",
  'dash-alias': 'no alias is followed',
  'bash-alias': 'no alias is followed',
  'ash-alias': 'no alias is followed',
  'cmake-find-package-missing': 'in which places the files of a package may lie is not followed',
};
