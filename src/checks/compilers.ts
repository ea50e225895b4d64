import { type NamedCommand, operands } from './run-script.ts';

/** Whether a command turns sources into a program that runs without them. */
export function compiles(command: NamedCommand): boolean {
  const verbs = operands(command).map(({ text }) => text);
  switch (command.name) {
    case 'go':
      return verbs[0] === 'build' && verbs.length > 0;
    case 'cargo':
      return verbs[0] === 'build';
    case 'javac':
    case 'gcc':
    case 'g++':
    case 'ghc':
      return true;
    case 'mvn':
    case 'mvnw':
      return verbs.includes('package') || verbs.includes('install') || verbs.includes('verify');
    case 'gradle':
    case 'gradlew':
      return verbs.some((verb) => /^(build|assemble|bootJar|shadowJar|installDist|jar)$/.test(verb));
    case 'dotnet':
      return verbs[0] === 'publish' || verbs[0] === 'build';
    default:
      return false;
  }
}
