package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.jwks4j.error.Reason;

/**
 * What holds for each vendor: a token as it makes them is accepted, and all that is asked for is what the case names. Each claim
 * is taken away and changed: exactly those of which the case says so count. Then the mistakes that all vendors have in common, and
 * the case's own.
 */
abstract class VendorContract {
    /** The kinds of tokens of this vendor. */
    abstract List<VendorCase> cases();

    @TestFactory
    Stream<DynamicContainer> eachKindOfToken() {
        return cases().stream().map(vendor -> {
            VendorService service = new VendorService(vendor);
            List<DynamicTest> tests = new ArrayList<>();
            tests.add(dynamicTest(
                    "wrong spellings of the issuer cost no request", () -> wrongSpellings(service, vendor)));
            tests.add(dynamicTest("a good token is accepted", () -> goodToken(service, vendor)));
            tests.add(dynamicTest("another key under the same kid", () -> otherKey(service, vendor)));
            tests.add(dynamicTest("expired", () -> service.refuses(with(service, "exp", past()), Reason.EXPIRED)));
            vendor.claims.keySet().stream()
                    .filter(claim -> !VendorService.isTime(claim))
                    .forEach(claim -> {
                        tests.add(dynamicTest("without " + claim, () -> without(service, vendor, claim)));
                        tests.add(dynamicTest("another " + claim, () -> another(service, vendor, claim)));
                    });
            vendor.fixedInHeader.forEach(member -> {
                tests.add(dynamicTest("without header " + member, () -> inHeader(service, vendor, member, null)));
                tests.add(dynamicTest("another header " + member, () -> inHeader(service, vendor, member, "another")));
            });
            tests.add(dynamicTest("padded", () -> padded(service, vendor)));
            vendor.mistakes.forEach(
                    mistake -> tests.add(dynamicTest(mistake.name(), () -> mistaken(service, vendor, mistake))));
            return dynamicContainer(vendor.name, tests.stream().onClose(service::close));
        });
    }

    private static void mistaken(VendorService service, VendorCase vendor, VendorCase.Mistake mistake) {
        Map<String, @Nullable Object> header = new HashMap<>(vendor.header);
        header.putAll(mistake.header());
        service.refuses(service.token(vendor, header, mistake.changes(), vendor.key), mistake.reason());
    }

    private static Instant past() {
        return Instant.EPOCH.plusSeconds(1);
    }

    private static void goodToken(VendorService service, VendorCase vendor) {
        service.accepts(service.token(Map.of()));
        assertThat(service.asked()).isEqualTo(vendor.documents.keySet());
        assertThat(vendor.claims.keySet()).as("what counts is there").containsAll(vendor.needed);
    }

    private static void wrongSpellings(VendorService service, VendorCase vendor) {
        for (String spelling : VendorService.spellings(vendor.issuer())) {
            service.refuses(with(service, "iss", spelling), Reason.UNTRUSTED_ISSUER);
        }
        assertThat(service.requests()).isZero();
    }

    private static void otherKey(VendorService service, VendorCase vendor) {
        service.refuses(
                service.token(vendor, vendor.header, Map.of(), Keys.otherThan(vendor.key)), Reason.INVALID_SIGNATURE);
    }

    private static void without(VendorService service, VendorCase vendor, String claim) {
        String token = with(service, claim, null);
        boolean isNeededIssuer = claim.equals("iss") && !vendor.issuerMayBeAbsent;
        if (isNeededIssuer || vendor.needed.contains(claim)) {
            service.refuses(token);
        } else {
            service.accepts(token);
        }
    }

    private static void another(VendorService service, VendorCase vendor, String claim) {
        Object value = vendor.claims.get(claim);
        String token = with(service, claim, value instanceof List<?> ? List.of("another") : "another");
        if (claim.equals("iss") || vendor.fixed.contains(claim)) {
            service.refuses(token);
        } else if (value instanceof String || value instanceof List<?>) {
            service.accepts(token);
        }
    }

    private static void inHeader(VendorService service, VendorCase vendor, String member, @Nullable String value) {
        Map<String, @Nullable Object> header = new HashMap<>(vendor.header);
        header.put(member, value);
        service.refuses(service.token(vendor, header, Map.of(), vendor.key));
    }

    /** RFC 7515 §2: only who says so has padding accepted. */
    private static void padded(VendorService service, VendorCase vendor) {
        String token = VendorService.padded(service.token(Map.of()), vendor.key);
        if (vendor.padded) {
            service.accepts(token);
        } else {
            service.refuses(token, Reason.MALFORMED_TOKEN);
        }
    }

    private static String with(VendorService service, String claim, @Nullable Object value) {
        Map<String, @Nullable Object> changes = new HashMap<>();
        changes.put(claim, value);
        return service.token(changes);
    }
}
