import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { BadInput } from '../../functions/platform/errors.ts';

const HOST = '127.0.0.1';
/** A taken port gives the next free one; so many are tried. */
const MOST_PORTS = 50;

const tryPort = (app: Hono, port: number): Promise<Server | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer(getRequestListener(app.fetch));
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    });
    server.listen(port, HOST, () => resolve(server));
  });

/**
 * Serves on this machine only, at the port or the next free one. Throws `BadInput` where none of fifty is free.
 */
export const listen = async (app: Hono, port: number): Promise<{ server: Server; address: string }> => {
  for (let each = port; each < port + MOST_PORTS && each <= 65_535; each += 1) {
    const server = await tryPort(app, each);
    if (server === undefined) continue;
    const bound = server.address();
    return { server, address: `http://${HOST}:${typeof bound === 'object' && bound !== null ? bound.port : each}/` };
  }
  throw new BadInput([`--port: no port from ${port} on is free: name another`]);
};
