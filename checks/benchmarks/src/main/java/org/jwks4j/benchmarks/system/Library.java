package org.jwks4j.benchmarks.system;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jwks4j.testkit.FakeIssuer;

/** Who takes part, and how each is set up. */
enum Library {
    JWKS4J("jwks4j"),
    JWKS4J_BY_URI("jwks4j, told the JWKS URI"),
    NIMBUS("Nimbus"),
    NIMBUS_NOT_AHEAD("Nimbus, refreshAheadCache(false)"),
    NIMBUS_TOLERANT("Nimbus, outageTolerant(true)"),
    JAVA_JWT("java-jwt + jwks-rsa"),
    JOSE4J("jose4j"),
    JOSE4J_RETAINING("jose4j, setRetainCacheOnErrorDuration"),
    SPRING("Spring Security");

    /** Each as its documentation sets it up first. */
    static final List<Library> USUAL = List.of(JWKS4J, NIMBUS, JAVA_JWT, JOSE4J, SPRING);

    private final String label;

    Library(String label) {
        this.label = label;
    }

    /** What its row is called. */
    String label() {
        return label;
    }

    /** Sets it up for an issuer. Without a freshness it keeps its own default. */
    Contestant open(FakeIssuer issuer, @Nullable Duration freshness) throws Exception {
        return switch (this) {
            case JWKS4J -> Jwks4j.byIssuer(issuer, freshness);
            case JWKS4J_BY_URI -> Jwks4j.byJwksUri(issuer, freshness);
            case NIMBUS -> Nimbus.byDefault(issuer, freshness);
            case NIMBUS_NOT_AHEAD -> Nimbus.notAhead(issuer, freshness);
            case NIMBUS_TOLERANT -> Nimbus.outageTolerant(issuer, freshness);
            case JAVA_JWT -> new JavaJwt(issuer, freshness);
            case JOSE4J -> Jose4j.byDefault(issuer, freshness);
            case JOSE4J_RETAINING -> Jose4j.retaining(issuer, freshness);
            case SPRING -> new Spring(issuer, freshness);
        };
    }
}
