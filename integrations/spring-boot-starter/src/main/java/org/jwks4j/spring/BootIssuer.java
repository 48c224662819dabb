package org.jwks4j.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.spring.ConfiguredIssuer.Named;
import org.jwks4j.verifier.TokenRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The issuer of Boot's own properties. What Boot permits there works here too, and the log says what it permits. */
final class BootIssuer {
    private static final Logger LOG = LoggerFactory.getLogger(BootIssuer.class);

    private BootIssuer() {}

    static Named of(String issuerUri, BootProperties properties, @Nullable Duration clockSkew) {
        TrustedIssuer issuer = Setting.of(BootProperties.ISSUER_URI, issuerUri, TrustedIssuer::of);
        if (properties.jwkSetUri() == null) {
            Setting.requireUri(BootProperties.ISSUER_URI, issuerUri, BootProperties.JWK_SET_URI);
        } else {
            issuer = Setting.of(BootProperties.JWK_SET_URI, properties.jwkSetUri(), issuer::withJwksUri);
        }
        for (String host : PlainHttp.hosts(issuerUri, properties.jwkSetUri())) {
            issuer = Setting.of(BootProperties.ISSUER_URI, host, issuer::allowHttpTo);
        }
        return new Named(issuer, rules(properties, issuerUri, clockSkew));
    }

    /** Also for the issuers of a fetcher that is the user's own: these properties have no other place for rules. */
    static TokenRules rules(BootProperties properties, String whose, @Nullable Duration clockSkew) {
        TokenRules rules;
        if (properties.audiences().isEmpty()) {
            LOG.warn(
                    "tokens of {} are accepted for any service, also those issued for another one: set {} to this service's name",
                    whose,
                    BootProperties.AUDIENCES);
            rules = TokenRules.acceptingAnyAudience();
        } else {
            rules = Setting.of(
                    BootProperties.AUDIENCES,
                    properties.audiences(),
                    audiences -> TokenRules.forAudience(audiences.toArray(String[]::new)));
        }
        if (!properties.algorithms().isEmpty()) {
            rules = rules.withAlgorithms(Setting.algorithms(BootProperties.JWS_ALGORITHMS, properties.algorithms()));
        }
        return clockSkew == null ? rules : Setting.of("jwks4j.clock-skew", clockSkew, rules::withClockSkew);
    }
}
