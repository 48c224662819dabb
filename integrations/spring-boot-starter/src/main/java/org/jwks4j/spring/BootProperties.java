package org.jwks4j.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * What Boot's own properties say of the one issuer that they know. They are read from the environment, since Boot's class for them
 * has moved between 3.5 and 4, and does not tell a default algorithm from one that was set.
 *
 * @param algorithms empty if none is set
 */
record BootProperties(
        @Nullable String issuerUri, @Nullable String jwkSetUri, List<String> audiences, List<String> algorithms) {
    static final String PREFIX = "spring.security.oauth2.resourceserver.jwt.";
    static final String ISSUER_URI = PREFIX + "issuer-uri";
    static final String JWK_SET_URI = PREFIX + "jwk-set-uri";
    static final String AUDIENCES = PREFIX + "audiences";
    static final String JWS_ALGORITHMS = PREFIX + "jws-algorithms";

    static BootProperties of(Environment environment) {
        Binder binder = Binder.get(environment);
        Bindable<List<String>> names = Bindable.listOf(String.class);
        return new BootProperties(
                text(environment, ISSUER_URI),
                text(environment, JWK_SET_URI),
                binder.bind(AUDIENCES, names).orElse(List.of()),
                binder.bind(JWS_ALGORITHMS, names).orElse(List.of()));
    }

    /** Boot takes an empty value for one that is not set. */
    private static @Nullable String text(Environment environment, String name) {
        String value = environment.getProperty(name);
        return StringUtils.hasText(value) ? value : null;
    }

    /** Tokens whose issuer is not named could be anyone's: of whom they are is all that a key look-up starts from. */
    boolean hasKeysOfNoIssuer() {
        return issuerUri == null && jwkSetUri != null;
    }
}
