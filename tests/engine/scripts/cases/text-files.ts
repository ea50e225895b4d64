/** Texts that the calls of sed, awk, grep and the like read, and a case for each of the two systems. */
import type { ScriptCase } from '../case.ts';

const FILES: Readonly<Record<string, string>> = {
  conf: '# main\nport 8080\n\nserver {\n  listen 80;\n  root /srv;\n}\n  # end\n',
  ini: '[one]\nkey=1\nother=x\n[two]\nkey=2\n#key=3\n[three]\nkey=4\n',
  marks: 'a\nb\na\nc\na\nd\n',
  one: 'a 1\nb 2\nc 3\n',
  two: 'a x\nc z\nd w\n',
  tmpl: 'version=__VERSION__\nagain=__VERSION__\n',
  'pom.xml': '<project>\n  <dep version="1.2"/>\n</project>\n',
  csv: 'name,age,city\nAnn,30,Oslo\nBob,25,Rome\nCy,,Bern\n',
  passwd:
    'root:x:0:0:root:/root:/bin/sh\ndaemon:x:1:1::/:/bin/false\napp:x:1000:1000:App:/home/app:/bin/sh\n',
  log: '10 GET /a 200 1.5\n11 POST /b 500 0.25\n12 GET /c 200 3\n13 GET /a 404 0.1\n',
  nums: '10\n9\n2.5\n-1\n100\n9\n',
  versions: 'v1.10.0\nv1.2.0\nv1.9.3\nv2.0.0-rc1\n',
  sizes: '1K a\n2M b\n512 c\n1G d\n',
  '.env': '# settings\nA=1\nB="two words"\n\nC=three=3\n',
  'src/main.c': '#include <stdio.h>\nint main(void) { return 0; } // TODO one\n',
  'src/util.c': 'int add(int a, int b) { return a + b; }\n// todo two\n',
  'src/notes.md': 'TODO three\n',
  'node_modules/x/index.js': '// TODO four\n',
};

/** One case for Debian and one for BusyBox of each script; a name in `debianOnly` is not asked of BusyBox. */
export function textCases(
  tool: string,
  scripts: Readonly<Record<string, string>>,
  debianOnly: readonly string[] = [],
): ScriptCase[] {
  return Object.entries(scripts).flatMap(([name, script]) =>
    (['debian', 'busybox'] as const)
      .filter((system) => system === 'debian' || !debianOnly.includes(name))
      .map((system) => ({
        name: `text-${system === 'debian' ? 'gnu' : 'busybox'}-${tool}-${name}`,
        system,
        script,
        files: FILES,
      })),
  );
}
