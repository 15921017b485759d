// Who may import whom, which package has which door, and what a room must not even name: data, with a reason each.

export interface Room {
  /** A folder, or a single file that has its own rule. The longest that fits a path is its room. */
  readonly room: string;
  /** The rooms that it may import; its own always. */
  readonly may: readonly string[];
  /** The rooms of which it may import types, and nothing that runs. */
  readonly mayTypes?: readonly string[];
  readonly because: string;
}

const sets = 'src/engine/sets';
const model = 'src/engine/model';
const compile = 'src/engine/compile';
const answer = 'src/engine/answer';
const graph = 'src/engine/graph';
const attack = 'src/engine/attack';
const cost = 'src/engine/cost';
const advice = 'src/engine/advice';
const services = 'src/engine/services';
const lint = 'src/engine/lint';
const wire = ['questions', 'answers', 'expectation-report', 'findings', 'exposure', 'comparison'].map(
  (name) => `src/session/${name}.ts`,
);

export const rooms: readonly Room[] = [
  { room: sets, may: [], because: 'sets are value types with laws; they know nothing of Kubernetes' },
  { room: model, may: [sets], because: 'the model is what the cluster says, however it will be asked' },
  { room: compile, may: [sets, model], because: 'the fast form is made from the model and explains nothing' },
  { room: answer, may: [sets, model, compile], because: 'an answer walks the model or reads the compiled form' },
  {
    room: services,
    may: [sets, model, compile, answer],
    because: 'a Service or a route leads to pods, and whether they can be reached is an answer',
  },
  { room: lint, may: [sets, model, compile, answer, services], because: 'a finding stands on answers' },
  { room: graph, may: [sets, model, compile, answer], because: 'the graphs are drawn from answers' },
  { room: attack, may: [sets, model, compile, answer, graph], because: 'an attack step stands on an answer' },
  { room: cost, may: [sets, model, compile, answer], because: 'the cost of a policy does not hang on who attacks' },
  {
    room: advice,
    may: [sets, model, compile, answer, services, graph, attack, cost],
    because: 'advice weighs all answers against each other',
  },
  {
    room: 'src/engine/index.ts',
    may: [sets, model, compile, answer, services, lint, graph, attack, cost, advice],
    because: 'the one barrel is the public surface of the library',
  },
  { room: 'src/snapshot', may: [model, sets], because: 'reading makes the model and asks nothing of it' },
  {
    room: 'src/session',
    may: ['src/engine', 'src/snapshot'],
    because: 'the session joins the engine and the reading, and shows neither to the outside',
  },
  { room: 'src/worker', may: ['src/session'], because: 'the worker only carries questions to the session' },
  {
    room: 'src/worker/ask.ts',
    may: ['src/worker/serve.ts'],
    mayTypes: wire,
    because: 'the asking end runs in the page, which holds no engine of its own',
  },
  {
    room: 'src/worker/with-later.ts',
    may: ['src/worker/ask.ts', 'src/session/questions.ts'],
    mayTypes: wire,
    because: 'so does what chooses between two workers',
  },
  {
    room: 'src/pictures',
    may: [],
    mayTypes: wire,
    because: 'a picture is made from an answer and a seed, in the page and on the command line alike',
  },
  {
    room: 'src/cli',
    may: ['src/session', 'src/pictures', 'src/engine/model/assumptions.ts'],
    because: 'the command line asks a session as the page does; of the engine it only spells the assumptions',
  },
  {
    room: 'src/ui',
    may: ['src/worker/ask.ts', 'src/pictures'],
    mayTypes: wire,
    because: 'the page shows answers; what runs the engine is behind the worker',
  },
  {
    room: 'src/ui/main.tsx',
    may: ['src/ui', 'src/worker', 'src/pictures'],
    mayTypes: wire,
    because: 'the page starts the worker, which it carries as text',
  },
  {
    room: 'test/oracle',
    may: ['test/given', 'test/arbitrary'],
    because: 'an oracle that shares code with the engine shares its mistakes: it reads raw objects and nothing of src',
  },
  {
    room: 'test/arbitrary',
    may: ['test/oracle'],
    because: 'what is worth asking is read from the raw objects, or it leaves out what the engine forgot',
  },
];

/** What any room may import: it closes a switch over a union, and says nothing about the cluster. */
export const everyones = ['src/engine/model/unreachable.ts'];

export interface Door {
  readonly packages: RegExp;
  /** The only rooms that may import it. */
  readonly rooms: readonly string[];
  /** The names that may be imported there, where the room may have only a part. */
  readonly names?: RegExp;
  readonly because: string;
}

export const doors: readonly Door[] = [
  { packages: /^(yaml|js-yaml)$/, rooms: ['src/snapshot'], because: 'text is turned into values in one place' },
  {
    packages: /^ipaddr\.js$/,
    rooms: ['src/snapshot'],
    because: 'it reads addresses that Kubernetes refuses; one gate stands before it',
  },
  {
    packages: /^graphology(-.*)?$/,
    rooms: ['src/engine/graph'],
    because: 'it is the graph that people look at, not the reachability',
  },
  {
    packages: /^d3$/,
    rooms: ['src/pictures'],
    names: /^(?!zoom|select|pointer|drag|brush|transition|create)/,
    because: 'layouts are functions of data and a seed',
  },
  {
    packages: /^d3$/,
    rooms: ['src/ui'],
    names: /^(zoom|select|pointer|drag)/i,
    because: 'what touches the DOM is the page',
  },
  {
    packages: /^(preact|@preact\/signals|@codemirror\/.*|@lezer\/.*)$/,
    rooms: ['src/ui'],
    because: 'they need a browser',
  },
  { packages: /^virtual:scenarios$/, rooms: ['src/ui'], because: 'the page alone carries its examples with it' },
  { packages: /^@kubernetes\/client-node$/, rooms: ['src/cli/capture'], because: 'it takes half a second to load' },
  { packages: /^package\.json$/, rooms: ['src/cli'], because: 'the command line alone tells its version' },
  { packages: /^(commander|node:.*)$/, rooms: ['src/cli'], because: 'the rest runs in a browser too' },
];

export interface Ban {
  readonly room: string;
  readonly names: readonly string[];
  readonly because: string;
}

export const bans: readonly Ban[] = [
  {
    room: 'src/engine',
    names: ['Date', 'Math.random', 'performance', 'crypto', 'console', 'globalThis', 'process', 'setTimeout', 'fetch'],
    because: 'the engine gives the same answer everywhere and always',
  },
  {
    room: 'src',
    names: [
      '.innerHTML',
      '.outerHTML',
      '.insertAdjacentHTML',
      '.dangerouslySetInnerHTML',
      'document.write',
      'DOMParser',
    ],
    because: 'input is hostile: what is shown is text, and never markup made from it',
  },
  { room: 'src', names: ['eval', 'Function'], because: 'no code is made from text' },
];
