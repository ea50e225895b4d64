/**
 * mvn (https://maven.apache.org/guides/introduction/introduction-to-the-lifecycle.html): needs pom.xml; package
 * writes target/FINALNAME.jar; everything fills ~/.m2/repository. A wrapper (mvnw) does the same.
 */
import { writeRest } from '../support/rest.ts';
import { defineTool, failed, type ToolCall, type ToolResult } from '../types.ts';

const WHY = 'Java sources are not compiled here; sizes are a rule of thumb';
const PHASES =
  'validate initialize generate-sources process-sources generate-resources process-resources compile process-classes test-compile test prepare-package package integration-test verify install deploy'.split(
    ' ',
  );

export const maven = defineTool({
  names: ['mvn', 'mvnw'],
  origin: 'toolchain',
  run(call) {
    const goals: string[] = [];
    let pom = 'pom.xml';
    for (let at = 0; at < call.args.length; at += 1) {
      const arg = call.args[at] as string;
      if (arg === '-f' || arg === '--file') pom = call.args[++at] ?? pom;
      else if (['-pl', '-P', '-s', '--settings', '-T', '-rf', '-l', '-t', '-gs'].includes(arg)) at += 1;
      else if (arg === '-v' || arg === '--version') {
        call.unknown('the version of Maven in this image is not known');
        return {};
      } else if (!arg.startsWith('-')) goals.push(arg);
    }
    return run(call, pom, goals);
  },
});

function run(call: ToolCall, pom: string, goals: readonly string[]): ToolResult {
  if (call.files.isDirectory(pom)) pom = `${pom}/pom.xml`;
  if (pom !== 'pom.xml' && call.files.stat(pom).kind === 'absent')
    return failed(`POM file ${pom} specified with the -f/--file command line argument does not exist`);
  if (!call.files.isFile(pom)) {
    if (call.files.stat(pom).kind === 'unknown') {
      call.unknown('whether there is a pom.xml cannot be told');
      return {};
    }
    return {
      exitCode: 1,
      stdout: `[ERROR] The goal you specified requires a project to execute but there is no POM in this directory (${call.cwd}). Please verify you invoked Maven from the correct directory. -> [Help 1]\n`,
    };
  }
  if (goals.length === 0) {
    return {
      exitCode: 1,
      stdout: `[ERROR] No goals have been specified for this build. ${VALID} -> [Help 1]\n`,
    };
  }
  const text = call.files.read(pom);
  if (text === undefined) call.unknown(`what ${pom} says is not known`);
  const xml = without(text ?? '', '<!--', '-->');
  if (text !== undefined) {
    const wrong = unreadable(text, xml, call.files.resolve(pom));
    if (wrong !== undefined) return { exitCode: 1, stdout: wrong };
  }
  const phase = goals.find((goal) => !goal.includes(':') && !LIFECYCLE.has(goal));
  if (phase !== undefined)
    return { exitCode: 1, stdout: `[ERROR] Unknown lifecycle phase "${phase}". ${VALID} -> [Help 1]\n` };
  const root = call.files.resolve(pom).replace(/\/[^/]*$/, '') || '/';
  const repository = `${call.env.get('HOME') || '/root'}/.m2/repository`;
  if (!call.files.exists(`${repository}/…`))
    writeRest(call, repository, 90_000_000, 'the local repository of Maven', WHY);
  call.estimated(WHY);
  call.takes(20_000);
  if (goals.includes('clean')) call.files.remove(`${root}/target`);
  if (/<modules>/.test(xml)) {
    call.unknown('Maven projects of several modules are not modelled');
    return {};
  }
  const last = Math.max(...goals.map((goal) => PHASES.indexOf(goal)));
  for (const goal of goals) {
    if (goal.includes(':') && !goal.startsWith('dependency:') && !goal.startsWith('wrapper:'))
      call.unknown(`${goal} is not modelled`);
  }
  if (last < PHASES.indexOf('compile')) return {};
  writeRest(call, `${root}/target/classes`, 100_000, 'compiled classes', WHY);
  if (last < PHASES.indexOf('package')) return {};
  const own = ['parent', 'dependencies', 'build', 'profiles', 'dependencyManagement'].reduce(
    (rest, name) => without(rest, `<${name}>`, `</${name}>`),
    xml,
  );
  const tag = (source: string, name: string) =>
    new RegExp(`<${name}>\\s*([^<]{1,200}?)\\s*</${name}>`).exec(source)?.[1];
  const artifact = tag(own, 'artifactId') ?? 'app';
  const version = tag(own, 'version') ?? tag(xml, 'version') ?? '1.0';
  const packaging = tag(own, 'packaging') ?? 'jar';
  const build = between(xml, '<build>', '</build>');
  const final = (tag(without(build, '<plugins>', '</plugins>'), 'finalName') ?? `${artifact}-${version}`)
    .replaceAll('${project.artifactId}', artifact)
    .replaceAll('${project.version}', version);
  if (final.includes('${')) {
    call.unknown(`what the jar is called cannot be told: ${final}`);
    call.files.markUnlisted(`${root}/target`, 'what the jar is called cannot be told');
    return {};
  }
  if (packaging === 'pom') return {};
  const boot = /spring-boot-maven-plugin/.test(build);
  const jar = (name: string, bytes: number) =>
    call.files.writeOpaque(`${root}/target/${name}`, {
      size: { bytes, certainty: 'estimated', why: WHY },
      fingerprint: `mvn ${name} ${xml} ${sources(call, `${root}/src`)}`,
      program: { format: 'java-archive', language: 'java' },
    });
  jar(`${final}.${packaging}`, boot ? 22_000_000 : 60_000);
  if (boot) jar(`${final}.${packaging}.original`, 60_000);
  if (/maven-shade-plugin/.test(build)) jar(`original-${final}.${packaging}`, 60_000);
  call.files.markUnlisted(`${root}/target`, 'plugins of Maven leave folders of their own');
  return { stdout: goals.length > 0 ? '[INFO] BUILD SUCCESS\n' : '' };
}

/** All phases that Maven 3.9 names, in its order. */
const ALL_PHASES =
  'pre-clean clean post-clean validate initialize generate-sources process-sources generate-resources process-resources compile process-classes generate-test-sources process-test-sources generate-test-resources process-test-resources test-compile process-test-classes test prepare-package package pre-integration-test integration-test post-integration-test verify install deploy pre-site site post-site site-deploy'.split(
    ' ',
  );
const LIFECYCLE: ReadonlySet<string> = new Set(ALL_PHASES);
const VALID = `You must specify a valid lifecycle phase or a goal in the format <plugin-prefix>:<goal> or <plugin-group-id>:<plugin-artifact-id>[:<plugin-version>]:<goal>. Available lifecycle phases are: ${ALL_PHASES.join(', ')}.`;

/** What Maven says of a pom.xml that it cannot read; undefined where nothing is certainly wrong. */
function unreadable(text: string, xml: string, path: string): string | undefined {
  const head = '[ERROR] The build could not read 1 project -> [Help 1]\n[ERROR]   \n';
  if (!xml.includes('</project>') && !/<project[^>]*\/>/.test(xml))
    return `${head}[ERROR]   The project  (${path}) has 1 error\n[ERROR]     Non-readable POM ${path}\n`;
  if (text.includes('<parent>')) return undefined;
  const own = ['dependencies', 'build', 'profiles', 'dependencyManagement'].reduce(
    (rest, name) => without(rest, `<${name}>`, `</${name}>`),
    xml,
  );
  const missing = ['groupId', 'artifactId', 'version'].find((name) => !own.includes(`<${name}>`));
  if (missing === undefined) return undefined;
  return `${head}[ERROR]   The project (${path}) has 1 error\n[ERROR]     '${missing}' is missing.\n`;
}

/** A text without its blocks, in one pass. */
function without(text: string, open: string, close: string): string {
  let rest = '';
  let at = 0;
  for (let from = text.indexOf(open); from >= 0; from = text.indexOf(open, at)) {
    const end = text.indexOf(close, from);
    if (end < 0) break;
    rest += text.slice(at, from);
    at = end + close.length;
  }
  return rest + text.slice(at);
}

function between(text: string, open: string, close: string): string {
  const from = text.indexOf(open);
  const end = text.lastIndexOf(close);
  return from < 0 || end < from ? '' : text.slice(from + open.length, end);
}

/** Text of all sources, so that a change gives another jar. */
export function sources(call: ToolCall, folder: string): string {
  if (!call.files.isDirectory(folder)) return '';
  const parts: string[] = [];
  for (const { path, entry } of call.files.walk(folder)) {
    if (entry.type === 'file') parts.push(path, call.files.read(path) ?? entry.fingerprint ?? '');
  }
  return parts.join('\0');
}
