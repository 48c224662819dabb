package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainHttpTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost:80", "127.0.0.1:8080", "127.1.2.3:80", "[::1]:8080"})
    void loopback_isReachedByHttp(String host) {
        assertThat(PlainHttp.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.example.com:80",
                "127.0.0.1.example.com:80",
                "localhost.example.com:80",
                "10.0.0.1:80",
                "[::2]:80"
            })
    void aNameThatOnlyBeginsAlike_isNoLoopback(String host) {
        assertThat(PlainHttp.isLoopback(host)).isFalse();
    }
}
