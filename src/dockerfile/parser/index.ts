/** Text to statements: what the rest of the front end, and the tests, use of this folder. */
export { detectSyntax, type Syntax } from './directives.ts';
export { dump, flagText } from './dump.ts';
export { chomp, heredocStart, isHeredocWord } from './heredoc.ts';
export { parseDockerfile } from './parse.ts';
export { isKeyword } from './statement.ts';
