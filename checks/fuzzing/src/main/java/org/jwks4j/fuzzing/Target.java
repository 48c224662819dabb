package org.jwks4j.fuzzing;

import java.util.Locale;
import java.util.function.Consumer;

/** All targets. {@code scripts/fuzz} takes the class by the same name: {@code jwk-set} is {@code JwkSetTarget}. */
@SuppressWarnings("ImmutableEnumChecker") // a reference to a static method holds nothing
enum Target {
    CACHE_HEADERS(CacheHeadersTarget::fuzzerTestOneInput),
    JWK_SET(JwkSetTarget::fuzzerTestOneInput),
    METADATA(MetadataTarget::fuzzerTestOneInput),
    TEMPLATE(TemplateTarget::fuzzerTestOneInput),
    TOKEN(TokenTarget::fuzzerTestOneInput),
    TOKEN_JSON(TokenJsonTarget::fuzzerTestOneInput);

    private final Consumer<byte[]> entry;

    Target(Consumer<byte[]> entry) {
        this.entry = entry;
    }

    /** The name of its folder among seeds and regressions. */
    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns when all that must hold does. */
    void feed(byte[] input) {
        entry.accept(input);
    }
}
