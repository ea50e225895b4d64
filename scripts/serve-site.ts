/** Serves a built site for a script: starts scripts/serve.mjs on a free port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** @param dir The built site. The address has no slash at its end. */
export async function serveSite(dir: string): Promise<{ url: string; close: () => void }> {
  const script = fileURLToPath(new URL('serve.mjs', import.meta.url));
  const server: ChildProcess = spawn(process.execPath, [script, '--port', '0', '--dir', dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((done, fail) => {
    let text = '';
    server.stdout?.on('data', (chunk) => {
      text += chunk;
      const found = /http:\/\/[^\s/]+/.exec(text)?.[0];
      if (found) done(found);
    });
    server.once('exit', (code) => fail(new Error(`scripts/serve.mjs ended with ${code}: ${text}`)));
  });
  return { url, close: () => server.kill() };
}
