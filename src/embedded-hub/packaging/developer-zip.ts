import type { VersionInfo } from './version-info.ts';

/** What "retrieve the metadata of a version" downloads: the package's zip in a zip, beside its dependencies. */
export async function developerZip({ packageZip, descriptor }: VersionInfo): Promise<string> {
  const { default: JSZip } = await import('jszip');
  const zip = new JSZip();
  zip.file('package.zip', packageZip);
  zip.file(
    'dependency-ids.json',
    JSON.stringify({
      ids: (descriptor.dependencies ?? []).map(
        ({ subscriberPackageVersionId }) => subscriberPackageVersionId,
      ),
    }),
  );
  return zip.generateAsync({ type: 'base64', compression: 'DEFLATE' });
}
