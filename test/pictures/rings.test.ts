import { describe, expect, test } from 'vitest';
import { blastOf } from '../../src/pictures/blast.ts';
import { overlap } from '../../src/pictures/rect.ts';
import { ringLabels } from '../../src/pictures/ring-labels.ts';
import { type RingMark, ringsOf } from '../../src/pictures/rings.ts';
import type { AttackStepView, BlastRadius, ObjectView, ThingView } from '../../src/session/answers.ts';
import type { WorkloadView } from '../../src/session/questions.ts';
import { type Generated, generated, object, shuffled, workload } from './given-views.ts';

type Reached = BlastRadius['reached'][number];

/** Breadth first over the flows, pod by pod, as the answer of a session would list it. */
function walked({ workloads, flows }: Generated, from: string): BlastRadius {
  const key = JSON.stringify;
  const podsOf = new Map(workloads.map((w) => [key(w.workload), w.pods.map(({ pod }) => pod)]));
  const reached: Reached[] = [];
  const steps: AttackStepView[] = [];
  const seen = new Set<string>([key(object(from))]);
  let frontier: readonly ObjectView[] = [object(from)];
  for (let hops = 1; frontier.length > 0; hops++) {
    const next: ObjectView[] = [];
    for (const source of frontier) {
      for (const { to } of flows.filter((one) => key(one.from) === key(source))) {
        const what: readonly ThingView[] =
          'cidrs' in to ? [{ kind: 'Outside', name: 'internet' }] : (podsOf.get(key(to)) ?? []);
        if (seen.has('cidrs' in to ? 'internet' : key(to))) continue;
        seen.add('cidrs' in to ? 'internet' : key(to));
        if (!('cidrs' in to)) next.push(to);
        const needs = podsOf.get(key(source)) ?? [];
        for (const thing of what) {
          const id = `s${steps.length}`;
          steps.push(step(id, needs.slice(0, 1), thing));
          reached.push({ what: thing, certainty: 'possible', hops, steps: [id] });
        }
      }
    }
    frontier = next;
  }
  return { ...nothing, starts: podsOf.get(key(object(from))) ?? [], reached, steps };
}

function step(id: string, needs: readonly ThingView[], to: ThingView): AttackStepView {
  const flow = { from: object('a/a'), to: object('b/b'), ports: 'all' } as const;
  const certainty = 'possible';
  return {
    id,
    step: 'reach-pod',
    needs,
    to,
    certainty,
    because: '',
    evidence: [],
    flow,
    harderBy: [],
    assumptions: [],
    references: [],
  };
}

const none = {
  pods: 0,
  namespaces: 0,
  nodes: 0,
  identities: 0,
  secrets: 0,
  volumes: 0,
  tenants: 0,
  cloudIdentities: 0,
  internet: false,
  clusterAdmin: false,
};
const nothing: BlastRadius = {
  apiVersion: 'firebreak/v1',
  kind: 'BlastRadius',
  assumptions: [],
  diagnostics: [],
  starts: [],
  partial: [],
  reached: [],
  steps: [],
  entryPoints: [],
  chokePoints: [],
  bestEdits: [],
  totals: { certain: none, possible: none },
};

const clusters = [1, 2, 3, 4].map((seed) => generated(20 * seed * seed, 3 + seed, 0.35, seed));

describe.each(clusters.map((cluster) => [cluster.workloads.length, cluster] as const))('%i workloads', (_, cluster) => {
  const blast = walked(cluster, nameOf(cluster.workloads[0]));
  const rings = ringsOf(blastOf(blast, cluster.workloads));

  test('the count of each ring is the count of what is first reached at that step', () => {
    const counts = rings.rings.map(({ hop }) => inside(blast.reached).filter((one) => one.hops === hop).length);
    expect(rings.rings.map(({ count }) => count)).toEqual(counts);
    expect(rings.rings.map(({ label }) => label)).toEqual(
      counts.map((count, i) => `step ${i + 1} · ${count} pod${count === 1 ? '' : 's'}`),
    );
  });

  test('marks lie on the ring of their step, and outside marks beyond all', () => {
    for (const { reached, x, y } of rings.marks) {
      const ring = rings.rings.find(({ hop }) => hop === reached.hop);
      if (reached.kind === 'outside') expect(Math.hypot(x, y)).toBeGreaterThan(rings.extent);
      else expect(Math.hypot(x, y)).toBeCloseTo(ring?.radius ?? 0, 6);
    }
  });

  test('no two marks overlap', () => {
    expect(rings.marks.flatMap((a, i) => rings.marks.slice(i + 1).filter((b) => touch(a, b)))).toEqual([]);
  });

  test('the area of a mark grows with its pods', () => {
    for (const { reached, radius } of rings.marks.filter((mark) => mark.reached.kind === 'pods' && mark.radius < 24)) {
      expect(radius ** 2 / reached.count).toBeCloseTo(4.6 ** 2, 6);
    }
  });

  test('every mark has a branch from the ring before, and no two branches cross', () => {
    expect(rings.branches.map(({ to }) => to)).toEqual(rings.marks);
    for (const { from, to } of rings.branches) expect(from.reached.hop).toBe(to.reached.hop - 1);
    for (const { hop } of rings.rings) {
      const here = rings.branches.filter(({ to }) => to.reached.hop === hop && to.reached.kind !== 'outside');
      const inOrder = [...here].sort((a, b) => a.to.angle - b.to.angle).map(({ from }) => from.angle);
      expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
    }
  });

  test('the order of the answer does not show', () => {
    const other = { ...blast, reached: shuffled(blast.reached, 4), steps: shuffled(blast.steps, 5) };
    const keys = (marks: readonly RingMark[]) => marks.map(({ reached, x, y }) => ({ key: reached.key, x, y }));
    expect(keys(ringsOf(blastOf(other, shuffled(cluster.workloads, 6))).marks)).toEqual(keys(rings.marks));
  });

  test('no label covers a mark or another label', () => {
    const labels = [...ringLabels(rings)].filter(([key]) => key !== rings.start.reached.key);
    const rects = labels.map(([key, { text, home, x, y, anchor }]) => {
      const mark = rings.marks.find(({ reached }) => reached.key === key);
      const width = (home + text).length * 3; // narrower than any font draws it: a sure overlap, not a near one
      const left = (mark?.x ?? 0) + x - { start: 0, middle: width / 2, end: width }[anchor];
      return { x: left, y: (mark?.y ?? 0) + y - 7, width, height: 7 };
    });
    expect(rects.flatMap((a, i) => rects.slice(i + 1).filter((b) => overlap(a, b)))).toEqual([]);
  });
});

describe('a blast', () => {
  test('with more than 400 marks on a ring folds that ring to namespaces, and still counts every pod', () => {
    const workloads = Array.from({ length: 450 }, (_, i) => workload(`n${i % 9}/w${i}`, 2));
    const reached = workloads.flatMap((w) =>
      w.pods.map(({ pod }): Reached => ({ what: pod, certainty: 'possible', hops: 1, steps: [] })),
    );
    const rings = ringsOf(blastOf({ ...nothing, starts: [object('a/start')], reached }, workloads));
    expect(rings.marks.map(({ reached: { kind, name, count } }) => [kind, name, count])).toEqual(
      Array.from({ length: 9 }, (_, i) => ['namespace', `n${i}`, 100]),
    );
    expect(rings.rings[0]?.label).toBe('step 1 · 900 pods');
  });

  test('that reaches nothing is its start alone', () => {
    const rings = ringsOf(blastOf({ ...nothing, starts: [object('shop/web')] }, []));
    expect([rings.start.reached.name, rings.rings, rings.marks]).toEqual(['web', [], []]);
  });

  test.each([
    ['pods of one workload', ['Pod shop web-0', 'Pod shop web-1'], 'web'],
    ['two workloads', ['Deployment shop web', 'Deployment shop api'], '2 starts'],
  ])('names its start: %s', (_, starts, name) => {
    const things = starts.map((text) => {
      const [kind = '', namespace = '', own = ''] = text.split(' ');
      return { kind, namespace, name: own };
    });
    expect(blastOf({ ...nothing, starts: things }, [workload('shop/web')]).start.name).toBe(name);
  });
});

function inside(reached: readonly Reached[]): readonly Reached[] {
  return reached.filter(({ what }) => what.kind !== 'Outside');
}

function nameOf(view: WorkloadView | undefined): string {
  return `${view?.workload.namespace}/${view?.workload.name}`;
}

function touch(a: RingMark, b: RingMark): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius;
}
