package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a vendor's class can be told, its named settings can be told too: on the command line, and in Boot's properties. */
class VendorParametersTest {
    private static final Path MAIN = Path.of("src/main/java/org/jwks4j/vendors");
    private static final Pattern METHOD = Pattern.compile("public (?:static )?\\w+ (\\w+)\\(([^)]*)\\) \\{");

    /** What the names of a vendor's kinds of tokens begin with, where that is not the name of its class. */
    private static final Map<String, String> PREFIXES = Map.of(
            "GitHubActions", "github-actions",
            "GitLab", "gitlab",
            "Google", "google-id",
            "GoogleIap", "google-iap");

    /** A setting has the name of the parameter, but for these. */
    private static final Map<String, List<String>> OTHER_NAMES = Map.of(
            "AwsAlb.loadBalancer arn", List.of("arns"),
            "Entra.tenant tenantId", List.of("tenantIds"),
            "Entra.withKeysOfApplication clientId", List.of("keysOfApplication"),
            "Keycloak.requireRealmRole role", List.of("realmRoles"),
            "Keycloak.requireRealmRole rules", List.of(),
            "Keycloak.requireClientRole role", List.of("clientRoles"),
            "Keycloak.requireClientRole rules", List.of());

    /** Functions that others of the catalog do the work of. */
    private static final Set<String> FOR_ONE = Set.of("AwsAlb.loadBalancer");

    static Stream<String> vendors() {
        return VendorConfusionTest.VENDORS.stream()
                .map(test -> test.getClass().getSimpleName().replace("Test", ""));
    }

    private static String source(String type) {
        try {
            return Files.readString(MAIN.resolve(type + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> settings(String vendor) {
        String prefix = PREFIXES.getOrDefault(
                vendor, vendor.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT));
        Set<String> all = new TreeSet<>();
        Vendors.names().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> all.addAll(Vendors.settings(name)));
        assertThat(all).as(prefix).isNotEmpty();
        return all;
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void eachFunctionAndParameter_hasItsSetting(String vendor) {
        Matcher method = METHOD.matcher(source(vendor));
        int functions = 0;
        while (method.find()) {
            String name = method.group(1);
            if (name.equals("toString")) {
                continue;
            }
            functions++;
            if (!FOR_ONE.contains(vendor + "." + name)) {
                assertThat(source("VendorCatalog")).containsPattern("(?:\\.|::)" + name + "\\b");
            }
            for (String parameter : parameters(method.group(2))) {
                String own = parameter.equals("oneOf") ? name : parameter; // the function is called like the setting
                assertThat(settings(vendor))
                        .as(vendor + "." + name)
                        .containsAll(OTHER_NAMES.getOrDefault(vendor + "." + name + " " + parameter, List.of(own)));
            }
            if (method.group(2).isEmpty() && method.group().startsWith("public GitLab")) {
                assertThat(settings(vendor)).contains(name);
            }
        }
        assertThat(functions).isPositive();
    }

    private static List<String> parameters(String declared) {
        return Stream.of(declared.split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(one -> one.substring(one.lastIndexOf(' ') + 1))
                .toList();
    }
}
