package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.TokenBuilder;
import org.jwks4j.vendors.VendorTrust;
import org.jwks4j.verifier.JwtVerifier;

/** A service that is told whom to trust anew for each token, and an issuer that signs whatever a vendor would. */
abstract class VendorTokens {
    final Service service = Service.cold(KeyFetcher.builder().trust(Service.ISSUER), "RS256", "ES256");

    @AfterEach
    void close() {
        service.close();
    }

    TokenBuilder token(String issuer, Map<String, ?> claims) {
        return service.issuer.token().claim("iss", issuer).claims(claims);
    }

    void takes(VendorTrust trust, TokenBuilder token) {
        assertThat(outcome(trust, token)).isNull();
    }

    void refuses(VendorTrust trust, TokenBuilder token, Reason reason) {
        assertThat(outcome(trust, token))
                .isInstanceOfSatisfying(
                        TokenException.class,
                        failure -> assertThat(failure.reason())
                                .as(failure.getMessage())
                                .isEqualTo(reason));
    }

    private Object outcome(VendorTrust trust, TokenBuilder token) {
        try (KeyFetcher fetcher =
                service.onManualTime(trust.addTo(KeyFetcher.builder())).build()) {
            JwtVerifier verifier = trust.addTo(JwtVerifier.builder(fetcher))
                    .instantSource(service.time.instants())
                    .build();
            return verifier.verify(token.mint())
                    .handle((jwt, failure) -> failure)
                    .getNow(null);
        }
    }
}
