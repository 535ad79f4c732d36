/** A certificate authority of its own for each emulator, ECDSA P-256, made at start and kept in memory. */

import 'reflect-metadata';
import { KeyObject, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  type JsonGeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

type CryptoKey = webcrypto.CryptoKey;
type CryptoKeyPair = webcrypto.CryptoKeyPair;

const DAY = 24 * 60 * 60 * 1000;
const CA_NAME = 'alicloud-credentials emulator CA';

/** A certificate and its key, both PEM. */
export interface Leaf {
  readonly cert: string;
  readonly key: string;
}

export class Authority {
  /** The CA's certificate, PEM. */
  readonly caPem: string;
  readonly #caKey: CryptoKey;
  readonly #leafKeys: CryptoKeyPair;
  /** What all server certificates have in common. */
  readonly #leafExtensions: readonly Extension[];
  readonly #contexts = new Map<string, Promise<SecureContext>>();

  private constructor(
    caPem: string,
    caKey: CryptoKey,
    leafKeys: CryptoKeyPair,
    leafExtensions: readonly Extension[],
  ) {
    this.caPem = caPem;
    this.#caKey = caKey;
    this.#leafKeys = leafKeys;
    this.#leafExtensions = leafExtensions;
  }

  static async create(): Promise<Authority> {
    const [ca, leaf] = await Promise.all([generateKeys(), generateKeys()]);
    const caPem = await certificate(CA_NAME, ca.publicKey, ca.privateKey, [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      await SubjectKeyIdentifierExtension.create(ca.publicKey),
    ]);
    return new Authority(caPem, ca.privateKey, leaf, [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      await SubjectKeyIdentifierExtension.create(leaf.publicKey),
      await AuthorityKeyIdentifierExtension.create(ca.publicKey),
    ]);
  }

  /** A server certificate for these DNS names and IPv4 addresses. */
  async leaf(...hosts: readonly [string, ...string[]]): Promise<Leaf> {
    const { publicKey, privateKey } = this.#leafKeys;
    const names = hosts.map((host): JsonGeneralName => ({ type: isIP(host) ? 'ip' : 'dns', value: host }));
    const cert = await certificate(hosts[0], publicKey, this.#caKey, [
      ...this.#leafExtensions,
      new SubjectAlternativeNameExtension(names),
    ]);
    return { cert, key: KeyObject.from(privateKey).export({ type: 'pkcs8', format: 'pem' }).toString() };
  }

  /** The TLS context for a host name, made when first asked for. */
  contextFor(host: string): Promise<SecureContext> {
    const known = this.#contexts.get(host);
    if (known !== undefined) return known;
    const made = this.leaf(host).then(createSecureContext);
    this.#contexts.set(host, made);
    return made;
  }
}

function generateKeys(): Promise<CryptoKeyPair> {
  return webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
}

async function certificate(
  subject: string,
  publicKey: CryptoKey,
  signingKey: CryptoKey,
  extensions: Extension[],
): Promise<string> {
  const now = Date.now();
  const made = await X509CertificateGenerator.create({
    subject: commonName(subject),
    issuer: commonName(CA_NAME),
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + 30 * DAY),
    publicKey,
    signingKey,
    extensions,
  });
  return `${made.toString('pem')}\n`;
}

function commonName(name: string): Name {
  return new Name([{ CN: [{ utf8String: name }] }]);
}
