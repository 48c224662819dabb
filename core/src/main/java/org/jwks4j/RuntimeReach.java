package org.jwks4j;

import org.jspecify.annotations.Nullable;

/**
 * How issuers are reached that become known at run time.
 *
 * @param atConfiguredHost those of a template that lead to the same hosts whoever the tenant is
 * @param atAnyHost all others: their hosts are somebody else's choice; null if they may not be reached at all
 */
record RuntimeReach(Reach atConfiguredHost, @Nullable Reach atAnyHost) {
    void check(TrustedIssuer issuer) {
        of(issuer).check(issuer);
    }

    Issuer issuer(TrustedIssuer issuer, Upkeep upkeep) {
        return of(issuer).issuer(issuer, upkeep);
    }

    private Reach of(TrustedIssuer issuer) {
        TenantBinding tenant = issuer.tenant();
        if (tenant != null && !tenant.choosesHost()) {
            return atConfiguredHost;
        } else if (atAnyHost == null) {
            throw new IllegalStateException("its configuration leads to another host than that of other tenants: "
                    + "with(...) of its template needs guardedTransport(...), or allowPrivateAddresses() if all hosts are "
                    + "your own");
        }
        return atAnyHost;
    }
}
