package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.KeyFetcher;

/** Vendors and their settings by name. */
class VendorsTest {
    private static final String GUID = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("apiIdentifiers", "https://api.example.com"),
            Map.entry("applicationId", GUID),
            Map.entry("applicationIds", GUID),
            Map.entry("audTags", "0".repeat(64)),
            Map.entry("audience", "orders"),
            Map.entry("clientId", GUID),
            Map.entry("clientIds", "shop"),
            Map.entry("bundleUri", "https://spire.example.org/bundle"),
            Map.entry("cluster", "blue"),
            Map.entry("domain", "acme.example.com"),
            Map.entry("environments", "production"),
            Map.entry("host", "git.example.com"),
            Map.entry("hostedDomain", "example.com"),
            Map.entry("id", "0123456789ABCDEF0123456789ABCDEF"),
            Map.entry("issuer", "https://dex.example.com"),
            Map.entry("jwtIssuer", "https://spire.example.org"),
            Map.entry("keysOfApplication", GUID),
            Map.entry(
                    "arns",
                    "arn:aws:elasticloadbalancing:eu-west-1:123412341234:loadbalancer/app/shop/0123456789abcdef"),
            Map.entry("location", "europe-west1"),
            Map.entry("namespaces", "acme"),
            Map.entry("organizationId", "org_1"),
            Map.entry("owners", "acme"),
            Map.entry("protectedRefs", "true"),
            Map.entry("realmRoles", "admin"),
            Map.entry("clientRoles", "editor"),
            Map.entry("paths", "/ns/shop/sa/orders"),
            Map.entry("policy", "b2c_1_sign_in"),
            Map.entry("project", "acme-orders"),
            Map.entry("projectId", "acme-orders"),
            Map.entry("projectIds", "7"),
            Map.entry("projectNumber", "7"),
            Map.entry("projects", "acme/orders"),
            Map.entry("realm", "staff"),
            Map.entry("refs", "refs/heads/main"),
            Map.entry("region", "eu-west-1"),
            Map.entry("repositories", "acme/orders"),
            Map.entry("repositoryIds", "7"),
            Map.entry("server", "default"),
            Map.entry("service", "orders"),
            Map.entry("serviceAccounts", "shop/orders"),
            Map.entry("serviceId", "7"),
            Map.entry("slug", "acme"),
            Map.entry("subdomain", "acme"),
            Map.entry("team", "acme"),
            Map.entry("tenantId", GUID),
            Map.entry("tenantIds", GUID),
            Map.entry("tenantName", "acme"),
            Map.entry("trustDomain", "example.org"),
            Map.entry("url", "https://login.example.com"),
            Map.entry("userPoolId", "eu-west-1_Ab12Cd34E"));

    private static Map<String, List<String>> examples(String name) {
        Map<String, List<String>> settings = new HashMap<>();
        Vendors.settings(name).stream()
                .filter(setting -> !setting.equals("pathPrefix")) // in place of paths
                .forEach(setting -> settings.put(setting, List.of(example(name, setting))));
        return settings;
    }

    private static String example(String name, String setting) {
        return switch (name.replace("-any-service-account", "") + " " + setting) {
            case "kubernetes-aks region" -> "westeurope";
            case "kubernetes-aks id" -> GUID;
            case "gitlab refs", "gitlab-server refs" -> "refs/heads/main";
            default -> {
                assertThat(EXAMPLES).containsKey(setting);
                yield EXAMPLES.get(setting);
            }
        };
    }

    static List<String> outsideOfAPod() {
        return Vendors.names().stream()
                .filter(name -> !name.startsWith("kubernetes-in-pod"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("outsideOfAPod")
    void eachName_takesAllOfItsSettings(String name) {
        assertThat(Vendors.trust(name, examples(name)).rules().explain()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("outsideOfAPod")
    void eachSetting_counts(String name) {
        List<Object> all = described(name, examples(name));
        for (String setting : examples(name).keySet()) {
            Map<String, List<String>> without = examples(name);
            without.remove(setting);
            try {
                assertThat(described(name, without)).as(setting).isNotEqualTo(all);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining(setting);
            }
        }
    }

    /** The rules, and the issuers as a fetcher gets them; of a template, those that it is tried with. */
    private static List<Object> described(String name, Map<String, List<String>> settings) {
        VendorTrust trust = Vendors.trust(name, settings);
        List<Object> all = new ArrayList<>(List.of(trust.toString()));
        trust.withIssuer(issuer -> {
                    all.add(issuer);
                    return issuer;
                })
                .addTo(KeyFetcher.builder())
                .build()
                .close();
        return all;
    }

    @Test
    void aNameOrSettingThatIsUnknown_isAnsweredWithThosePossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vendors.trust("cognito", Map.of()))
                .withMessageContaining("\"cognito\"")
                .withMessageContaining("cognito-access, cognito-id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vendors.trust("cognito-id", Map.of("pool", List.of("x"))))
                .withMessage("there is no setting \"pool\"; the settings are region, userPoolId, clientId");
    }

    @Test
    void aSettingThatIsMissingOrTwice_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vendors.trust("apple-id", Map.of()))
                .withMessage("the setting clientId is missing; the settings are clientId");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vendors.trust("apple-id", Map.of("clientId", List.of("a", "b"))))
                .withMessage("the setting clientId takes one value, not 2");
    }

    @Test
    void aSettingThatIsEmpty_isRefused_sinceItWouldDropARestriction() {
        for (List<String> empty : List.of(List.<String>of(), List.of(""), List.of("example.com", " "))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            Vendors.trust("google-id", Map.of("clientIds", List.of("web"), "hostedDomain", empty)))
                    .withMessage("the setting hostedDomain is empty; leave it out, or give it a value");
        }
    }

    @Test
    void pathsOfWorkloads_areNamedOrBelowOne() {
        Map<String, List<String>> settings = examples("spiffe");
        settings.put("pathPrefix", List.of("/ns/shop"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vendors.trust("spiffe", settings))
                .withMessage("the settings paths and pathPrefix contradict each other");
        settings.remove("paths");
        assertThat(Vendors.trust("spiffe", settings)).asString().contains("below /ns/shop");
    }

    @Test
    void settingThatIsTrueOrLeftOut_isNothingElse() {
        Map<String, List<String>> settings = examples("gitlab");
        settings.put("protectedRefs", List.of("false"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vendors.trust("gitlab", settings))
                .withMessage("the setting protectedRefs is \"false\", not true; leave it out");
    }

    @Test
    void podWhoseFilesAreElsewhere_isFoundByItsFolder(@TempDir Path empty) {
        for (String name : List.of("kubernetes-in-pod", "kubernetes-in-pod-any-service-account")) {
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> Vendors.trust(name, Map.of("folder", List.of(empty.toString()))))
                    .havingCause()
                    .withMessageContaining(empty.toString());
        }
    }

    @Test
    void severalValues_areAllTaken() {
        assertThat(Vendors.trust("google-id", Map.of("clientIds", List.of("web", "android"))))
                .hasToString(Google.idTokens("web", "android").toString());
    }
}
