import { generateKeyPairSync, randomUUID } from 'node:crypto';

const kinds = {
    RS256: ['rsa', { modulusLength: 2048 }],
    ES256: ['ec', { namedCurve: 'P-256' }],
    EdDSA: ['ed25519', {}],
};

// A new private key as a JWK.
export function newKey(alg) {
    const { privateKey } = generateKeyPairSync(...kinds[alg]);
    return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg };
}
