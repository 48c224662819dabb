package org.jwks4j.error;

/** The issuer is not trusted, or not any more; nothing was fetched. Answer 401. */
public final class UntrustedIssuerException extends KeyFetchException {
    private static final long serialVersionUID = 1L;

    /**
     * Refuses a token.
     *
     * @param reason why; a reason of the 401 kind
     * @param issuer the issuer that the token names
     * @param message what is wrong and with what; untrusted text in it already quoted
     */
    public UntrustedIssuerException(Reason reason, String issuer, String message) {
        super(reason, issuer, null, message, null);
    }
}
