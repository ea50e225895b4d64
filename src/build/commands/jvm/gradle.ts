/**
 * gradle (https://docs.gradle.org/current/userguide/java_plugin.html): needs a build; jar, build and bootJar write
 * build/libs/NAME-VERSION.jar; everything fills ~/.gradle. A wrapper (gradlew) does the same.
 */
import { writeRest } from '../support/rest.ts';
import { defineTool, failed, type ToolResult } from '../types.ts';
import { sources } from './maven.ts';

const WHY = 'Java sources are not compiled here; sizes are a rule of thumb';
const JAR_TASKS: ReadonlySet<string> = new Set([
  'build',
  'assemble',
  'jar',
  'bootJar',
  'shadowJar',
  'installDist',
  'distZip',
  'distTar',
  'war',
  'bootWar',
]);
const QUIET_TASKS: ReadonlySet<string> = new Set([
  'dependencies',
  'clean',
  'test',
  'check',
  'classes',
  'compileJava',
  'compileKotlin',
  'help',
  'tasks',
  'downloadDependencies',
  'resolveDependencies',
]);

export const gradle = defineTool({
  names: ['gradle', 'gradlew'],
  origin: 'toolchain',
  run(call): ToolResult {
    const tasks: string[] = [];
    let folder = call.cwd;
    for (let at = 0; at < call.args.length; at += 1) {
      const arg = call.args[at] as string;
      if (arg === '-x' || arg === '--exclude-task') at += 1;
      else if (arg === '-p' || arg === '--project-dir') folder = call.files.resolve(call.args[++at] ?? '.');
      else if (arg === '-v' || arg === '--version') {
        call.unknown('the version of Gradle in this image is not known');
        return {};
      } else if (!arg.startsWith('-')) tasks.push(arg.replace(/^:/, ''));
    }
    const file = ['build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'].find((name) =>
      call.files.exists(`${folder}/${name}`),
    );
    if (file === undefined) {
      return failed(
        `\nFAILURE: Build failed with an exception.\n\n* What went wrong:\nDirectory '${folder}' does not contain a Gradle build.\n\nA Gradle build's root directory should contain one of the possible settings files: settings.gradle, settings.gradle.kts, settings.gradle.dcl.It may also contain one of the possible build files: build.gradle, build.gradle.kts, build.gradle.dcl.`,
      );
    }
    const read = (name: string) => {
      const path = [`${folder}/${name}`, `${folder}/${name}.kts`].find((one) => call.files.isFile(one));
      return path === undefined ? '' : (call.files.read(path) ?? '');
    };
    const build = read('build.gradle');
    const settings = read('settings.gradle');
    const home = call.env.get('GRADLE_USER_HOME') ?? `${call.env.get('HOME') || '/root'}/.gradle`;
    if (!call.files.exists(`${home}/…`)) writeRest(call, home, 250_000_000, "Gradle's own folder", WHY);
    call.estimated(WHY);
    call.takes(30_000);
    for (const task of tasks) {
      if (!JAR_TASKS.has(task) && !QUIET_TASKS.has(task))
        call.unknown(`the Gradle task ${task} is not modelled`);
    }
    if (tasks.includes('clean')) call.files.remove(`${folder}/build`);
    if (!tasks.some((task) => JAR_TASKS.has(task))) return {};
    if (/\binclude\b/.test(settings)) {
      call.unknown('Gradle builds of several projects are not modelled');
      call.files.markUnlisted(`${folder}/build`, 'what the projects write is not followed');
      return {};
    }
    const name =
      /rootProject\.name\s*=\s*["']([^"']+)["']/.exec(settings)?.[1] ??
      folder.slice(folder.lastIndexOf('/') + 1);
    const version = /^\s*version\s*=?\s*["']([^"']+)["']/m.exec(build)?.[1];
    const stem = `${name}${version === undefined ? '' : `-${version}`}`;
    const boot = /org\.springframework\.boot/.test(build);
    call.files.makeDirectories(`${folder}/build/libs`);
    call.files.markUnlisted(`${folder}/build`, 'tasks of Gradle leave folders of their own');
    const jar = (file_: string, bytes: number) =>
      call.files.writeOpaque(`${folder}/build/libs/${file_}`, {
        size: { bytes, certainty: 'estimated', why: WHY },
        fingerprint: `gradle ${file_} ${build} ${sources(call, `${folder}/src`)}`,
        program: { format: 'java-archive', language: 'java' },
      });
    if (/archiveFileName|archiveBaseName|archiveClassifier/.test(build)) {
      call.files.markUnlisted(`${folder}/build/libs`, 'the build file names its jars itself');
    }
    jar(`${stem}.jar`, boot ? 22_000_000 : 60_000);
    if (boot && (tasks.includes('build') || tasks.includes('assemble'))) jar(`${stem}-plain.jar`, 60_000);
    if (tasks.includes('shadowJar')) jar(`${stem}-all.jar`, 8_000_000);
    if (tasks.includes('installDist')) {
      call.files.markUnlisted(
        `${folder}/build/install/${name}`,
        'the files of the distribution are not listed',
      );
    }
    return { stdout: '\nBUILD SUCCESSFUL\n' };
  },
});
