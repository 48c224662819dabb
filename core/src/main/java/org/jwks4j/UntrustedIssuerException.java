package org.jwks4j;

/** The issuer is not trusted; nothing was fetched. Answer 401. */
public final class UntrustedIssuerException extends KeyFetchException {
    private static final long serialVersionUID = 1L;

    UntrustedIssuerException(String issuer, String message) {
        super(Reason.UNTRUSTED_ISSUER, issuer, null, message, null);
    }
}
