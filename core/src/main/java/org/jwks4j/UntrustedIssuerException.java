package org.jwks4j;

import org.jwks4j.json.Quoted;

/** The issuer is not trusted, or not any more; nothing was fetched. Answer 401. */
public final class UntrustedIssuerException extends KeyFetchException {
    private static final long serialVersionUID = 1L;

    UntrustedIssuerException(String issuer, String message) {
        this(Reason.UNTRUSTED_ISSUER, issuer, message);
    }

    private UntrustedIssuerException(Reason reason, String issuer, String message) {
        super(reason, issuer, null, message, null);
    }

    static UntrustedIssuerException revoked(String issuer) {
        String message =
                "issuer " + Quoted.of(issuer) + " was revoked by this service's operator (revokeIssuer(...)); its"
                        + " tokens are refused until the service starts anew";
        return new UntrustedIssuerException(Reason.REVOKED_ISSUER, issuer, message);
    }
}
