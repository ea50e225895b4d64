/** Tools of which no real one runs here: outcomes as their documentation describes them. */
import { describe, expect, test } from 'vitest';
import { runOn } from './support/test-call.ts';

const run = (image: string, files: Record<string, string>, script: string, env = '') =>
  runOn({ image, cwd: '/app', files: { '/app/': '', ...files } }, `${env}${script}`);

const POM = `<project><parent><artifactId>parent</artifactId><version>9</version></parent>
<artifactId>shop</artifactId><version>1.2.0</version><build><plugins><plugin><artifactId>x</artifactId></plugin></plugins></build></project>`;

describe('maven', () => {
  test('package', async () => {
    const done = await run(
      'maven:3-eclipse-temurin-21',
      { '/app/pom.xml': POM },
      'mvn -B package -DskipTests',
    );
    const jar = done.at('/app/target/shop-1.2.0.jar');
    expect(jar?.type === 'file' && jar.program?.format).toBe('java-archive');
    expect(done.at('/root/.m2/repository')?.type).toBe('directory');
    expect(done.unknown).toEqual([]);
  });
  test('no pom.xml', async () => {
    const done = await run('maven:3-eclipse-temurin-21', {}, 'mvn package');
    expect(done.exitCode).toBe(1);
    expect(done.stdout).toContain('there is no POM in this directory (/app)');
  });
  test('a wrapper must be executable, and does the same', async () => {
    const files = { '/app/pom.xml': POM, '/app/mvnw': '#!/bin/sh\nexit 9\n' };
    const denied = await run('eclipse-temurin:21', files, './mvnw package');
    expect(denied.exitCode).toBe(126);
    const done = await run('eclipse-temurin:21', files, 'chmod +x mvnw && ./mvnw package');
    expect(done.exitCode).toBe(0);
    expect(done.at('/app/target/shop-1.2.0.jar')?.type).toBe('file');
  });
});

test('gradle names its jar by settings and version', async () => {
  const files = {
    '/app/settings.gradle.kts': 'rootProject.name = "shop"\n',
    '/app/build.gradle.kts': 'version = "2.0"\n',
  };
  const done = await run('gradle:8-jdk21', files, 'gradle build --no-daemon');
  expect(done.at('/app/build/libs/shop-2.0.jar')?.type).toBe('file');
  const nothing = await run('gradle:8-jdk21', {}, 'gradle build');
  expect(nothing.stderr).toContain("Directory '/app' does not contain a Gradle build.");
});

describe('cargo', () => {
  const files = {
    '/app/Cargo.toml': '[package]\nname = "tool"\nversion = "0.1.0"\n',
    '/app/src/main.rs': 'fn main() {}\n',
  };
  const env =
    'export RUST_VERSION=1.98.0 RUSTUP_HOME=/usr/local/rustup CARGO_HOME=/usr/local/cargo PATH=/usr/local/cargo/bin:$PATH; ';
  const linking = (entry: { type: string; program?: { linking?: string; libc?: string } } | undefined) =>
    entry?.program;
  test('glibc on Debian, static with musl', async () => {
    const done = await run(
      'rust:1',
      files,
      'cargo build --release && rustup target add x86_64-unknown-linux-musl && cargo build --release --target x86_64-unknown-linux-musl',
      env,
    );
    expect(done.exitCode).toBe(0);
    expect(linking(done.at('/app/target/release/tool') as never)).toMatchObject({
      linking: 'dynamic',
      libc: 'glibc',
    });
    expect(linking(done.at('/app/target/x86_64-unknown-linux-musl/release/tool') as never)).toMatchObject({
      linking: 'static',
    });
  });
  test('failures', async () => {
    const none = await run('rust:1', {}, 'cargo build', env);
    expect([none.exitCode, none.stderr.trim()]).toEqual([
      101,
      'error: could not find `Cargo.toml` in `/app` or any parent directory',
    ]);
    const target = await run('rust:1', files, 'cargo build --target x86_64-unknown-linux-musl', env);
    expect(target.exitCode).toBe(101);
    expect(target.stderr).toContain('the `x86_64-unknown-linux-musl` target may not be installed');
  });
});

test('dotnet publish', async () => {
  const done = await run(
    'mcr.microsoft.com/dotnet/sdk:9.0',
    {
      '/app/Shop.csproj':
        '<Project><PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>',
    },
    'dotnet publish -c Release -o /out',
  );
  expect(done.at('/out/Shop.dll')?.type).toBe('file');
  const none = await run('mcr.microsoft.com/dotnet/sdk:9.0', {}, 'dotnet publish');
  expect(none.stdout).toContain('MSB1003');
});

test('composer, without development packages', async () => {
  const lock = JSON.stringify({
    packages: [{ name: 'a/b', version: '1' }],
    'packages-dev': [{ name: 'c/d', version: '1' }],
  });
  const done = await run(
    'composer:2',
    { '/app/composer.json': '{}', '/app/composer.lock': lock },
    'composer install --no-dev',
  );
  expect(done.at('/app/vendor/a/b')?.type).toBe('directory');
  expect(done.at('/app/vendor/c/d')).toBeUndefined();
});

test('bundle without a Gemfile', async () => {
  const done = await run('ruby:3.4', {}, 'bundle install');
  expect([done.exitCode, done.stderr]).toEqual([10, 'Could not locate Gemfile\n']);
});

test('pnpm with a frozen lock file that is not there', async () => {
  const done = await run(
    'node:24-slim',
    { '/app/package.json': '{}' },
    'corepack enable && pnpm install --frozen-lockfile',
  );
  expect(done.exitCode).toBe(1);
  expect(done.stdout).toContain('ERR_PNPM_NO_LOCKFILE');
});
