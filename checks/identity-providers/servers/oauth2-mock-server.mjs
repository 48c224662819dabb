// oauth2-mock-server on loopback: node oauth2-mock-server.mjs PORT ISSUER
//
// POST /-/keys adds a key; the server signs with its keys in turn. Each request is a line on standard output: "GET /jwks" and the
// User-Agent.
import { createServer } from 'node:http';
import { OAuth2Issuer, OAuth2Service } from 'oauth2-mock-server';

const [port, name] = process.argv.slice(2);
const issuer = new OAuth2Issuer(true);
issuer.url = name;
await issuer.keys.generate('RS256');
const service = new OAuth2Service(issuer);

createServer(async (request, response) => {
    const { pathname } = new URL(request.url, name);
    if (pathname === '/-/keys') {
        await issuer.keys.generate('RS256');
        response.writeHead(204).end();
        return;
    }
    console.log(`${request.method} ${pathname} "${request.headers['user-agent'] ?? ''}"`);
    service.requestHandler(request, response);
}).listen(Number(port), '127.0.0.1');
