package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every kind of token of every vendor, put to everybody who takes another kind: it is refused. All sign with the same keys under
 * the same key IDs, so that only names and claims tell them apart.
 */
class VendorConfusionTest {
    static final List<VendorContract> VENDORS = List.of(
            new AppleTest(),
            new Auth0Test(),
            new AwsAlbTest(),
            new AzureB2cTest(),
            new CloudflareAccessTest(),
            new CognitoTest(),
            new DexTest(),
            new EntraTest(),
            new EntraExternalIdTest(),
            new FirebaseTest(),
            new GitHubActionsTest(),
            new GitLabTest(),
            new GoogleTest(),
            new GoogleIapTest(),
            new KeycloakTest(),
            new KubernetesTest(),
            new OktaTest(),
            new SpiffeTest(),
            new ZitadelTest());

    static List<VendorCase> cases() {
        return VENDORS.stream().flatMap(vendor -> vendor.cases().stream()).toList();
    }

    /** Those that all vendors have in common are not among them ({@link VendorContract}). */
    @Test
    void eachVendor_hasFiveMistakesOfItsOwn() {
        for (VendorContract vendor : VENDORS) {
            assertThat(vendor.cases().stream()
                            .flatMap(kind -> kind.mistakes.stream())
                            .map(VendorCase.Mistake::name)
                            .distinct())
                    .as(vendor.getClass().getSimpleName())
                    .hasSizeGreaterThanOrEqualTo(5);
        }
    }

    @TestFactory
    Stream<DynamicContainer> aTokenOfAnotherKind_isRefused() {
        return cases().stream().map(taker -> {
            VendorService service = new VendorService(taker);
            return dynamicContainer(
                    "a service for " + taker,
                    cases().stream()
                            .filter(other -> !taker.kind.equals(other.kind))
                            .map(other -> dynamicTest(
                                    other.name,
                                    () -> service.refuses(service.token(other, other.header, Map.of(), other.key))))
                            .onClose(service::close));
        });
    }
}
