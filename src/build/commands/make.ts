/**
 * make with simple Makefiles: variables, targets, prerequisites, recipes, automatic variables. What goes
 * beyond that (functions, conditionals, includes, pattern rules) is not followed. Words of GNU make 4.4.
 */
import { makeByCMake } from './cmake/index.ts';
import { parse } from './make/makefile.ts';
import { Run } from './make/run.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed, type ToolResult } from './types.ts';

export const make = defineTool({
  names: ['make', 'gmake'],
  origin: 'toolchain',
  async run(call): Promise<ToolResult> {
    // `-j` may stand alone or with a number.
    const words = call.args.flatMap((word, at) =>
      /^\d+$/.test(word) && call.args[at - 1] === '-j' ? [] : [word.startsWith('-j') ? '-j' : word],
    );
    const options = readOptions(words, {
      short: 'jC:f:sknBiwe',
      long: {
        directory: 'C',
        file: 'f',
        makefile: 'f',
        silent: 's',
        quiet: 's',
        jobs: 'j',
        'keep-going': 'k',
        'no-print-directory': 'n2',
        'always-make': 'B',
      },
    });
    const cwd = call.files.resolve(options.values.get('C') ?? '.');
    if (!call.files.isDirectory(cwd))
      return failed(`make: *** ${options.values.get('C')}: No such file or directory.  Stop.`, 2);
    const wished = options.values.get('f');
    const name =
      wished ?? ['GNUmakefile', 'makefile', 'Makefile'].find((one) => call.files.exists(`${cwd}/${one}`));
    const goals = options.operands.filter((word) => !/^\w+[:?+]?=/.test(word));
    const given = new Map(
      options.operands
        .filter((word) => /^\w+[:?+]?=/.test(word))
        .map(
          (word) =>
            [
              word.slice(0, word.indexOf('=')).replace(/[:?+]$/, ''),
              word.slice(word.indexOf('=') + 1),
            ] as const,
        ),
    );
    if (
      name === undefined ||
      (wished !== undefined && !call.files.exists(wished.startsWith('/') ? wished : `${cwd}/${wished}`))
    ) {
      if (call.files.stat(`${cwd}/Makefile`).kind === 'unknown') {
        call.unknown('what the Makefile says is not known');
        return {};
      }
      if (wished !== undefined)
        return failed(
          `make: ${wished}: No such file or directory\nmake: *** No rule to make target '${wished}'.  Stop.`,
          2,
        );
      return failed(
        goals[0] === undefined
          ? 'make: *** No targets specified and no makefile found.  Stop.'
          : `make: *** No rule to make target '${goals[0]}'.  Stop.`,
        2,
      );
    }
    const text = call.files.read(name.startsWith('/') ? name : `${cwd}/${name}`);
    if (text === undefined) {
      const byCMake = wished === undefined ? makeByCMake(call, cwd, goals) : undefined;
      if (byCMake) {
        if (!options.has('C')) return byCMake;
        const stdout = `make: Entering directory '${cwd}'\n${byCMake.stdout ?? ''}make: Leaving directory '${cwd}'\n`;
        return { ...byCMake, stdout };
      }
      call.unknown('what the Makefile says is not known');
      return {};
    }
    const makefile = parse(text, given, call.env);
    if (makefile.beyond !== undefined)
      call.unknown(`the Makefile uses what is not followed here (${makefile.beyond})`);
    const targets = goals.length > 0 ? goals : makefile.first === undefined ? [] : [makefile.first];
    if (targets.length === 0) return failed('make: *** No targets.  Stop.', 2);
    const run = new Run(call, makefile, name, options.has('s'), cwd);
    for (const target of targets) {
      const before = run.anythingRan();
      const code = await run.make(target);
      if (code !== 0) return { stdout: run.stdout, stderr: run.stderr, exitCode: code };
      if (!run.ran(target) && run.anythingRan() === before)
        run.stdout += run.hasRecipe(target)
          ? `make: '${target}' is up to date.\n`
          : `make: Nothing to be done for '${target}'.\n`;
    }
    return { stdout: run.stdout, stderr: run.stderr };
  },
});
