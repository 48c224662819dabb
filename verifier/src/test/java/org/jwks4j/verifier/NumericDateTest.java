package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.Reason;

/** Whatever may stand where a NumericDate should (RFC 7519 §2). */
final class NumericDateTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"1798761600\"",
                "\"\"",
                "true",
                "[1798761600]",
                "{\"seconds\":1798761600}",
                "1e400",
                "-1e400",
                "1e999999999999",
                "1e12",
                "31556889864403200",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "1000000000000000000000000000000"
            })
    void noDate_isRefused(String json) {
        SHOP.refuses(token("exp", json), Reason.MALFORMED_CLAIM);
        SHOP.refuses(token("nbf", json), Reason.MALFORMED_CLAIM);
        SHOP.refuses(token("iat", json), Reason.MALFORMED_CLAIM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-1.5", "0", "-0.0", "1e-400", "1", "-31557014167219200"})
    void expLongAgo_isExpired(String json) {
        SHOP.refuses(token("exp", json), Reason.EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({
        "1798761600, 2027-01-01T00:00:00Z",
        "1798761600.0, 2027-01-01T00:00:00Z",
        "1.7987616e9, 2027-01-01T00:00:00Z",
        "1798761600.25, 2027-01-01T00:00:00.250Z",
        "1798761600.001, 2027-01-01T00:00:00.001Z",
        "99999999999.5, 5138-11-16T09:46:39.500Z",
        "31556889864403199, +1000000000-12-31T23:59:59Z"
    })
    void expToCome_isReadExactly(String json, Instant date) {
        assertThat(SHOP.accepts(token("exp", json)).claims().expiresAt()).contains(date);
    }

    @Test
    void nbfAndIatBefore1970_areAccepted() {
        Claims claims = SHOP.accepts(
                        SHOP.token().claim("nbf", -1.5).claim("iat", -1).mint())
                .claims();

        assertThat(claims.notBefore()).contains(Instant.parse("1969-12-31T23:59:58.500Z"));
        assertThat(claims.issuedAt()).contains(Instant.ofEpochSecond(-1));
    }

    /** Raw, so that the number stands there as it is written here. */
    private static String token(String claim, String json) {
        String exp = claim.equals("exp") ? "" : ",\"exp\":1798761600";
        return SHOP.token()
                .rawPayload("{\"iss\":\"" + SHOP.issuer().issuer() + "\",\"aud\":\"" + Shop.AUDIENCE + "\",\"" + claim
                        + "\":" + json + exp + "}")
                .mint();
    }
}
