/** vendor/modules.txt beside go.mod. */
import type { ToolCall } from '../types.ts';
import { GoFailure } from './failure.ts';
import { join, type MainModule } from './module.ts';

/** vendor/modules.txt must agree with go.mod. */
export function vendoring(call: ToolCall, main: MainModule): void {
  const path = join(main.folder, 'vendor/modules.txt');
  const text = call.files.isFile(path) ? call.files.read(path) : '';
  if (text === undefined) return;
  const lines = text.split('\n');
  const problems = main.file.require
    .filter((one) => {
      const at = lines.indexOf(`# ${one.path} ${one.version}`);
      return at < 0 || !/^## .*\bexplicit\b/.test(lines[at + 1] ?? '');
    })
    .map(
      (one) =>
        `\t${one.path}@${one.version}: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt`,
    );
  if (problems.length === 0) return;
  throw new GoFailure(
    `go: inconsistent vendoring in ${main.folder}:\n${problems.join('\n')}\n\n\tTo ignore the vendor directory, use -mod=readonly or -mod=mod.\n\tTo sync the vendor directory, run:\n\t\tgo mod vendor`,
  );
}
