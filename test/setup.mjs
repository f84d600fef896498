/**
 * What `npm start` and `npm test` need before anything else: Node's packages from the lock file, and the programs of
 * Debian that play the internet and show the extension. Plain Node, so that it runs on a fresh clone. Silent when all
 * is there; installs what is missing as root; otherwise says the one command to run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A file that the package brings (a bare name is looked for among the programs), and the package. */
const wanted = [
  ['chromium', 'chromium'],
  ['firefox-esr', 'firefox-esr'],
  ['unbound', 'unbound'], // the resolver of the lab
  ['dnssec-signzone', 'bind9-utils'], // signs its zones
  ['openssl', 'openssl'], // makes its certificates
  ['certutil', 'libnss3-tools'], // makes the browsers trust them
  ['Xvfb', 'xvfb'], // a display for the permission prompt that only a person may answer
  ['xdotool', 'xdotool'],
  ['openbox', 'openbox'],
  ['/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', 'fonts-dejavu-core'], // else screenshots are boxes
];
const programs = [...(process.env.PATH ?? '').split(':'), '/usr/local/sbin', '/usr/sbin', '/sbin'];

function isThere(file) {
  return file.startsWith('/') ? existsSync(file) : programs.some(folder => existsSync(join(folder, file)));
}

function missing() {
  return wanted.filter(([file]) => !isThere(file)).map(([, name]) => name);
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function run(command, ...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // What they say of their progress is left out, what goes wrong is not.
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env });
  return error === undefined && status === 0;
}

/** Installing unbound must not start it: in a chroot that may fail, and the lab starts its own. */
function withoutServices(work) {
  const policy = '/usr/sbin/policy-rc.d'; // read by invoke-rc.d(8); 101 is "not allowed"
  const ours = !existsSync(policy);
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return work();
  } finally {
    if (ours) rmSync(policy);
  }
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(`Node 20.19 or newer is needed, this is ${process.versions.node}: install a newer one from https://nodejs.org.`);
}

function fetchPackages() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing the packages of package-lock.json …');
  if (!run('npm', 'ci', '--include=dev', '--no-audit', '--no-fund')) stop('"npm ci" failed: see above.');
}

function fetchPrograms() {
  const packages = missing();
  if (packages.length === 0) return;
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  const asRoot = process.getuid?.() === 0 && isThere('apt-get');
  if (!asRoot) stop(`Some programs are missing; run: sudo apt-get update && sudo apt-get ${install.join(' ')}`);
  console.log(`Installing ${packages.join(', ')} …`);
  const done = withoutServices(() => run('apt-get', '-qq', 'update') && run('apt-get', '-qq', ...install));
  const left = missing();
  if (!done || left.length > 0) stop(`apt-get could not install ${(left.length > 0 ? left : packages).join(', ')}.`);
}

checkNode();
fetchPackages();
fetchPrograms();
