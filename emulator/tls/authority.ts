/**
 * A certificate authority of its own for each emulator, ECDSA P-256, made at start and kept in memory.
 *
 * The certificates are written by hand from RFC 5280: the libraries for it cost more at load than the whole
 * emulator does, and one that needs a global `Reflect` polyfill has no place in a test process.
 */

import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { isIPv4 } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import * as der from './der.ts';

const OID = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
};

const DAY = 24 * 60 * 60 * 1000;
const CA_NAME = 'alicloud-credentials emulator CA';
const SIGNATURE_ALGORITHM = der.sequence(der.oid(OID.ecdsaWithSha256));
const DIGITAL_SIGNATURE = der.bitString(new Uint8Array([0x80]), 7);
const KEY_CERT_SIGN = der.bitString(new Uint8Array([0x04]), 2);

/** A certificate and its key, both PEM. */
export interface Leaf {
  readonly cert: string;
  readonly key: string;
}

export class Authority {
  /** The CA's certificate, PEM. */
  readonly caPem: string;
  readonly #key: KeyObject;
  readonly #keyId: Buffer;
  readonly #leafKey: KeyObject;
  readonly #leafPublicKey: KeyObject;
  readonly #contexts = new Map<string, SecureContext>();

  constructor() {
    const ca = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const leaf = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = ca.privateKey;
    this.#keyId = keyIdentifier(ca.publicKey);
    this.#leafKey = leaf.privateKey;
    this.#leafPublicKey = createPublicKey(leaf.privateKey);
    this.caPem = this.#certificate(CA_NAME, ca.publicKey, [
      extension(
        OID.basicConstraints,
        der.sequence(der.boolean(true), der.integer(new Uint8Array([0]))),
        true,
      ),
      extension(OID.keyUsage, KEY_CERT_SIGN, true),
      extension(OID.subjectKeyIdentifier, der.octetString(this.#keyId)),
    ]);
  }

  /** A server certificate for these DNS names and IPv4 addresses. */
  leaf(...hosts: readonly string[]): Leaf {
    const names = hosts.map((host) =>
      isIPv4(host)
        ? der.contextPrimitive(7, new Uint8Array(host.split('.').map(Number)))
        : der.contextPrimitive(2, Buffer.from(host, 'ascii')),
    );
    const cert = this.#certificate(hosts[0] ?? 'localhost', this.#leafPublicKey, [
      extension(OID.basicConstraints, der.sequence(), true),
      extension(OID.keyUsage, DIGITAL_SIGNATURE, true),
      extension(OID.extendedKeyUsage, der.sequence(der.oid(OID.serverAuth))),
      extension(OID.subjectAltName, der.sequence(...names)),
      extension(OID.subjectKeyIdentifier, der.octetString(keyIdentifier(this.#leafPublicKey))),
      extension(OID.authorityKeyIdentifier, der.sequence(der.contextPrimitive(0, this.#keyId))),
    ]);
    return { cert, key: this.#leafKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
  }

  /** The TLS context for a host name, made when first asked for. */
  contextFor(host: string): SecureContext {
    const known = this.#contexts.get(host);
    if (known !== undefined) return known;
    const made = createSecureContext(this.leaf(host));
    this.#contexts.set(host, made);
    return made;
  }

  #certificate(subject: string, publicKey: KeyObject, extensions: readonly Buffer[]): string {
    const now = Date.now();
    const body = der.sequence(
      der.context(0, der.integer(new Uint8Array([2]))),
      der.integer(Buffer.concat([Buffer.from([0x01]), randomBytes(15)])),
      SIGNATURE_ALGORITHM,
      distinguishedName(CA_NAME),
      der.sequence(der.utcTime(new Date(now - DAY)), der.utcTime(new Date(now + 30 * DAY))),
      distinguishedName(subject),
      spki(publicKey),
      der.context(3, der.sequence(...extensions)),
    );
    const signature = sign('sha256', body, this.#key);
    return pem(der.sequence(body, SIGNATURE_ALGORITHM, der.bitString(signature)));
  }
}

function extension(id: string, value: Uint8Array, critical = false): Buffer {
  const flag = critical ? [der.boolean(true)] : [];
  return der.sequence(der.oid(id), ...flag, der.octetString(value));
}

function distinguishedName(commonName: string): Buffer {
  return der.sequence(der.set(der.sequence(der.oid(OID.commonName), der.utf8String(commonName))));
}

function spki(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

// RFC 7093: any 160-bit digest that is unique to the key will do.
function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha256').update(spki(key)).digest().subarray(0, 20);
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
