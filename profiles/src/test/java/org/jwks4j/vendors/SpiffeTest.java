package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThat;
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
            .refusing("the trust domain itself", Map.of("sub", "spiffe://example.org"), Reason.CHECK_FAILED)
            .refusing("an empty path", Map.of("sub", "spiffe://example.org/"), Reason.CHECK_FAILED)
            .refusing("an empty segment", Map.of("sub", "spiffe://example.org//a"), Reason.CHECK_FAILED)
            .refusing("a slash at the end", Map.of("sub", "spiffe://example.org/a/"), Reason.CHECK_FAILED)
            .refusing("a dot segment", Map.of("sub", "spiffe://example.org/a/../b"), Reason.CHECK_FAILED)
            .refusing("an escaped path", Map.of("sub", "spiffe://example.org/a%2fb"), Reason.CHECK_FAILED)
            .refusing("a query", Map.of("sub", "spiffe://example.org/a?b"), Reason.CHECK_FAILED)
            .refusing("too long an ID", Map.of("sub", "spiffe://example.org/" + "a".repeat(2048)), Reason.CHECK_FAILED)
            .refusingHeader("an access token", Map.of("typ", "at+jwt"), Reason.WRONG_TYPE)
            .refusing("for another service", Map.of("aud", List.of("payments")), Reason.WRONG_AUDIENCE);

    private static final VendorCase ONE_WORKLOAD = workload(
                    "SPIFFE: one workload", DOMAIN.workloadsAt("orders", "/ns/shop/sa/cart"))
            .refusing(
                    "another workload of the domain",
                    Map.of("sub", "spiffe://example.org/ns/shop/sa/mallory"),
                    Reason.WRONG_CLAIM);

    private static final VendorCase BELOW = workload("SPIFFE: a namespace", DOMAIN.workloadsBelow("orders", "/ns/shop"))
            .header(Map.of("typ", "JOSE"))
            .refusing(
                    "another namespace", Map.of("sub", "spiffe://example.org/ns/mallory/sa/cart"), Reason.CHECK_FAILED)
            .refusing(
                    "a name that begins alike",
                    Map.of("sub", "spiffe://example.org/ns/shopping/sa"),
                    Reason.CHECK_FAILED)
            .refusing("the namespace itself", Map.of("sub", "spiffe://example.org/ns/shop"), Reason.CHECK_FAILED);

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
        return List.of(ANY_WORKLOAD, ONE_WORKLOAD, BELOW);
    }

    /** JWT-SVID §2.1. */
    @Test
    void algorithms_areThoseOfTheSpecification() {
        for (VendorTrust trust : List.of(DOMAIN.workloads("orders"), DOMAIN.workloadsAt("orders", "/a"))) {
            assertThat(trust.rules().explain())
                    .contains("alg is one of [RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512]")
                    .contains("typ is \"jose\" or \"jwt\" or absent");
        }
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
