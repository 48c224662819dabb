package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;

/** CVE-2026-1180 (Keycloak), CWE-918: the attacker's token names its issuer, and the service asks a server inside. */
class SsrfAttackTest {
    private final Ssrf ssrf = new Ssrf();

    @AfterEach
    void close() throws IOException {
        ssrf.close();
    }

    private void fails(KeyFetcherBuilder builder, String iss, Reason reason, int httpStatus) {
        KeyFetchException failure = ssrf.failureOf(builder, iss);
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
        assertThat(failure.httpStatus()).isEqualTo(httpStatus);
        ssrf.reachedNobodyInside();
    }

    /** The control: without the guard, the very same names reach the very same server. */
    @ParameterizedTest
    @ValueSource(strings = {"https://localhost:PORT", "https://127.0.0.1:PORT", "https://inner.example.com:PORT"})
    void withoutAGuard_theServerInsideIsReached(String iss) {
        KeyFetcherBuilder unguarded = Ssrf.credulousResolver().allowPrivateAddresses();
        assertThat(ssrf.unguardedFailureOf(unguarded, iss).reason()).isEqualTo(Reason.ISSUER_UNREACHABLE);
        assertThat(ssrf.inner.connections()).isPositive();
    }

    /** CWE-918: what is no https name in the public DNS, in its one spelling, is no one's name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://inner.example.com:PORT",
                "HTTPS://inner.example.com:PORT",
                "file:///etc/passwd",
                "jar:https://inner.example.com:PORT!/",
                "https:inner.example.com",
                "//inner.example.com:PORT",
                "https://user@inner.example.com:PORT",
                "https://outer.example.com:443@inner.example.com:PORT",
                "https://inner.example.com:PORT\\@outer.example.com",
                "https://inner.example.com:PORT#@outer.example.com",
                "https://inner.example.com:PORT?.outer.example.com",
                "https://inner.example.com%00.outer.example.com",
                "https://INNER.example.com:PORT",
                "https://inner.example.com.:PORT",
                "https://inner.example.com:",
                "https://inner.example.com:443",
                "https://inner.example.com:0443",
                "https://inner.example.com:0",
                "https://inner.example.com:65536",
                "https://\u0456nner.example.com:PORT", // Cyrillic
                "https://inner\u3002example\u3002com:PORT",
                "https://inner..example.com:PORT",
                "https://localhost:PORT",
                "https://localhost.:PORT",
                "https://127.0.0.1:PORT",
                "https://127.1:PORT",
                "https://127.0.0.1.:PORT",
                "https://2130706433:PORT",
                "https://0x7f000001:PORT",
                "https://0x7f.0.0.1:PORT",
                "https://0177.0.0.1:PORT",
                "https://017700000001:PORT",
                "https://[::1]:PORT",
                "https://[::1%25lo]:PORT",
                "https://[::ffff:127.0.0.1]:PORT",
                "https://[::127.0.0.1]:PORT",
                "https://[64:ff9b::7f00:1]:PORT",
                "https://[2002:7f00:1::]:PORT",
                "https://169.254.169.254",
                "https://8.8.8.8"
            })
    void aNameThatIsNoPublicHttpsName_isNotTrustedThoughAnybodyIs(String iss) {
        fails(Ssrf.anyIssuer(), iss, Reason.UNTRUSTED_ISSUER, 401);
    }

    /** CWE-918: a name like any other, which leads inside; also where the attacker's own DNS says so. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://inner.example.com:PORT",
                "https://inner6.example.com:PORT",
                "https://inner.example.com:PORT/realms/a",
                "https://metadata.example.com"
            })
    void aNameThatLeadsInside_isNotConnectedTo(String iss) {
        fails(Ssrf.anyIssuer(), iss, Reason.FORBIDDEN_ADDRESS, 503);
        fails(Ssrf.credulousResolver(), iss, Reason.FORBIDDEN_ADDRESS, 503);
    }

    /** CWE-918: inner services of a cloud, some of which stand on public numbers; and the next AS112 server, perhaps one's own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "azure",
                "ibm",
                "ibm-endpoint",
                "equinix",
                "alibaba",
                "oracle",
                "aws6",
                "google6",
                "isatap",
                "as112"
            })
    void aNameThatLeadsToAnInnerServiceOfACloud_isNotConnectedTo(String name) {
        fails(Ssrf.anyIssuer(), "https://" + name + ".example.com", Reason.FORBIDDEN_ADDRESS, 503);
    }

    /** CVE-2026-1180: by a template whose slot is in its host, the attacker being one of the tenants. */
    @ParameterizedTest
    @ValueSource(strings = {"https://inner.example.com", "https://inner6.example.com", "https://metadata.example.com"})
    void aTenantWhoseNameLeadsInside_isNotConnectedTo(String iss) {
        fails(Ssrf.hostTemplate(), iss, Reason.FORBIDDEN_ADDRESS, 503);
    }

    /** CWE-918: by a configuration that looks the same for the tenants with which it is tried at start. */
    @ParameterizedTest
    @ValueSource(strings = {"jwks", "metadata", "document", "resolver", "third call"})
    void aTenantWhoseConfigurationLeadsInside_isNotConnectedTo(String how) {
        fails(ssrf.customDomain(how), Ssrf.OUTER + "/evil", Reason.FORBIDDEN_ADDRESS, 503);
    }

    /** CWE-1188: and without a guard there is no way there at all. */
    @ParameterizedTest
    @ValueSource(strings = {"jwks", "metadata", "document", "third call"})
    void aTenantWhoseConfigurationLeadsInside_isRefusedWithoutAGuard(String how) {
        KeyFetchException failure = ssrf.unguardedFailureOf(ssrf.customDomain(how), Ssrf.OUTER + "/evil");
        assertThat(failure.reason()).isEqualTo(Reason.RESOLVER_FAILED);
        assertThat(failure).hasMessageContaining("guardedTransport(...)");
        ssrf.reachedNobodyInside();
    }

    /** The control: where all hosts are said to be one's own, it is reached. */
    @Test
    void aTenantWhoseConfigurationLeadsInside_isReachedWherePrivateAddressesAreAllowed() {
        KeyFetcherBuilder unguarded = ssrf.customDomain("jwks").allowPrivateAddresses();
        assertThat(ssrf.unguardedFailureOf(unguarded, Ssrf.OUTER + "/evil").reason())
                .isEqualTo(Reason.ISSUER_UNREACHABLE);
        assertThat(ssrf.inner.connections()).isPositive();
    }

    /** CWE-918: a resolver that vouches for all it is asked, unseen; the guard does not rely on it. */
    @ParameterizedTest
    @CsvSource({
        "http://inner.example.com:PORT, RESOLVER_FAILED",
        "https://user@inner.example.com:PORT, RESOLVER_FAILED",
        "https://127.0.0.1:PORT, RESOLVER_FAILED",
        "https://127.1:PORT, RESOLVER_FAILED",
        "https://2130706433:PORT, RESOLVER_FAILED",
        "https://0x7f000001:PORT, RESOLVER_FAILED",
        "https://0177.0.0.1:PORT, RESOLVER_FAILED",
        "https://[::1]:PORT, RESOLVER_FAILED",
        "https://[::ffff:127.0.0.1]:PORT, RESOLVER_FAILED",
        "https://[64:ff9b::7f00:1]:PORT, RESOLVER_FAILED",
        "https://[2002:7f00:1::]:PORT, RESOLVER_FAILED",
        "https://outer.example.com:99999, RESOLVER_FAILED",
        "file:///etc/passwd, RESOLVER_FAILED",
        "https://localhost:PORT, FORBIDDEN_ADDRESS",
        "https://LOCALHOST:PORT, FORBIDDEN_ADDRESS",
        "https://INNER.example.com:PORT, FORBIDDEN_ADDRESS",
        "https://inner.example.com.:PORT, FORBIDDEN_ADDRESS",
        "https://nobody.example.com:PORT, ISSUER_UNREACHABLE"
    })
    void aNameThatAResolverVouchesFor_isGuardedAllTheSame(String iss, Reason reason) {
        fails(Ssrf.credulousResolver(), iss, reason, 503);
    }

    /** CWE-1188: the guard is no option that can be forgotten. */
    @Test
    void withoutAGuard_thereIsNoFetcher() {
        for (KeyFetcherBuilder builder : List.of(Ssrf.anyIssuer(), Ssrf.credulousResolver(), Ssrf.hostTemplate())) {
            assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("guardedTransport(...)");
        }
    }
}
