// Makes dist/ when a source is newer than it, and installs packages when the lock file is newer than they are.
// Run by src/Shyraq/Console.targets. Several builds may start at once: one works, the others wait for it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const lock = join(here, '..', 'artifacts', 'console.lock');
const installed = join(here, 'node_modules', '.installed');
const made = join(here, 'dist', 'made');

const time = path => (existsSync(path) ? statSync(path).mtimeMs : 0);
const files = folder => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));

function newestSource() {
  const top = readdirSync(here).filter(name => /\.(json|ts|mjs|html)$/.test(name)).map(name => join(here, name));
  return Math.max(...[...top, ...files(join(here, 'src')), ...files(join(here, 'public'))].map(time));
}

function run(...words) {
  const { status, error } = spawnSync('npm', words, { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) console.error(`npm could not be started (${error.message}). Install npm 10 or newer: it comes with Node.js, on Debian as the package npm.`);
  if (status !== 0) throw new Error(`npm ${words.join(' ')} failed`);
}

/** True when this process holds the lock now. A lock whose owner is gone is taken over. */
function takeLock() {
  mkdirSync(dirname(lock), { recursive: true });
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    try {
      process.kill(Number(readFileSync(lock, 'utf8')) || process.pid, 0);
    } catch (error) {
      if (error.code === 'ESRCH') rmSync(lock, { force: true });
    }
    return false;
  }
}

while (!takeLock()) await new Promise(done => setTimeout(done, 200));
try {
  if (time(installed) < time(join(here, 'package-lock.json'))) {
    run('ci', '--no-audit', '--no-fund');
    writeFileSync(installed, '');
  }
  if (time(made) < newestSource()) {
    run('run', 'build');
    writeFileSync(made, '');
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(lock, { force: true });
}
