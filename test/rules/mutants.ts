/** The rules of a source file, each with what is left when it is taken out. */
import { parseSync } from 'vite';
import { patternsWithout } from './patterns.ts';

/** `text` with `start` to `end` replaced by `now` lacks one rule. */
export type Mutant = {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly was: string;
  readonly now: string;
};

type Node = { readonly type: string; readonly start: number; readonly end: number } & Readonly<Record<string, unknown>>;

export function mutantsOf(file: string, text: string): readonly Mutant[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const mutants = new Map<string, Mutant>();
  for (const [node, parent] of nodesOf(program, undefined)) {
    for (const { of = node, now } of changesOf(node, parent, each => text.slice(each.start, each.end))) {
      const was = text.slice(of.start, of.end);
      const line = text.slice(0, of.start).split('\n').length;
      if (was !== now) mutants.set(`${of.start} ${of.end} ${now}`, { line, start: of.start, end: of.end, was, now });
    }
  }
  return [...mutants.values()];
}

type Change = { readonly of?: Node; readonly now: string };

/** `of` is what is replaced, when that is not the node itself. */
function changesOf(node: Node, parent: Node | undefined, code: (node: Node) => string): readonly Change[] {
  switch (node.type) {
    case 'IfStatement':
      return [{ of: child(node, 'test'), now: 'false' }];
    case 'ConditionalExpression':
      return [{ now: `(${code(child(node, 'consequent'))})` }, { now: `(${code(child(node, 'alternate'))})` }];
    case 'LogicalExpression':
      if (node.operator === '??') return [];
      return [{ now: `(${code(child(node, 'left'))})` }, { now: `(${code(child(node, 'right'))})` }];
    case 'SwitchCase':
      return node.test ? [{ of: child(node, 'test'), now: 'Symbol()' }] : [];
    case 'BinaryExpression':
      return [...bounds(node, code), ...ifAnswer(node, parent)];
    case 'UnaryExpression':
      return node.operator === '!' ? ifAnswer(node, parent) : [];
    case 'CallExpression':
      return calls(node, parent, code);
    case 'Literal':
      return literals(node, parent);
    case 'ArrayExpression':
      return isSet(parent) ? without(children(node, 'elements'), code, '[', ']') : [];
    case 'ObjectExpression':
      return isTable(node, parent) ? without(children(node, 'properties'), code, '{', '}') : [];
    case 'ExpressionStatement':
      return node.directive ? [] : [{ now: ';' }];
    default:
      return [];
  }
}

const nextTo: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };

function bounds(node: Node, code: (node: Node) => string): readonly Change[] {
  const operator = nextTo[String(node.operator)];
  return operator ? [{ now: `(${code(child(node, 'left'))} ${operator} ${code(child(node, 'right'))})` }] : [];
}

const comparisons = new Set(['===', '!==', '<', '<=', '>', '>=', '!', 'in', 'instanceof']);

/** A yes or no that is handed on: taken out both ways. As the test of an `if` it goes with the `if`. */
function ifAnswer(node: Node, parent: Node | undefined): readonly Change[] {
  const answers = parent && ['ReturnStatement', 'ArrowFunctionExpression', 'VariableDeclarator', 'Property'];
  if (!answers?.includes(parent?.type ?? '')) return [];
  if (node.operator !== undefined && !comparisons.has(String(node.operator))) return [];
  return [{ now: 'true' }, { now: 'false' }];
}

const droppable = new Set([
  'filter',
  'toLowerCase',
  'toSorted',
  'slice',
  'replace',
  'replaceAll',
  'trim',
  'toReversed',
]);
const yesOrNo = new Set(['test', 'includes', 'startsWith', 'endsWith', 'has', 'some', 'every']);
const turned: Readonly<Record<string, string>> = { some: 'every', every: 'some' };

function calls(node: Node, parent: Node | undefined, code: (node: Node) => string): readonly Change[] {
  const callee = child(node, 'callee');
  if (callee.type !== 'MemberExpression' || callee.computed) return [];
  const property = child(callee, 'property');
  const name = code(property);
  const changes: Change[] = [];
  if (droppable.has(name)) changes.push({ now: code(child(callee, 'object')) });
  if (turned[name]) changes.push({ of: property, now: turned[name] });
  if (yesOrNo.has(name)) changes.push(...ifAnswer(node, parent));
  return changes;
}

function literals(node: Node, parent: Node | undefined): readonly Change[] {
  if (typeof node.regex === 'object' && node.regex !== null)
    return patternsWithout(String(node.raw)).map(now => ({ now }));
  // 0 and 1 are first and next; from 2 on a number is a limit, a length or a code.
  if (typeof node.value !== 'number' || node.value < 2 || parent?.type === 'TSLiteralType') return [];
  return [{ now: String(node.value + 1) }, { now: String(node.value - 1) }];
}

function isSet(parent: Node | undefined): boolean {
  return parent?.type === 'NewExpression' || parent?.type === 'MemberExpression';
}

/** An object of the module itself with three entries or more is a table of rules. */
function isTable(node: Node, parent: Node | undefined): boolean {
  return parent?.type === 'VariableDeclarator' && children(node, 'properties').length >= 3;
}

function without(parts: readonly Node[], code: (node: Node) => string, open: string, close: string): readonly Change[] {
  return parts.map(part => ({
    now:
      open +
      parts
        .filter(each => each !== part)
        .map(code)
        .join(', ') +
      close,
  }));
}

const typesOnly = /^(?:TS(?!As|Satisfies|NonNull)|Import)/;

function* nodesOf(node: unknown, parent: Node | undefined): Generator<readonly [Node, Node | undefined]> {
  if (Array.isArray(node)) {
    for (const each of node) yield* nodesOf(each, parent);
  } else if (isNode(node)) {
    if (typesOnly.test(node.type)) return;
    yield [node, parent];
    // `x as const` and the like stand for what is in them.
    const above = node.type.startsWith('TS') ? parent : node;
    for (const each of Object.values(node)) yield* nodesOf(each, above);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function child(node: Node, key: string): Node {
  const value = node[key];
  if (!isNode(value)) throw new Error(`${node.type} without ${key}`);
  return value;
}

function children(node: Node, key: string): readonly Node[] {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
}
