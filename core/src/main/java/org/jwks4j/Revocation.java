package org.jwks4j;

/** What an operator can take back: a key, or the trust in an issuer. */
final class Revocation {
    private final TrustedIssuers issuers;
    private final Shared shared;

    Revocation(TrustedIssuers issuers, Shared shared) {
        this.issuers = issuers;
        this.shared = shared;
    }

    void revoke(String issuer, String keyId) {
        requireTrusted(issuer);
        String name = issuers.nameOf(issuer);
        shared.revoked().add(name, keyId);
        shared.listeners().tell(n -> new KeyFetcherEvent.KeyRevoked(n, name, keyId));
    }

    /** The second time it changes nothing. */
    void revoke(String issuer) {
        String name = issuers.nameOf(issuer);
        if (shared.revokedIssuers().contains(name)) {
            return;
        }
        requireTrusted(issuer);
        shared.revokedIssuers().add(name);
        issuers.letGo(name);
        shared.listeners().tell(n -> new KeyFetcherEvent.IssuerRevoked(n, name));
    }

    private void requireTrusted(String issuer) {
        if (!issuers.mayTrust(issuer)) {
            throw issuers.untrusted(issuer);
        }
    }
}
