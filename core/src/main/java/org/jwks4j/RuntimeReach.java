package org.jwks4j;

/**
 * How issuers are reached that become known at run time.
 *
 * @param atConfiguredHost those of a template whose host has no slot
 * @param atAnyHost all others: their hosts are somebody else's choice
 */
record RuntimeReach(Reach atConfiguredHost, Reach atAnyHost) {
    void check(TrustedIssuer issuer) {
        of(issuer).check(issuer);
    }

    Issuer issuer(TrustedIssuer issuer, Upkeep upkeep) {
        return of(issuer).issuer(issuer, upkeep);
    }

    private Reach of(TrustedIssuer issuer) {
        TenantBinding tenant = issuer.tenant();
        return tenant == null || tenant.choosesHost() ? atAnyHost : atConfiguredHost;
    }
}
