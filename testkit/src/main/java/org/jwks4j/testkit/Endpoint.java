package org.jwks4j.testkit;

/** What a {@link FakeIssuer} serves. */
public enum Endpoint {
    /** OpenID Connect Discovery 1.0 §4: the issuer, then {@code /.well-known/openid-configuration}. */
    METADATA,
    /** RFC 8414 §3: {@code /.well-known/oauth-authorization-server} between the issuer's host and its path. */
    OAUTH_METADATA,
    /** The JWK Set: the issuer, then {@code /jwks}. */
    JWKS,
    /** Every other path; answered with 404. */
    OTHER
}
