/** X.509 certificates for tests, which Node can read but not make. */
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

export interface Certificate {
  readonly name: string;
  /** PEM */
  readonly cert: string;
  /** PEM */
  readonly key: string;
  readonly privateKey: KeyObject;
}

/** A certificate for 127.0.0.1 and localhost; signed by itself where no issuer is given. */
export function makeCertificate(
  name: string,
  issuer?: Certificate
): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'prime256v1'
  });
  const algorithm = sequence(oid('2a8648ce3d040302')); // ecdsa-with-SHA256
  const body = sequence(
    tagged(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1, ...Buffer.from(name).subarray(0, 8)])),
    algorithm,
    distinguishedName(issuer?.name ?? name),
    sequence(
      der(0x17, Buffer.from('200101000000Z')),
      der(0x17, Buffer.from('490101000000Z'))
    ),
    distinguishedName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(
      0xa3,
      sequence(
        extension('551d13', sequence(der(0x01, Buffer.from([0xff])))),
        extension(
          '551d11',
          sequence(
            der(0x82, Buffer.from('localhost')),
            der(0x87, Buffer.from([127, 0, 0, 1]))
          )
        )
      )
    )
  );
  const signature = sign('sha256', body, issuer?.privateKey ?? privateKey);
  const whole = sequence(
    body,
    algorithm,
    der(0x03, Buffer.concat([Buffer.from([0]), signature]))
  );
  const lines = whole.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    name,
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    privateKey
  };
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 0x80
      ? [length]
      : length < 0x100
        ? [0x81, length]
        : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function tagged(tag: number, content: Buffer): Buffer {
  return der(tag, content);
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(oid(id), der(0x04, value));
}

/** A common name (2.5.4.3). */
function distinguishedName(name: string): Buffer {
  return sequence(
    der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name))))
  );
}
