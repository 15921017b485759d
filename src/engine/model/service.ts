// What stands between a client and the pods: Services, and the front doors that lead the outside to them.
// Policies see none of it, only the pods behind (R90).

import type { AddressSet } from '../sets/addresses.ts';
import type { Protocol } from '../sets/ports.ts';
import type { Reason } from './assumptions.ts';
import type { LabelSelector } from './labels.ts';
import type { NonEmpty } from './non-empty.ts';
import type { Origin } from './origin.ts';

export interface ServicePort {
  /** '' where it has none. */
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
  /** A number, or a port name that is looked up on each backend (R91). */
  readonly target: number | string;
  /** 0 where it has none, or the input does not say yet which. */
  readonly nodePort: number;
}

/** An address that a slice or an Endpoints object gives for a Service without a selector (R92). */
export interface GivenBackend {
  readonly addresses: AddressSet;
  /** The name of the Service's port that it is for; '' where that has none. */
  readonly portName: string;
  readonly protocol: Protocol;
  /** 'every': a slice without a port number leaves it to the Service's. */
  readonly port: number | 'every';
  readonly ready: boolean;
  readonly node: string | 'unknown';
}

export type ServiceBackends =
  | { readonly kind: 'selected'; readonly selector: LabelSelector }
  | { readonly kind: 'given'; readonly backends: readonly GivenBackend[] }
  | { readonly kind: 'external-name'; readonly host: string };

export interface Service {
  readonly namespace: string;
  readonly name: string;
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  readonly headless: boolean;
  readonly ports: readonly ServicePort[];
  readonly backends: ServiceBackends;
  readonly publishNotReady: boolean;
  readonly internalTraffic: 'Cluster' | 'Local';
  readonly externalTraffic: 'Cluster' | 'Local';
  readonly clusterIPs: AddressSet;
  readonly externalIPs: AddressSet;
  /** Where its load balancer listens, once it has one. */
  readonly balancerIPs: AddressSet;
  /** Whether the load balancer goes through node ports too, as it does unless `allocateLoadBalancerNodePorts` is false. */
  readonly nodePorts: 'allocated' | 'none';
  /** 'anyone', or `loadBalancerSourceRanges`. */
  readonly sources: 'anyone' | AddressSet;
  readonly origin: Origin;
}

/** How a front door names the Service's port. */
export type DoorPort =
  | { readonly kind: 'number'; readonly port: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'target'; readonly port: number } // OpenShift's Routes name the pods' port
  | { readonly kind: 'every' };

/** One Service's port that a front door sends traffic to. */
export interface DoorBackend {
  readonly namespace: string;
  readonly service: string;
  readonly port: DoorPort;
  readonly protocol: Protocol;
  /** Why it leads nowhere although it is written (no ReferenceGrant, say); '' where it leads there. */
  readonly refused: string;
}

/** The pods that take the outside's traffic and open a connection of their own to the backend. */
export type DoorProxy =
  | {
      readonly kind: 'pods';
      readonly namespaces: 'every' | NonEmpty<string>;
      readonly pods: LabelSelector;
      readonly why: string;
    }
  | { readonly kind: 'unknown'; readonly why: string };

/** An object passed on the way. */
export interface Via {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** An Ingress, a Route of the Gateway API with the Gateway that takes it, or an OpenShift Route. */
export interface FrontDoor {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** The objects passed on the way, outermost first, this one last: a Gateway, then the route. */
  readonly through: NonEmpty<Via>;
  /** Ports that the outside knocks at, where the object says. */
  readonly listens: readonly { readonly protocol: Protocol; readonly port: number }[];
  /** Host names, for people; [] is any. */
  readonly hosts: readonly string[];
  readonly backends: readonly DoorBackend[];
  readonly proxy: DoorProxy;
  /** Why nothing enters here although it is written (no listener allows it, say); '' where it is open. */
  readonly refused: string;
  /** 'perhaps' where what attaches it hangs on labels that the input does not give. */
  readonly certainty: 'certain' | 'perhaps';
  readonly because: readonly Reason[];
  readonly origin: Origin;
}
