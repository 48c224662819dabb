package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.jwks4j.location.JwksHosts;

/** Where metadata may lead. */
class JwksHostsTest {
    private static boolean leads(JwksHosts hosts, String from, String to) {
        return hosts.allow(URI.create("https://" + from + "/m"), URI.create("https://" + to + "/k"));
    }

    @Test
    void anyHost_isAllowedWithoutAWord() {
        assertThat(leads(JwksHosts.any(), "accounts.google.com", "www.googleapis.com"))
                .isTrue();
        assertThat(TrustedIssuer.of("https://a.example").jwksHosts()).isEqualTo(JwksHosts.any());
    }

    @Test
    void theSameHost_isThatHostInAnyCaseAndOnAnyPort() {
        assertThat(leads(JwksHosts.sameHost(), "login.example.com", "LOGIN.example.com:8443"))
                .isTrue();
        assertThat(leads(JwksHosts.sameHost(), "login.example.com", "keys.example.com"))
                .isFalse();
        assertThat(leads(JwksHosts.sameHost(), "login.example.com", "login.example.com."))
                .isFalse();
    }

    @Test
    void theSameRegistrableDomain_isWhatOneOwnerHas() {
        JwksHosts domain = JwksHosts.sameRegistrableDomain();
        assertThat(leads(domain, "login.example.co.uk", "keys.example.co.uk")).isTrue();
        assertThat(leads(domain, "login.example.co.uk", "example.co.uk")).isTrue();
        assertThat(leads(domain, "login.example.co.uk", "other.co.uk")).isFalse();
        assertThat(leads(domain, "a.github.io", "b.github.io")).isFalse();
        assertThat(leads(domain, "example.com", "badexample.com")).isFalse();
        assertThat(leads(domain, "127.0.0.1", "127.0.0.1")).isTrue();
        assertThat(leads(domain, "127.0.0.1", "127.0.0.2")).isFalse();
        assertThat(leads(domain, "localhost", "localhost")).isTrue();
    }

    @Test
    void aList_isAllThereIs() {
        JwksHosts listed = JwksHosts.oneOf("Keys.example.net", "www.googleapis.com");
        assertThat(leads(listed, "login.example.com", "keys.example.net")).isTrue();
        assertThat(leads(listed, "login.example.com", "login.example.com")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(JwksHosts::oneOf);
        assertThatIllegalArgumentException().isThrownBy(() -> JwksHosts.oneOf("keys.example.net:443"));
        assertThatIllegalArgumentException().isThrownBy(() -> JwksHosts.oneOf("https://keys.example.net"));
    }

    @Test
    void aConfiguredJwksUri_leavesNothingToAllow() {
        TrustedIssuer issuer = TrustedIssuer.of("https://a.example");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> issuer.withJwksUri("https://a.example/k").withJwksHosts(JwksHosts.any()));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> issuer.withJwksHosts(JwksHosts.any()).withJwkSet(PublishedKeys.set(PublishedKeys.EC)));
    }
}
