/** A certificate authority of our own and what it signs, made afresh for each lab with the openssl command. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createSecureContext, type SecureContext } from 'node:tls';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const certificateKinds = ['good', 'expired', 'wrong-name', 'self-signed'] as const;
export type CertificateKind = (typeof certificateKinds)[number];

export type Certificates = {
  readonly caFile: string;
  readonly contexts: Readonly<Record<CertificateKind, SecureContext>>;
  /** One for each resolver, so that browsers do not share a connection between two of them. */
  readonly resolvers: ReadonlyMap<string, SecureContext>;
};

const caConfig = `[ca]
default_ca = lab
[lab]
database = index.txt
rand_serial = yes
default_md = sha256
policy = any
new_certs_dir = .
copy_extensions = copy
[any]
commonName = supplied
`;

export async function makeCertificates(dir: string, hosts: readonly string[], resolvers: readonly string[]) {
  const openssl = (...args: string[]) => run('openssl', args, { cwd: dir });
  await Promise.all([
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'leaf.key'),
    openssl(
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '7'],
      ...['-subj', '/CN=Letterlock lab CA', '-addext', 'keyUsage=critical,keyCertSign'],
      ...['-keyout', 'ca.key', '-out', 'ca.pem'],
    ),
    writeFile(`${dir}/ca.cnf`, caConfig),
    writeFile(`${dir}/index.txt`, ''),
  ]);
  const key = await readFile(`${dir}/leaf.key`);

  /** A leaf for these names; with `ca`, signed by the lab's authority. */
  async function leaf(file: string, names: readonly string[], ca: readonly string[]): Promise<SecureContext> {
    await openssl(...request(names), '-x509', '-days', '7', ...ca, '-out', file);
    return createSecureContext({ key, cert: await readFile(`${dir}/${file}`) });
  }
  async function expired(names: readonly string[]): Promise<SecureContext> {
    await openssl(...request(names), '-out', 'expired.csr');
    await openssl(
      ...['ca', '-batch', '-notext', '-config', 'ca.cnf', '-cert', 'ca.pem', '-keyfile', 'ca.key'],
      ...['-startdate', '20250101000000Z', '-enddate', '20250401000000Z', '-in', 'expired.csr', '-out', 'expired.pem'],
    );
    return createSecureContext({ key, cert: await readFile(`${dir}/expired.pem`) });
  }

  const byLab = ['-CA', 'ca.pem', '-CAkey', 'ca.key'];
  const [good, old, wrong, own, ...ofResolvers] = await Promise.all([
    leaf('good.pem', hosts, byLab),
    expired(hosts),
    leaf('wrong-name.pem', ['another-host.example'], byLab),
    leaf('self-signed.pem', hosts, []),
    ...resolvers.map(host => leaf(`${host}.pem`, [host], byLab)),
  ]);
  const certificates: Certificates = {
    caFile: `${dir}/ca.pem`,
    contexts: { good, expired: old, 'wrong-name': wrong, 'self-signed': own },
    resolvers: new Map(resolvers.map((host, i) => [host, ofResolvers[i] as SecureContext])),
  };
  return certificates;
}

function request(names: readonly string[]): string[] {
  const alternatives = names.map(name => `DNS:${name}`).join(',');
  return [
    ...['req', '-new', '-key', 'leaf.key', '-subj', '/CN=Letterlock lab'],
    ...['-addext', `subjectAltName=${alternatives}`],
    ...['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'extendedKeyUsage=serverAuth'],
  ];
}

/** Makes the CA trusted in an NSS database (Chromium: $HOME/.pki/nssdb; Firefox: the profile), made if it is not there. */
export async function trustCa(nssDir: string, caFile: string): Promise<void> {
  const db = `sql:${nssDir}`;
  await run('mkdir', ['-p', nssDir]);
  const exists = await run('certutil', ['-d', db, '-L']).then(
    () => true,
    () => false,
  );
  if (!exists) await run('certutil', ['-d', db, '-N', '--empty-password']);
  await run('certutil', ['-d', db, '-A', '-t', 'C,,', '-n', 'letterlock-lab', '-i', caFile]);
}
