import { generateKeyPair, randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { replaceFile } from '../state/replace-file.ts';

const DAY_MS = 86_400_000;
const VALID_DAYS = 90;

/** PEM. The key lives as long as the process; the certificate may be shown to anybody. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** For loopback only, and its own authority: a client trusts it by being told the certificate. */
export async function selfSignedCertificate(): Promise<Certificate> {
  // Loaded when somebody wants https: most hubs never do.
  const [{ default: forge }, pair] = await Promise.all([import('node-forge'), rsaKeyPair()]);
  const certificate = forge.pki.createCertificate();
  // A number that begins with a bit set would be negative.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + VALID_DAYS * DAY_MS);
  const name = [{ name: 'commonName', value: 'Embedded Dev Hub' }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true, critical: true },
    {
      name: 'subjectAltName',
      altNames: [
        { type: SAN_IP, ip: '127.0.0.1' },
        { type: SAN_DNS, value: 'localhost' },
      ],
    },
  ]);
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  certificate.sign(forge.pki.privateKeyFromPem(pair.privateKey), forge.md.sha256.create());
  return {
    certificate: forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n'),
    key: pair.privateKey,
  };
}

/** Returns where it is, for NODE_EXTRA_CA_CERTS. */
export async function keepCertificate(
  folder: string,
  { certificate }: Certificate,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'embedded-hub-certificate.pem');
  await replaceFile(file, certificate, 0o600);
  return file;
}

/** GeneralName of RFC 5280. */
const SAN_DNS = 2;
const SAN_IP = 7;

async function rsaKeyPair(): Promise<{ publicKey: string; privateKey: string }> {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    // PKCS #1: what node-forge reads.
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
}
