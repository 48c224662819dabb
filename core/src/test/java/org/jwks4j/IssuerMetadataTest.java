package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.jwk.JwkLimits;

final class IssuerMetadataTest {
    private static final String KEY = PublishedKeys.named(PublishedKeys.EC, "good") + "}";

    @Test
    void nullMember_isAbsent() {
        assertThat(IssuerMetadata.parse("{\"issuer\":\"i\",\"jwks_uri\":null,\"jwks_url\":\"u\",\"jwks\":null}")
                        .jwksUri())
                .hasValue("u");
        assertThat(IssuerMetadata.parse("{\"issuer\":\"i\",\"jwks_uri\":\"u\",\"jwks\":null}")
                        .jwkSet())
                .isEmpty();
        assertThat(IssuerMetadata.parse("{\"issuer\":\"i\",\"jwks_uri\":null,\"jwks\":{\"keys\":[" + KEY + "]}}")
                        .jwkSet())
                .hasValueSatisfying(set -> assertThat(set.keys()).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"issuer\":null,\"jwks_uri\":\"u\"}",
                "{\"issuer\":\"i\",\"jwks_uri\":null}",
                "{\"issuer\":\"i\",\"jwks\":null}",
                "{\"issuer\":\"i\",\"jwks_uri\":1}",
                "{\"issuer\":\"i\",\"jwks\":[]}"
            })
    void withoutIssuerOrKeys_itIsRefused(String json) {
        assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> IssuerMetadata.parse(json));
    }

    @Test
    void faultyInlineKey_harmsNoOther() {
        IssuerMetadata metadata = IssuerMetadata.parse(
                "{\"issuer\":\"i\",\"jwks\":{\"keys\":[{\"kid\":\"bad\",\"a\":1,\"a\":2}," + KEY + "]}}");

        assertThat(metadata.jwkSet()).hasValueSatisfying(set -> {
            assertThat(set.keys()).hasSize(1);
            assertThat(set.skipped())
                    .singleElement()
                    .satisfies(skipped -> assertThat(skipped.detail())
                            .isEqualTo("a member stands twice in its object, at line 1, column 50"));
        });
    }

    @Test
    void limits_holdForInlineKeys() {
        JsonObject document = JsonObject.parse("{\"issuer\":\"i\",\"jwks\":{\"keys\":[" + KEY + "," + KEY + "]}}");

        assertThat(IssuerMetadata.of(document, new JwkLimits(2, 2048, 3)).jwkSet())
                .isPresent();
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> IssuerMetadata.of(document, new JwkLimits(1, 2048, 3)))
                .withMessage("keys has 2 entries, more than 1");
    }
}
