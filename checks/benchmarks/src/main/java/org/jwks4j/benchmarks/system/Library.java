package org.jwks4j.benchmarks.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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

    /** Those that find many issuers' keys; ours is told names, and what the peers are told. */
    static final List<Library> WITH_BOTH = List.of(JWKS4J, JWKS4J_BY_URI, NIMBUS, JAVA_JWT, JOSE4J, SPRING);

    static final List<Library> OURS = List.of(JWKS4J, JWKS4J_BY_URI);

    private final String label;

    Library(String label) {
        this.label = label;
    }

    /** What its row is called. */
    String label() {
        return label;
    }

    /** Sets it up for an issuer. */
    Contestant open(IssuerAt issuer, Settings settings) throws Exception {
        Duration freshness = settings.freshness();
        return switch (this) {
            case JWKS4J -> Jwks4j.byIssuer(List.of(issuer), settings);
            case JWKS4J_BY_URI -> Jwks4j.byJwksUri(List.of(issuer), settings);
            case NIMBUS -> Nimbus.byDefault(issuer, freshness);
            case NIMBUS_NOT_AHEAD -> Nimbus.notAhead(issuer, freshness);
            case NIMBUS_TOLERANT -> Nimbus.outageTolerant(issuer, freshness);
            case JAVA_JWT -> new JavaJwt(issuer, freshness);
            case JOSE4J -> Jose4j.byDefault(issuer, freshness);
            case JOSE4J_RETAINING -> Jose4j.retaining(issuer, freshness);
            case SPRING -> new Spring(issuer, freshness);
        };
    }

    /** Sets it up for several issuers, of which it has one each; ours is one for all. */
    List<Contestant> openAll(List<IssuerAt> issuers, Settings settings) throws Exception {
        if (this == JWKS4J) {
            return Collections.nCopies(issuers.size(), Jwks4j.byIssuer(issuers, settings));
        } else if (this == JWKS4J_BY_URI) {
            return Collections.nCopies(issuers.size(), Jwks4j.byJwksUri(issuers, settings));
        }
        List<Contestant> all = new ArrayList<>();
        for (IssuerAt issuer : issuers) {
            all.add(open(issuer, settings));
        }
        return all;
    }
}
