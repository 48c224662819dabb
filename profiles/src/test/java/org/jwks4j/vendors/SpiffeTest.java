package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

class SpiffeTest extends VendorContract {
    private static final String BUNDLE = "https://spire.example.org/bundle";
    private static final Spiffe DOMAIN =
            Spiffe.trustDomain("example.org", BUNDLE).withIssuerClaim("https://spire.example.org");

    private static final VendorCase ANY_WORKLOAD = workload("SPIFFE: any workload", DOMAIN.workloads("orders"))
            .refusing(
                    "another trust domain",
                    withoutIssuer("spiffe://example.com/ns/shop/sa/cart"),
                    Reason.UNTRUSTED_ISSUER)
            .refusing(
                    "another trust domain, signed by this one's server",
                    Map.of("sub", "spiffe://example.com/ns/shop/sa/cart"),
                    Reason.CHECK_FAILED)
            .refusing(
                    "a name that only begins alike", Map.of("sub", "spiffe://example.org.evil/a"), Reason.CHECK_FAILED)
            .refusing("no SPIFFE ID", withoutIssuer("spiffe://example.org/../a"), Reason.MISSING_ISSUER)
            .refusing("for another service", Map.of("aud", List.of("payments")), Reason.WRONG_AUDIENCE);

    private static final VendorCase ONE_WORKLOAD = workload(
                    "SPIFFE: one workload", DOMAIN.workloadsAt("orders", "/ns/shop/sa/cart"))
            .refusing(
                    "another workload of the domain",
                    Map.of("sub", "spiffe://example.org/ns/shop/sa/mallory"),
                    Reason.WRONG_CLAIM);

    private static VendorCase workload(String name, VendorTrust trust) {
        return VendorCase.of(name, trust)
                .ofKind("SPIFFE")
                .publishing(BUNDLE, "spiffe/bundle.json")
                .signedWith(Keys.ES256)
                .payload("""
                        {"iss":"https://spire.example.org","sub":"spiffe://example.org/ns/shop/sa/cart","aud":["orders"]}""")
                .acceptingWithoutIssuer()
                .fixing("sub", "aud");
    }

    private static Map<String, @Nullable Object> withoutIssuer(String subject) {
        Map<String, @Nullable Object> changes = new HashMap<>();
        changes.put("iss", null);
        changes.put("sub", subject);
        return changes;
    }

    @Override
    List<VendorCase> cases() {
        return List.of(ANY_WORKLOAD, ONE_WORKLOAD);
    }

    @Test
    void settingsOfAnotherForm_sayWhichIsPossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spiffe.trustDomain("spiffe://example.org", BUNDLE))
                .withMessageContaining("without spiffe://");
        for (String path : List.of("ns/shop", "/", "/a/", "/a/../b", "/a/.", "/a b")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DOMAIN.workloadsAt("orders", path))
                    .withMessageContaining("the path of a SPIFFE ID such as /ns/shop/sa/orders");
        }
    }
}
