import { closureOf } from '../../src/domain/eca/closure.ts';
import type { Component, ComponentRef } from '../../src/domain/eca/component.ts';
import type { GlobalOauthReading } from '../../src/domain/eca/global-oauth.ts';
import { ReleaseError } from '../../src/domain/errors.ts';
import type {
  CreateRequest,
  HubPackage,
  HubVersion,
} from '../../src/domain/version/hub-version.ts';
import type { CreateRequestId, PackageId, PackageVersionId } from '../../src/domain/version/ids.ts';
import type { VersionNumber } from '../../src/domain/version/version-number.ts';
import { formatVersionNumber } from '../../src/domain/version/version-number.ts';
import type { VersionRequest } from '../../src/domain/version/version-request.ts';
import type {
  BeforeLeaving,
  CreateProgress,
  DevHub,
  HubFacts,
  HubIdentity,
  NewPackage,
  OutgoingFile,
  PromoteOutcome,
  VersionContents,
  VersionRequestOutcome,
} from '../../src/ports/dev-hub.ts';
import { app, notifications, oauthSettings } from './eca-components.ts';
import type { FakeClock } from './fake-clock.ts';
import {
  createRequest,
  hubPackage,
  hubVersion,
  PACKAGE_ID,
  packageVersionId,
  requestId,
} from './release-state.ts';

/** What a build goes through: statuses, and how long after the request each begins. */
export type BuildScript = readonly (readonly [afterMs: number, status: string])[];

const SWIFT: BuildScript = [
  [0, 'Queued'],
  [1_000, 'VerifyingMetadata'],
  [3_000, 'Success'],
];

/** How the hub takes a request for a version. */
export type Reply =
  | { readonly kind: 'accepts' }
  | { readonly kind: 'refuses'; readonly reason: ReleaseError }
  /** The answer never comes; the request is committed this much later, or not at all. */
  | { readonly kind: 'loses'; readonly commitsAfterMs: number | undefined };

interface Asked {
  readonly id: CreateRequestId;
  readonly serial: number;
  readonly committedAt: number;
  readonly tag: string;
  readonly number: VersionNumber;
  readonly version: Partial<HubVersion>;
  readonly script: BuildScript;
  readonly errors: readonly string[];
  readonly components: readonly Component[];
}
/** A Dev Hub in memory, whose time is that of a clock; what it does wrong is scripted. */
export class InMemoryHub implements DevHub {
  readonly identity: HubIdentity = {
    orgId: '00DHu00000EcaHbMAJ',
    username: 'admin@acme.example',
    instanceUrl: 'https://acme.my.salesforce.com',
    apiVersion: '68.0',
  };
  facts: HubFacts = {
    isDevHub: true,
    packages: [],
    ownNamespace: undefined,
    linkedNamespaces: ['acmeconnect'],
    versionSlots: {
      validated: { max: 6, remaining: 6 },
      withoutValidation: { max: 500, remaining: 500 },
    },
  };
  components: readonly Component[] = [
    app('Acme_Connector', { label: 'Acme Connector' }),
    oauthSettings('Partner_Login', 'Acme_Connector'),
    notifications('Acme_notif', 'Acme_Connector'),
    app('Acme_Analytics', { label: 'Acme Analytics' }),
    oauthSettings('Acme_Connector_oauth', 'Acme_Analytics'),
  ];
  globalOauth: GlobalOauthReading = { kind: 'read', apps: [] };
  packages: readonly HubPackage[] = [];
  /** Versions that were there before, and those that were built. */
  versions: readonly HubVersion[] = [];
  /** What goes with the package besides its files. */
  outgoingBesides: readonly OutgoingFile[] = [];
  /** What would be packaged: the directory, as the libraries see it. */
  outgoing: (request: VersionRequest) => readonly Component[] = ({ config }) =>
    config.apps.flatMap((name) => closureOf(name, this.components).components);
  /** For the next requests, in this order; then it accepts. */
  replies: Reply[] = [];
  script: BuildScript = SWIFT;
  /** Why builds fail whose script ends in Error. */
  errors: readonly string[] = [];
  /** Called before each answer; may throw what an adapter would throw. */
  beforeReading: (question: keyof DevHub) => void = () => undefined;
  /** Requests that the hub does not show right now. */
  isHidden: (id: CreateRequestId) => boolean = () => false;
  promoteReply: PromoteOutcome = { kind: 'promoted' };
  /** Whether a promotion that is asked for takes place, whatever is replied. */
  promotes = true;
  readonly #clock: FakeClock;
  readonly #asked: Asked[] = [];
  #serial = 0;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  /** All requests that ever reached the hub. */
  get requests(): readonly CreateRequest[] {
    return this.#asked.map((asked) => this.#requestOf(asked));
  }

  /** What somebody else asked for, some time from now (or ago). */
  somebodyAsks(
    tag: string,
    number: VersionNumber,
    {
      afterMs = 0,
      script = this.script,
      errors = this.errors,
      components = this.components,
      version = {},
    }: {
      readonly afterMs?: number;
      readonly script?: BuildScript;
      readonly errors?: readonly string[];
      readonly components?: readonly Component[];
      readonly version?: Partial<HubVersion>;
    } = {},
  ): CreateRequestId {
    this.#serial += 1;
    const asked: Asked = {
      id: requestId(this.#serial),
      serial: this.#serial,
      committedAt: this.#clock.now() + afterMs,
      tag,
      number,
      version,
      script,
      errors,
      components,
    };
    this.#asked.push(asked);
    return asked.id;
  }

  async readFacts(): Promise<HubFacts> {
    this.beforeReading('readFacts');
    return Promise.resolve({
      ...this.facts,
      ...(this.facts.packages !== undefined && { packages: this.packages }),
    });
  }

  async listComponents(types: readonly string[]): Promise<readonly ComponentRef[]> {
    this.beforeReading('listComponents');
    return Promise.resolve(
      this.components
        .filter(({ type }) => types.includes(type))
        .map(({ type, fullName }) => ({ type, fullName })),
    );
  }

  async retrieve(refs: readonly ComponentRef[]): Promise<readonly Component[]> {
    this.beforeReading('retrieve');
    return Promise.resolve(
      this.components.filter(({ type, fullName }) =>
        refs.some((ref) => ref.type === type && ref.fullName === fullName),
      ),
    );
  }

  async readGlobalOauth(): Promise<GlobalOauthReading> {
    this.beforeReading('readGlobalOauth');
    return Promise.resolve(this.globalOauth);
  }

  async readPackages(): Promise<readonly HubPackage[]> {
    this.beforeReading('readPackages');
    return Promise.resolve(this.packages);
  }

  async createPackage({ name, description, namespace }: NewPackage): Promise<PackageId> {
    if (this.packages.some((other) => other.name === name && other.namespace === namespace))
      throw new ReleaseError('PACKAGE_REFUSED', 'A package of that name exists');
    this.packages = [...this.packages, hubPackage({ name, description, namespace })];
    return Promise.resolve(PACKAGE_ID);
  }

  async readVersions(packageId: PackageId): Promise<readonly HubVersion[]> {
    this.beforeReading('readVersions');
    this.#settle();
    return Promise.resolve(
      this.versions.filter((version) => version.packageId === packageId && !version.isDeprecated),
    );
  }

  async readVersion(id: PackageVersionId): Promise<HubVersion> {
    this.beforeReading('readVersion');
    this.#settle();
    const found = this.versions.find((version) => version.id === id);
    if (found === undefined) throw new ReleaseError('VERSION_NOT_FOUND', `no version ${id}`);
    return Promise.resolve(found);
  }

  async findCreateRequests(_packageId: PackageId, tag: string): Promise<readonly CreateRequest[]> {
    this.beforeReading('findCreateRequests');
    this.#settle();
    return Promise.resolve(
      this.#shown()
        .map((asked) => this.#requestOf(asked))
        .filter((request) => request.tag === tag),
    );
  }

  async requestVersion(
    request: VersionRequest,
    beforeLeaving: BeforeLeaving,
  ): Promise<VersionRequestOutcome> {
    const components = this.outgoing(request);
    const verdict = await beforeLeaving(
      [
        { name: 'package.xml', bytes: Buffer.from('<Package/>') },
        ...components.map(({ fullName, bytes }) => ({ name: fullName, bytes })),
      ],
      this.outgoingBesides,
    );
    if (verdict === 'stay') return { kind: 'stayed' };
    const reply = this.replies.shift() ?? { kind: 'accepts' };
    if (reply.kind === 'refuses') return { kind: 'refused', reason: reply.reason };
    const commit = (afterMs: number): CreateRequestId =>
      this.somebodyAsks(request.tag, request.number, {
        afterMs,
        components,
        version: {
          name: request.name,
          description: request.description,
          needsInstallationKey: request.installationKey !== undefined,
          validationSkipped: request.config.validation === 'skipped',
        },
      });
    if (reply.kind === 'accepts') return { kind: 'accepted', requestId: commit(0) };
    if (reply.commitsAfterMs !== undefined) commit(reply.commitsAfterMs);
    return { kind: 'unanswered', why: 'other side closed' };
  }

  async readProgress(id: CreateRequestId): Promise<CreateProgress | undefined> {
    this.beforeReading('readProgress');
    this.#settle();
    const asked = this.#shown().find((candidate) => candidate.id === id);
    if (asked === undefined) return Promise.resolve(undefined);
    const request = this.#requestOf(asked);
    return Promise.resolve({
      request,
      errors: request.status === 'Error' ? asked.errors : [],
    });
  }

  async readContents(version: HubVersion): Promise<VersionContents> {
    this.beforeReading('readContents');
    const built = this.#asked.find(({ serial }) => packageVersionId(serial) === version.id);
    return Promise.resolve(
      built === undefined
        ? { by: 'nothing', why: 'the hub hands out nothing' }
        : { by: 'package-zip', components: built.components },
    );
  }

  async promote(id: PackageVersionId): Promise<PromoteOutcome> {
    if (this.promotes)
      this.versions = this.versions.map((version) =>
        version.id === id ? { ...version, isReleased: true } : version,
      );
    return Promise.resolve(this.promoteReply);
  }

  #shown(): readonly Asked[] {
    return this.#asked.filter(
      ({ id, committedAt }) => committedAt <= this.#clock.now() && !this.isHidden(id),
    );
  }

  #requestOf({ id, serial, committedAt, tag, script }: Asked): CreateRequest {
    const elapsed = this.#clock.now() - committedAt;
    const status = script.findLast(([afterMs]) => afterMs <= elapsed)?.[1] ?? 'Queued';
    const version = this.versions.find((candidate) => candidate.id === packageVersionId(serial));
    return createRequest(serial, {
      id,
      tag,
      status,
      createdAt: new Date(committedAt).toISOString(),
      packageVersionId: status === 'Success' ? packageVersionId(serial) : undefined,
      versionIsDeprecated: version?.isDeprecated ?? false,
    });
  }

  /** Makes the versions of the builds that are done by now. */
  #settle(): void {
    for (const asked of this.#asked) {
      const id = packageVersionId(asked.serial);
      const isThere = this.versions.some((version) => version.id === id);
      if (isThere || this.#requestOf(asked).status !== 'Success') continue;
      const version = hubVersion(
        formatVersionNumber(asked.number),
        {
          tag: asked.tag,
          createdAt: new Date(asked.committedAt).toISOString(),
          ...asked.version,
        },
        asked.serial,
      );
      this.versions = [...this.versions, version];
    }
  }
}
