import type { Case } from '../case.ts';

/** Which error it is, and which of two comes first. */
const files: Case['files'] = {
  a: 'a\n',
  'd/f': 'f\n',
  dangling: { link: 'nowhere' },
  ld: { link: 'd' },
};
const one = (name: string, ...lines: string[]): Case => ({
  name,
  files,
  dockerfile: `FROM scratch AS b\n${lines.join('\n')}\n`,
});

export const errorCases: readonly Case[] = [
  one('error-glob-in-missing-directory', 'COPY nope/* /x/'),
  one('error-glob-in-missing-directory-deep', 'COPY nope/n/* /x/'),
  one('error-glob-in-file', 'COPY a/* /x/'),
  one('error-glob-below-file', 'COPY a/b/* /x/'),
  one('error-glob-through-link', 'COPY ld/* /x/'),
  one('error-glob-through-dangling-link', 'COPY dangling/* /x/'),
  one('error-from-glob-in-missing-directory', 'COPY a /a', 'FROM scratch', 'COPY --from=b /nope/* /x/'),
  one('error-from-glob-in-file', 'COPY a /a', 'FROM scratch', 'COPY --from=b /a/* /x/'),
  one('error-from-glob-below-file', 'COPY a /a', 'FROM scratch', 'COPY --from=b /a/b/* /x/'),
  one('error-from-below-file', 'COPY a /a', 'FROM scratch', 'COPY --from=b /a/b /x/'),
  one('error-from-two-below-file', 'COPY a /a', 'FROM scratch', 'COPY --from=b /a/b/c /x/'),
  one('error-add-glob-in-missing-directory', 'ADD nope/* /x/'),
  one('error-exclude-missing', 'COPY --exclude=x nope /x/'),
  one('error-exclude-below-file', 'COPY --exclude=x a/b /x/'),
  one('error-exclude-dangling', 'COPY --exclude=x dangling /x/'),
  one('error-exclude-from-missing', 'COPY a /a', 'FROM scratch', 'COPY --from=b --exclude=x /nope /x/'),
  one('error-exclude-glob-in-missing-directory', 'COPY --exclude=x nope/* /x/'),
  one('error-destination-below-file', 'COPY a /x', 'COPY a /x/y/z'),
  one('error-destination-directory-below-file', 'COPY a /x', 'COPY d /x/y/'),
  one('error-destination-two-below-file', 'COPY a /x', 'COPY a /x/y/z/w/'),
  one('error-directory-to-below-file', 'COPY a /x', 'COPY d /x/y'),
  one('error-workdir-below-file', 'COPY a /x', 'WORKDIR /x/y'),
  one('error-workdir-two-below-file', 'COPY a /x', 'WORKDIR /x/y/z'),
  one('error-missing-before-broken-step', 'COPY a /x', 'COPY a /x/y', 'COPY nope /z'),
  one(
    'error-missing-in-other-stage-first',
    'COPY a /x',
    'COPY a /x/y',
    'FROM scratch',
    'COPY --from=b /x /x',
    'COPY nope /y',
  ),
  one(
    'error-from-missing-after-broken-step',
    'COPY a /x',
    'COPY a /x/y',
    'FROM scratch',
    'COPY --from=b /nope /x',
  ),
  one('error-bad-chmod-before-missing', 'COPY nope /x', 'COPY --chmod=999 a /y'),
  one('error-missing-in-unreachable-stage', 'COPY nope /x', 'FROM scratch', 'COPY a /a'),
  one('error-chown-name-before-missing', 'COPY --chown=bob a /x', 'COPY nope /y'),
  one('error-bad-exclude-before-missing', 'COPY --exclude=[ a /x', 'COPY nope /y'),
  one('error-ignored-dangling', 'COPY dangling a /x/'),
];
