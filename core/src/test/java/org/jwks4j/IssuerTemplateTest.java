package org.jwks4j;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.location.JwksHosts;
import org.jwks4j.location.MetadataLocation;

/** Which issuers fit a template, to the letter; and which templates are none. */
class IssuerTemplateTest {
    private static final IssuerTemplate ENTRA = IssuerTemplate.of("https://login.microsoftonline.com/{tenantid}/v2.0");
    private static final IssuerTemplate OKTA = IssuerTemplate.of("https://{org}.okta.com/oauth2/{server}");

    @Test
    void aTenantInThePath_isBoundToItsSlot() {
        TrustedIssuer issuer = ENTRA.match("https://login.microsoftonline.com/Contoso_1.test-2/v2.0")
                .orElseThrow();
        assertThat(issuer.slot("tenantid")).contains("Contoso_1.test-2");
        assertThat(issuer.slot("other")).isEmpty();
    }

    @Test
    void slotsInHostAndPath_areBoundEachToItsOwn() {
        TrustedIssuer issuer =
                OKTA.match("https://acme-1.okta.com/oauth2/default").orElseThrow();
        assertThat(issuer.slot("org")).contains("acme-1");
        assertThat(issuer.slot("server")).contains("default");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.microsoftonline.com//v2.0",
                "https://login.microsoftonline.com/a/b/v2.0",
                "https://login.microsoftonline.com/a/v2.0/",
                "https://login.microsoftonline.com/a/v2.0/x",
                "https://login.microsoftonline.com/a/v2.0?x",
                "https://login.microsoftonline.com/a/v2.0#x",
                "https://login.microsoftonline.com/a?x/v2.0",
                "https://login.microsoftonline.com/a#x/v2.0",
                "https://login.microsoftonline.com/a@b/v2.0",
                "https://login.microsoftonline.com/a%2fb/v2.0",
                "https://login.microsoftonline.com/a\\b/v2.0",
                "https://login.microsoftonline.com/a b/v2.0",
                "https://login.microsoftonline.com/a\n/v2.0",
                "https://login.microsoftonline.com/\u00e4/v2.0",
                "https://login.microsoftonline.com/./v2.0",
                "https://login.microsoftonline.com/../v2.0",
                "https://login.microsoftonline.com/.../v2.0",
                "https://login.microsoftonline.com/{tenantid}/v2.0",
                "https://login.microsoftonline.com.evil.example/a/v2.0",
                "https://login.microsoftonline.com@evil.example/a/v2.0",
                "https://LOGIN.microsoftonline.com/a/v2.0",
                "HTTPS://login.microsoftonline.com/a/v2.0",
                "http://login.microsoftonline.com/a/v2.0",
                " https://login.microsoftonline.com/a/v2.0",
                "https://login.microsoftonline.com/a/V2.0",
                ""
            })
    void whatDiffersInALetter_doesNotFit(String issuer) {
        assertThat(ENTRA.match(issuer)).isEmpty();
        assertThat(ENTRA.matches(issuer)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://.okta.com/oauth2/default",
                "https://okta.com/oauth2/default",
                "https://a.b.okta.com/oauth2/default",
                "https://evil.example/.okta.com/oauth2/default",
                "https://evil.example#.okta.com/oauth2/default",
                "https://evil.example?.okta.com/oauth2/default",
                "https://user@a.okta.com/oauth2/default",
                "https://a:443.okta.com/oauth2/default",
                "https://a_b.okta.com/oauth2/default",
                "https://-a.okta.com/oauth2/default",
                "https://a-.okta.com/oauth2/default",
                "https://ACME.okta.com/oauth2/default",
                "https://acme.okta.com:8443/oauth2/default",
                "https://acme.oktaXcom/oauth2/default",
                "https://acme.okta.com.evil.example/oauth2/default"
            })
    void whatIsNoLabelInTheHost_doesNotFit(String issuer) {
        assertThat(OKTA.match(issuer)).isEmpty();
    }

    @Test
    void lengths_areBoundedAsDnsAndPathsAre() {
        assertThat(OKTA.match("https://" + "a".repeat(63) + ".okta.com/oauth2/" + "b".repeat(255)))
                .isPresent();
        assertThat(OKTA.match("https://" + "a".repeat(64) + ".okta.com/oauth2/b"))
                .isEmpty();
        assertThat(OKTA.match("https://a.okta.com/oauth2/" + "b".repeat(256))).isEmpty();
    }

    @Test
    void aUuidSlot_takesOnlyAUuidInLowerCase() {
        IssuerTemplate template = IssuerTemplate.of("https://login.microsoftonline.com/{tenantid:uuid}/v2.0");
        assertThat(template.match("https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0"))
                .isPresent();
        assertThat(template.match("https://login.microsoftonline.com/9188040D-6C67-4C5B-B112-36A304B66DAD/v2.0"))
                .isEmpty();
        assertThat(template.match("https://login.microsoftonline.com/common/v2.0"))
                .isEmpty();
        assertThat(template.match("https://login.microsoftonline.com/9188040d6c674c5bb11236a304b66dad/v2.0"))
                .isEmpty();
    }

    @Test
    void aListOfValues_takesNoOther() {
        IssuerTemplate template =
                IssuerTemplate.of("https://kc.example.com/realms/{realm}").withValues("realm", "staff", "partners");
        assertThat(template.match("https://kc.example.com/realms/staff")).isPresent();
        assertThat(template.match("https://kc.example.com/realms/Staff")).isEmpty();
        assertThat(template.match("https://kc.example.com/realms/master")).isEmpty();
    }

    @Test
    void aClaimThatIsBound_hasTheValueOfItsSlot() {
        Optional<TrustedIssuer> issuer =
                ENTRA.withClaim("tid", "tenantid").match("https://login.microsoftonline.com/contoso/v2.0");
        assertThat(issuer.orElseThrow().boundClaims()).containsExactly(java.util.Map.entry("tid", "contoso"));
    }

    @Test
    void whatIsSaidOfEveryIssuer_mayUseItsSlots() {
        IssuerTemplate template = OKTA.with(issuer -> issuer.withJwksUri(
                "https://keys.example.com/" + issuer.slot("org").orElseThrow()));
        TrustedIssuer issuer =
                template.match("https://acme.okta.com/oauth2/default").orElseThrow();
        assertThat(issuer.keySource()).isEqualTo(new KeySource.GivenUri("https://keys.example.com/acme"));
        assertThat(issuer.slot("org")).contains("acme");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example.com/v2.0",
                "https://{tenant}/v2.0",
                "https://{tenant}.com/v2.0",
                "https://{tenant}.co.uk/v2.0",
                "https://{tenant}.github.io/v2.0",
                "https://login.{domain}.com/v2.0",
                "https://login.example.{tld}/v2.0",
                "https://login.example.{tld}",
                "https://login.example.com:{port}/v2.0",
                "https://{user}@login.example.com/v2.0",
                "https://pre{tenant}.example.com/v2.0",
                "https://{tenant}post.example.com/v2.0",
                "https://login.example.com/pre{tenant}/v2.0",
                "https://login.example.com/{tenant}post",
                "https://login.example.com/{a}{b}",
                "https://login.example.com/{a}/{a}",
                "https://login.example.com/x?tenant={tenant}",
                "https://login.example.com/{tenant}?x=y",
                "https://login.example.com/{tenant}#x",
                "https://login.example.com//{tenant}",
                "https://login.example.com/../{tenant}",
                "https://login.example.com/./{tenant}",
                "https://login.example.com:/{tenant}",
                "https://https://login.example.com/{tenant}",
                "https://login.example.com/{tenant:[a-z]+}",
                "https://login.example.com/{1}",
                "https://login.example.com/{}",
                "https://login.example.com/{a/b}",
                "https://login.example.com/{tenant}/}",
                "https://2130706433/{tenant}",
                "{scheme}://login.example.com/v2.0",
                "ftp://login.example.com/{tenant}",
                "login.example.com/{tenant}",
                ""
            })
    void whatCouldLeadElsewhere_isNoTemplate(String template) {
        assertThatIllegalArgumentException().isThrownBy(() -> IssuerTemplate.of(template));
    }

    @Test
    void aSlotThatTheTemplateDoesNotHave_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ENTRA.withClaim("tid", "tenant"));
        assertThatIllegalArgumentException().isThrownBy(() -> ENTRA.withClaim("iss", "tenantid"));
        assertThatIllegalArgumentException().isThrownBy(() -> ENTRA.withValues("tenant", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> ENTRA.withValues("tenantid"));
        assertThatIllegalArgumentException().isThrownBy(() -> ENTRA.withValues("tenantid", ".."));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ENTRA.withClaim("tid", "tenantid").withClaim("tid", "tenantid"));
    }

    private static final String HOST = "https://login.example.com";

    private static boolean choosesHost(UnaryOperator<TrustedIssuer> ofOneTenant) {
        IssuerTemplate template = IssuerTemplate.of(HOST + "/{tenant}")
                .with(issuer -> issuer.slot("tenant").orElseThrow().equals("one") ? ofOneTenant.apply(issuer) : issuer);
        assertThat(template.letsTenantsChooseHosts()).isFalse();
        TrustedIssuer other = template.match(HOST + "/other").orElseThrow();
        assertThat(requireNonNull(other.tenant()).choosesHost()).isFalse();
        TrustedIssuer one = template.match(HOST + "/one").orElseThrow();
        assertThat(one.slot("tenant")).contains("one");
        return requireNonNull(one.tenant()).choosesHost();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://one.example.com",
                "https://login.example.com.",
                "https://login.example.com:8443",
                "http://login.example.com",
                "http://login.example.com:443",
                "https://[::1]"
            })
    void anOriginThatTheExamplesDoNotHave_isOfTheTenantsChoice(String origin) {
        assertThat(choosesHost(issuer -> issuer.withJwksUri(origin + "/keys"))).isTrue();
        assertThat(choosesHost(issuer -> issuer.withMetadataAt(MetadataLocation.uri(origin + "/metadata"))))
                .isTrue();
        assertThat(choosesHost(issuer -> issuer.withMetadataAt(
                        MetadataLocation.openIdConfiguration(), MetadataLocation.uri(origin + "/metadata"))))
                .isTrue();
        assertThat(choosesHost(issuer -> issuer.withRequestHeader("X-Key", "1").sendHeadersAlsoTo(origin)))
                .isTrue();
    }

    @Test
    void jwksHostsThatTheExamplesDoNotHave_areOfTheTenantsChoice() {
        assertThat(choosesHost(issuer -> issuer.withJwksHosts(JwksHosts.oneOf("one.example.com"))))
                .isTrue();
    }

    @Test
    void whatLeadsNowhereElse_isNotOfTheTenantsChoice() {
        assertThat(choosesHost(issuer -> issuer.withJwksUri(HOST + "/one/keys")))
                .isFalse();
        assertThat(choosesHost(issuer -> issuer.withJwksUri("HTTPS://LOGIN.example.com:443/keys")))
                .isFalse();
        assertThat(choosesHost(issuer -> issuer.withMetadataAt(MetadataLocation.path("/metadata"))))
                .isFalse();
        assertThat(choosesHost(issuer -> issuer.withAlias("https://one.example.com")))
                .isFalse();
        assertThat(choosesHost(issuer -> issuer.withRequestHeader("X-Key", "1")))
                .isFalse();
    }

    @Test
    void theExample_fitsTheTemplate() {
        IssuerTemplate template = IssuerTemplate.of("https://{org}.eu.example.com:8443/{tenant:uuid}/x/{realm}/")
                .withValues("realm", "staff");
        assertThat(template.match(template.example().name())).contains(template.example());
    }
}
