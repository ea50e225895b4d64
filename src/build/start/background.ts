/**
 * Commands behind `&`. The interpreter runs one command after the other, so the tree of a script is changed: a command
 * behind `&` is run in a subshell, and how it ends is kept for `wait`. Its number takes the place of `$!`.
 */
import { JOBS, OWN, OWN_VARIABLE } from '../shell/dialect/own.ts';
import {
  fixedText,
  group,
  type ScriptNode,
  type StatementNode,
  simple,
  statement,
  type WordNode,
  word,
} from '../shell/dialect/tree.ts';

const LAST = `${OWN_VARIABLE}last_job`;
/** Builtins that speak of what runs in the background. */
const SPEAKERS: ReadonlySet<string> = new Set(['wait', 'kill', 'jobs', 'fg', 'bg', 'disown']);
/** Programs that may end a job's part in what follows: behind them the job does nothing for as long as anybody looks. */
const WAITS: ReadonlySet<string> = new Set(['sleep', 'tail', 'wait']);

type Json = { readonly [name: string]: unknown };

/**
 * Changes a script so that our own command hears of what runs in the background.
 * @param nextJob gives a job its number
 */
export function withJobs(script: ScriptNode, nextJob: () => number): ScriptNode {
  return changed(script, nextJob, false) as ScriptNode;
}

function changed(node: unknown, nextJob: () => number, inJob: boolean): unknown {
  if (Array.isArray(node)) return node.map((one) => changed(one, nextJob, inJob));
  if (typeof node !== 'object' || node === null) return node;
  const at = node as Json;
  if (at.type === 'Statement' && at.background === true) return job(at, nextJob);
  if (at.type === 'ParameterExpansion' && at.parameter === '!') return { ...at, parameter: LAST };
  const copy = Object.fromEntries(
    Object.entries(at).map(([name, value]) => [name, changed(value, nextJob, inJob)]),
  );
  if (at.type !== 'SimpleCommand') return copy;
  const name = fixedText(copy.name as WordNode | null);
  if (name === undefined) return copy;
  const command = SPEAKERS.has(name)
    ? { ...copy, name: own(), args: [word(name), ...(copy.args as WordNode[])] }
    : copy;
  if (!inJob || !WAITS.has(name)) return command;
  const pipeline = { type: 'Pipeline', commands: [command], negated: false };
  const leave = { type: 'Pipeline', commands: [leaveJob()], negated: false };
  return group([
    { ...statement([]), pipelines: [pipeline, leave], operators: ['||'] } as unknown as StatementNode,
  ]);
}

/** `{ jobs begin 7; (X) && jobs end 7 0 || jobs end 7 $?; last_job=7; }` */
function job(node: Json, nextJob: () => number): StatementNode {
  const number = word(String(nextJob()));
  const body = { ...(changed({ ...node, background: false }, nextJob, true) as StatementNode) };
  const subshell = { type: 'Subshell' as const, body: [body], redirections: [] };
  const status: WordNode = {
    type: 'Word',
    parts: [{ type: 'ParameterExpansion', parameter: '?', operation: null }],
  };
  const remember = {
    ...simple([]),
    assignments: [{ type: 'Assignment' as const, name: LAST, value: number, append: false, array: null }],
  };
  return statement([
    group([
      statement([simple([own(), word('begin'), number])]),
      statement(
        [
          subshell,
          simple([own(), word('end'), number, word('0')]),
          simple([own(), word('end'), number, status]),
        ],
        ['&&', '||'],
      ),
      statement([remember]),
    ]),
  ]);
}

/** A wait that never ends says so by this exit code, which `exit` hands on. */
function leaveJob() {
  return simple([word('exit')]);
}

function own(): WordNode {
  return word(OWN + JOBS);
}
