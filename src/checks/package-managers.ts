import type { Analysis, Range } from '../dockerfile/index.ts';
import { baseName, resolvePath } from './paths.ts';
import { hasOption, hasVariable, mentions, type NamedCommand, operands, scriptOf } from './run-script.ts';
import { isOf, type PlacedStep } from './walk.ts';

/** What the installs of language package managers look like, as far as their command line tells. */

/** The package managers that are known here, and what starts them. */
const INSTALLERS = /^(npm|yarn|pnpm|bun|go|composer|bundle|pip\d?(\.\d+)?|python\d?(\.\d+)?)$/;
/** The same as a part of a script's text. */
export const MAY_INSTALL = /npm|yarn|bun|go|composer|pip/;

/**
 * How to call the command when it installs all dependencies that a project lists; undefined for
 * anything else, such as an install of named packages or of the project itself.
 */
export function dependencyInstall(command: NamedCommand): string | undefined {
  const { name } = command;
  if (!INSTALLERS.test(name)) return undefined;
  const words = operands(command).map(({ text }) => text);
  const [verb, ...more] = words;
  if (hasOption(command, '-g', '--global', '--help', '--version')) return undefined;
  switch (name) {
    case 'npm':
      return verb === 'ci' || ((verb === 'install' || verb === 'i') && more.length === 0)
        ? `npm ${verb}`
        : undefined;
    case 'yarn':
      return words.length === 0 &&
        command.args.every(({ text }) => /^--(frozen-lockfile|immutable|production)/.test(text))
        ? 'yarn'
        : verb === 'install' && more.length === 0
          ? 'yarn install'
          : undefined;
    case 'pnpm':
    case 'bun':
      return (verb === 'install' || verb === 'i') && more.length === 0 ? `${name} ${verb}` : undefined;
    case 'go':
      return verb === 'mod' && more[0] === 'download' ? 'go mod download' : undefined;
    case 'composer':
      return verb === 'install' ? 'composer install' : undefined;
    case 'bundle':
      return verb === 'install' ? 'bundle install' : undefined;
    default:
      return installsRequirements(command) ? 'pip install' : undefined;
  }
}

function installsRequirements({ name, args }: NamedCommand): boolean {
  const words = args.map(({ text }) => text);
  const rest =
    /^python\d?(\.\d+)?$/.test(name) && words[0] === '-m' && words[1] === 'pip' ? words.slice(2) : words;
  if (!/^pip\d?(\.\d+)?$/.test(name) && rest === words) return false;
  // `pip install -r x .` installs the project itself and needs its sources.
  if (!rest.includes('install') || rest.includes('.') || rest.includes('-e')) return false;
  return rest.some((word) => word === '-r' || word.startsWith('--requirement'));
}

/** An install that brings development packages. */
export interface DevInstall {
  readonly range: () => Range;
  readonly label: string;
  /** Where the packages land; undefined where that cannot be told. */
  readonly directory: string | undefined;
}

/** The options with which each manager leaves development packages out. */
const PRODUCTION: Readonly<Record<string, readonly string[]>> = {
  npm: ['--omit', '--only', '--production', '--prod'],
  yarn: ['--production', '--prod'],
  pnpm: ['--prod', '-P', '--production', '--filter'],
  composer: ['--no-dev'],
};

const DEVELOPMENT = /np[mx]|yarn|composer|rm|prune|focus|--production/;

/**
 * Whether a step installs development packages: the install, or `removed` where a step takes them
 * away again (`npm prune`, `rm -rf node_modules`) or may do so.
 */
export function devInstall(analysis: Analysis, placed: PlacedStep): DevInstall | 'removed' | undefined {
  if (!isOf(placed, 'RUN')) return undefined;
  const { stage, step } = placed;
  const { instruction, expanded } = step;
  // Only these install for development, and only these or an `rm` take it back.
  if (!mentions(instruction.command, DEVELOPMENT)) return undefined;
  const script = scriptOf(analysis, stage, instruction.command);
  if (script === undefined) return undefined;
  let cwd = placed.cwd;
  let found: DevInstall | 'removed' | undefined;
  for (const command of script.programs) {
    if (command.name === 'cd') cwd = resolvePath(cwd, command.args[0]?.text ?? '/root');
    if (removes(command)) found = 'removed';
    const options = found === undefined ? PRODUCTION[command.name] : undefined;
    const label = options && dependencyInstall(command);
    if (options === undefined || label === undefined) continue;
    const production =
      hasOption(command, ...options) ||
      hasVariable(command) ||
      command.args.some(({ text }) => text === '--prefix' || text === '--cwd') ||
      step.env.get('NODE_ENV') === 'production' ||
      step.args.get('NODE_ENV') !== undefined ||
      command.command.assignments.some(({ text }) => text.startsWith('NODE_ENV='));
    const own = expanded.mounts.length === 0 || expanded.mounts.every(({ type }) => type !== 'tmpfs');
    if (production || !own || step.env.has('NPM_CONFIG_PRODUCTION') || step.env.has('NPM_CONFIG_OMIT'))
      continue;
    const folder = command.name === 'composer' ? 'vendor' : 'node_modules';
    found = { range: () => script.rangeOf(command), label, directory: resolvePath(cwd, folder) };
  }
  return found;
}

function removes(command: NamedCommand): boolean {
  if (command.args.length === 0) return false;
  const words = operands(command).map(({ text }) => text);
  if (command.name === 'rm')
    return words.some((word) => ['node_modules', 'vendor'].includes(baseName(word)) || word.includes('$'));
  if (['npm', 'pnpm'].includes(command.name)) return words[0] === 'prune' || words[0] === 'deploy';
  if (command.name === 'npx' || command.name === 'node-prune') return /prune/.test(words.join(' '));
  // An install for production takes out what an earlier one put in.
  if (hasOption(command, ...(PRODUCTION[command.name] ?? ['--production']))) return true;
  return words[0] === 'workspaces' && words[1] === 'focus';
}
