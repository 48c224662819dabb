// Panva's oidc-provider on loopback: node oidc-provider.mjs PORT ISSUER AUDIENCE
//
// POST /-/keys?alg=ALG takes a new key into use in front of the old ones, and ?alg=ALG&retire also takes those away.
// Who runs this provider restarts it with another "jwks" for that; here the next Provider takes the place of the last one.
// Each request is a line on standard output: "GET /jwks" and the User-Agent.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import { newKey } from './keys.mjs';

const [port, issuer, audience] = process.argv.slice(2);
const algorithms = ['RS256', 'ES256', 'EdDSA'];
let keys = algorithms.map(newKey);

function provider() {
    const configured = new Provider(issuer, {
        jwks: { keys },
        clients: [{
            client_id: 'orders-client',
            client_secret: 'identity-providers',
            grant_types: ['client_credentials'],
            redirect_uris: [],
            response_types: [],
        }],
        features: {
            devInteractions: { enabled: false },
            clientCredentials: { enabled: true },
            resourceIndicators: {
                enabled: true,
                // The resource that a client names decides by which algorithm its token is signed.
                getResourceServerInfo: (_context, resource) => ({
                    scope: 'read',
                    audience,
                    accessTokenFormat: 'jwt',
                    jwt: { sign: { alg: new URL(resource).pathname.slice(1) } },
                }),
            },
        },
    });
    configured.proxy = true;
    return configured.callback();
}

let handler = provider();

createServer((request, response) => {
    const url = new URL(request.url, issuer);
    if (url.pathname === '/-/keys') {
        const alg = url.searchParams.get('alg');
        const old = url.searchParams.has('retire') ? keys.filter(key => key.alg !== alg) : keys;
        keys = [newKey(alg), ...old];
        handler = provider();
        response.writeHead(204).end();
        return;
    }
    console.log(`${request.method} ${url.pathname} "${request.headers['user-agent'] ?? ''}"`);
    handler(request, response);
}).listen(Number(port), '127.0.0.1');
