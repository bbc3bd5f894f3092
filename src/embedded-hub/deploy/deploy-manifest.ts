import { readXml } from '../metadata/parse-xml.ts';

/** package.xml or a destructiveChanges*.xml, as written. */
export interface DeployManifest {
  readonly members: readonly ManifestMember[];
  readonly version: string | undefined;
}

export interface ManifestMember {
  readonly type: string;
  /** `*`: all of the type. */
  readonly fullName: string;
}

/** Throws NotWellFormed; undefined: it is XML of something else. */
export function readDeployManifest(text: string): DeployManifest | undefined {
  const root = readXml(text).child('Package');
  if (root === undefined) return undefined;
  return {
    members: root.children('types').flatMap((type) =>
      type.children('members').map((member) => ({
        type: type.child('name')?.text ?? '',
        fullName: member.text,
      })),
    ),
    version: root.child('version')?.text,
  };
}

export function namesMember(manifest: DeployManifest, type: string, fullName: string): boolean {
  return manifest.members.some(
    (member) => member.type === type && (member.fullName === '*' || member.fullName === fullName),
  );
}
