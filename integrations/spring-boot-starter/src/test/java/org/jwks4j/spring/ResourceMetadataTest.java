package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.json.JsonObject;
import org.jwks4j.spring.resource.ResourceProperties;
import org.jwks4j.testkit.FakeIssuer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** What clients learn of a service that they know by its address alone (RFC 9728): from its challenges, and from its metadata. */
final class ResourceMetadataTest {
    private static final String LOCATION = "https://api.example.com/.well-known/oauth-protected-resource/orders";

    private static Service service(WebApplicationType type, FakeIssuer issuer, String... more) {
        return Service.start(
                type,
                type == WebApplicationType.SERVLET ? Applications.TwoChains.class : Applications.WebFlux.class,
                Stream.concat(
                                Stream.of(
                                        BootProperties.ISSUER_URI + "=" + issuer.issuer(),
                                        BootProperties.AUDIENCES + "=orders",
                                        "jwks4j.deadline=60s"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource(
            value = WebApplicationType.class,
            names = {"SERVLET", "REACTIVE"})
    void clients_areToldByChallenges_andReadTheDocumentWithoutAToken(WebApplicationType type) throws Exception {
        try (FakeIssuer issuer = FakeIssuer.start();
                Service service = service(
                        type,
                        issuer,
                        "jwks4j.resource-metadata.resource=https://api.example.com/orders",
                        "jwks4j.resource-metadata.scopes=orders.read,orders.write",
                        "jwks4j.resource-metadata.name=Orders")) {
            String pointer = "resource_metadata=\"" + LOCATION + "\"";
            assertThat(service.getWithoutToken("/orders").challenge()).isEqualTo("Bearer " + pointer);
            String expired = issuer.token()
                    .claim("aud", "orders")
                    .expiresIn(Duration.ofHours(-1))
                    .mint();
            assertThat(service.get("/admin/orders", expired).challenge())
                    .contains("error=\"invalid_token\"", "EXPIRED")
                    .endsWith(", " + pointer)
                    .containsOnlyOnce("resource_metadata");

            Answer document = service.getWithoutToken("/.well-known/oauth-protected-resource/orders");
            assertThat(document.status()).isEqualTo(200);
            assertThat(JsonObject.parse(document.body())).isEqualTo(JsonObject.parse("""
                            {"resource": "https://api.example.com/orders", "authorization_servers": ["%s"],
                             "scopes_supported": ["orders.read", "orders.write"], "bearer_methods_supported": ["header"],
                             "resource_name": "Orders"}""".formatted(issuer.issuer())));

            assertThat(service.delete("/.well-known/oauth-protected-resource/orders")
                            .status())
                    .isEqualTo(405);
        }
    }

    /** Of a program in a browser, which asks before it sends a header of its own. */
    @ParameterizedTest
    @EnumSource(
            value = WebApplicationType.class,
            names = {"SERVLET", "REACTIVE"})
    void programsInBrowsers_mayReadTheDocument(WebApplicationType type) throws Exception {
        try (FakeIssuer issuer = FakeIssuer.start();
                Service service =
                        service(type, issuer, "jwks4j.resource-metadata.resource=https://api.example.com/orders")) {
            assertThat(service.options("/.well-known/oauth-protected-resource/orders")
                            .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void aReactiveApplication_saysNothingOfItself_ifItIsNotTold() throws Exception {
        try (FakeIssuer issuer = FakeIssuer.start();
                Service service = service(WebApplicationType.REACTIVE, issuer)) {
            assertThat(service.getWithoutToken("/").challenge()).isEqualTo("Bearer");
            assertThat(service.getWithoutToken("/.well-known/oauth-protected-resource")
                            .status())
                    .isEqualTo(401);
        }
    }

    /** RFC 9728 §3.1. */
    @ParameterizedTest
    @CsvSource({
        "https://api.example.com, https://api.example.com/.well-known/oauth-protected-resource",
        "https://api.example.com/, https://api.example.com/.well-known/oauth-protected-resource",
        "https://api.example.com:8443/a/b/, https://api.example.com:8443/.well-known/oauth-protected-resource/a/b/",
        "http://127.0.0.1:8080/a, http://127.0.0.1:8080/.well-known/oauth-protected-resource/a"
    })
    void theDocument_isBetweenHostAndPath(String resource, String location) throws Exception {
        try (FakeIssuer issuer = FakeIssuer.start();
                Service service =
                        service(WebApplicationType.REACTIVE, issuer, "jwks4j.resource-metadata.resource=" + resource)) {
            assertThat(service.getWithoutToken("/").challenge())
                    .isEqualTo("Bearer resource_metadata=\"" + location + "\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resource=http://api.example.com",
                "resource=https://api.example.com/?a=b",
                "resource=https://api.example.com/#a",
                "resource=orders",
                "scopes=orders.read"
            })
    void aResourceThatIsNone_stopsTheStart(String setting) {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        Jwks4jAutoConfiguration.class, configuration("Jwks4jResourceAutoConfiguration")))
                .withPropertyValues(
                        BootProperties.ISSUER_URI + "=https://issuer.example.com",
                        "jwks4j.resource-metadata." + setting)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("jwks4j.resource-metadata.resource"));
    }

    private static Class<?> configuration(String name) {
        try {
            return Class.forName(ResourceProperties.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
