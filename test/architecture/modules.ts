// What a source file imports, exports and names, read from its syntax alone: no types, no resolution but of paths.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

export interface Import {
  /** A path from the project's root, or the name of a package (`node:fs`, `@codemirror/state`). */
  readonly to: string;
  /** What is imported by name; [] for a namespace, a dynamic import or an effect. */
  readonly names: readonly string[];
  /** Gone when the program runs. */
  readonly onlyTypes: boolean;
}

export interface Module {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** Whether it exports what another file owns, or has a default export. */
  readonly reexports: boolean;
  readonly exportsDefault: boolean;
  /** The identifiers that it mentions, but for property names; `a.b` as well where both are plain names. */
  readonly mentions: ReadonlySet<string>;
}

export function readModules(...folders: readonly string[]): readonly Module[] {
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
    .sort()
    .map((path) => parseModule(path, readFileSync(path, 'utf8')));
}

export function parseModule(path: string, text: string): Module {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const mentions = new Set<string>();
  let reexports = false;
  let exportsDefault = false;

  const visit = (node: ts.Node): void => {
    const found = importOf(node, path);
    if (found !== undefined) imports.push(found);
    if (ts.isExportDeclaration(node) && node.moduleSpecifier) reexports = true;
    if (ts.isExportAssignment(node)) exportsDefault = true;
    if (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) {
      exportsDefault = true;
    }
    for (const name of mentioned(node)) mentions.add(name);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { path, lines: text.split('\n').length - 1, imports, reexports, exportsDefault, mentions };
}

function importOf(node: ts.Node, path: string): Import | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const bindings = node.importClause?.namedBindings;
    const elements = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
    const names = elements.map(({ propertyName, name }) => (propertyName ?? name).text);
    const onlyTypes = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return { to: target(path, node.moduleSpecifier.text), names, onlyTypes };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return { to: target(path, node.moduleSpecifier.text), names: [], onlyTypes: node.isTypeOnly };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [specifier] = node.arguments;
    const text = specifier && ts.isStringLiteralLike(specifier) ? specifier.text : '(computed)';
    return { to: target(path, text), names: [], onlyTypes: false };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return { to: target(path, node.argument.literal.text), names: [], onlyTypes: true };
  }
  return undefined;
}

function target(from: string, specifier: string): string {
  const [path = ''] = specifier.split('?');
  if (path.startsWith('.')) return posix.join(posix.dirname(from), path);
  if (path.startsWith('node:') || path.includes(':')) return path;
  return path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');
}

function* mentioned(node: ts.Node): Generator<string> {
  if (ts.isIdentifier(node) && !isPropertyName(node)) yield node.text;
  if (ts.isPropertyAccessExpression(node)) {
    yield `.${node.name.text}`;
    if (ts.isIdentifier(node.expression)) yield `${node.expression.text}.${node.name.text}`;
  }
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    yield `.${node.argumentExpression.text}`;
  }
  if (ts.isJsxAttribute(node)) yield `.${node.name.getText()}`;
}

function isPropertyName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) return node === lastOf(parent);
  if (ts.isJsxAttribute(parent)) return true;
  return 'name' in parent && parent.name === node && !ts.isVariableDeclaration(parent);
}

function lastOf(node: ts.PropertyAccessExpression | ts.QualifiedName): ts.Node {
  return ts.isQualifiedName(node) ? node.right : node.name;
}
