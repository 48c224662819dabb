package org.jwks4j.spring;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.JwsAlgorithm;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Reads values of properties; a wrong one stops the start with its property, its value, and what would be right. */
final class Setting {
    private Setting() {}

    static InvalidConfigurationPropertyValueException wrong(String property, @Nullable Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(property, value, reason);
    }

    /** An issuer whose name is no URI can be trusted only if another property says where its keys are. */
    static void requireUri(String property, String issuer, String whereKeysAre) {
        if (!PlainHttp.isHttpOrHttps(issuer)) {
            throw wrong(
                    property,
                    issuer,
                    "It is no https URI such as https://issuer.example.com, so that no metadata can be found by it:"
                            + " correct it, or set " + whereKeysAre + " too.");
        }
    }

    /** Core's builders say what is wrong with a value; this says which property it came from. */
    static <V, T> T of(String property, V value, Function<V, T> use) {
        try {
            return use.apply(value);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw wrong(property, value, String.valueOf(e.getMessage()));
        }
    }

    static JwsAlgorithm[] algorithms(String property, List<String> names) {
        return names.stream().map(name -> algorithm(property, name)).toArray(JwsAlgorithm[]::new);
    }

    private static JwsAlgorithm algorithm(String property, String name) {
        return JwsAlgorithm.of(name)
                .orElseThrow(() -> wrong(
                        property,
                        name,
                        "It is no signature algorithm with a public key; one of "
                                + Arrays.stream(JwsAlgorithm.values())
                                        .map(JwsAlgorithm::jwsName)
                                        .collect(Collectors.joining(", "))));
    }
}
