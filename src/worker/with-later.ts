// Two workers as one connection: the first answers nearly everything; what only some lenses need is asked of a second
// one, which is fetched and started when first asked, and told before each question what the first one holds.

import { type Answer, type Ask, isRefusal, type Name, type Question, type Refusal } from '../session/questions.ts';
import { type Connection, connect, type WorkerLike } from './ask.ts';

const later: ReadonlySet<Name> = new Set<Name>(['blastRadius', 'blastRadii', 'cost', 'packetWalk']);

/** The last question of each kind that changed what a session holds. */
interface Told {
  readonly open?: Question<'open'>;
  readonly assume?: Question<'assume'>;
  readonly edit?: Question<'edit'>;
}

interface Second {
  readonly connection: Promise<Connection>;
  told: Told;
}

export function withLater(
  first: Connection,
  startLater: () => Promise<() => WorkerLike>,
  onCrash: (message: string) => void,
): Connection {
  let held: Told = {};
  let second: Second | 'not-started' = 'not-started';
  let before: Promise<unknown> = Promise.resolve();

  function end(): void {
    if (second !== 'not-started') second.connection.then(({ close }) => close());
    second = 'not-started';
    held = {};
    before = Promise.resolve();
  }

  async function started(): Promise<Second> {
    if (second === 'not-started')
      second = { connection: startLater().then((start) => connect(start, onCrash)), told: {} };
    const mine = second;
    await mine.connection.catch((failed: unknown) => {
      if (second === mine) second = 'not-started'; // the next question tries again
      throw failed;
    });
    return mine;
  }

  /** One at a time, in order: the second worker must not be asked between two things that it is told. */
  function upToDate(): Promise<Connection> {
    const now = before.then(async () => {
      const mine = await started();
      const connection = await mine.connection;
      mine.told = await tell(connection.ask, mine.told, held);
      return connection;
    });
    before = now.catch(() => undefined);
    return now;
  }

  const ask: Ask = async <N extends Name>(name: N, question: Question<N>): Promise<Answer<N> | Refusal> => {
    if (later.has(name)) return (await upToDate()).ask(name, question);
    const answer = await first.ask(name, question);
    if (!isRefusal(answer)) held = withQuestion(held, name, question);
    return answer;
  };

  return {
    ask,
    watch: first.watch,
    restart: () => {
      end();
      first.restart();
    },
    close: () => {
      end();
      first.close();
    },
  };
}

function withQuestion(held: Told, name: Name, question: unknown): Told {
  if (name === 'open' || name === 'load') return { open: question as Question<'open'> };
  return name === 'assume' || name === 'edit' ? { ...held, [name]: question } : held;
}

async function tell(ask: Ask, told: Told, { open, assume, edit }: Told): Promise<Told> {
  const isOther = told.open !== open;
  if (isOther && open !== undefined) await ask('open', open);
  if (assume !== undefined && (isOther || told.assume !== assume)) await ask('assume', assume);
  if (edit !== undefined && (isOther || told.edit !== edit)) await ask('edit', edit);
  return { open, assume, edit } as Told;
}
