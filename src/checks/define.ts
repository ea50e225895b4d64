import type { Diagnostic, QuickFix, RelatedLocation, Severity } from '../dockerfile/diagnostic.ts';
import { type ExplainError, explainErrorsWith } from '../dockerfile/index.ts';
import type { Keyword } from '../dockerfile/instructions/types.ts';
import type { LineRange, Range } from '../dockerfile/source.ts';
import type { Analysis } from '../dockerfile/stages/types.ts';

/** What a check hands to `report`; rule and severity are filled in from the check. */
export interface Finding {
  /** The word that is wrong. */
  readonly range: Range;
  /** BuildKit's words where it has the rule. */
  readonly message: string;
  /** Overrides the check's own. */
  readonly why?: string;
  readonly advice?: string;
  readonly fix?: QuickFix;
  readonly related?: readonly RelatedLocation[];
  /** What `docker build --check` gives as location; only for BuildKit's own rules. */
  readonly lines?: readonly LineRange[];
}

/** Takes a finding. */
export type Report = (finding: Finding) => void;

/** One piece of advice: a rule with a name and a way to find where it is broken; its `Prose` stands beside it. */
export interface Check {
  /** PascalCase: BuildKit's where it has the rule, else in its style. */
  readonly name: string;
  /** True where `docker build --check` has the rule, with the same name and messages. */
  readonly buildkit: boolean;
  /** True where Docker has the rule only with `# check=experimental=Name` (or `all`). */
  readonly experimental?: boolean;
  readonly severity: Severity;
  /** It can find something only where one of these instructions stands in a stage; absent: anywhere. */
  readonly keywords?: readonly Keyword[];
  /**
   * True where it looks at every stage together with all stages below it. Where thousands stand upon each
   * other, as in no file that a person writes, it is left out: that would take minutes.
   */
  readonly chains?: boolean;
  /** Finds every place where the rule is broken. Never throws; looks at reachable and unreachable stages as its rule says. */
  readonly run: (analysis: Analysis, report: Report) => void;
}

/** What is said of a check besides the message of each finding. */
export interface Prose {
  /** One line: what the rule asks for. */
  readonly summary: string;
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  /** What to do about it, in a sentence. */
  readonly advice: string;
}

/** Declares a check. It is the identity function: it exists for its types. */
export function defineCheck(check: Check): Check {
  return check;
}

/** Declares what is said of a check. The identity function too. */
export function defineProse(prose: Prose): Prose {
  return prose;
}

let prose: Readonly<Record<string, Prose>> = {};

/**
 * Has every diagnostic from now on say why and what to do, those of the front end too: `explainWith(PROSE,
 * errorHelp)`, with both of prose.ts. The prose is half as large as the checks, and who needs it can load it
 * beside them.
 */
export function explainWith(all: Readonly<Record<string, Prose>>, errorHelp?: ExplainError): void {
  prose = all;
  explainErrorsWith(errorHelp);
}

/** Turns a finding into a diagnostic of its check. */
export function toDiagnostic({ name }: Check, severity: Severity, finding: Finding): Diagnostic {
  const said = prose[name];
  if (said === undefined) return { rule: name, severity, ...finding };
  return { rule: name, severity, why: said.why, advice: said.advice, ...finding };
}
