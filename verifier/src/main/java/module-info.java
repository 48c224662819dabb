/** Verifies a token: the issuer's own key, the signature on top of JCA, and the claims, strict when unsaid. */
module org.jwks4j.verifier {
    requires com.github.benmanes.caffeine;
    requires transitive org.jspecify;
    requires transitive org.jwks4j.core;
    requires org.slf4j;

    exports org.jwks4j.verifier;
    exports org.jwks4j.verifier.http;
    exports org.jwks4j.verifier.dpop;
    exports org.jwks4j.verifier.replay;
}
