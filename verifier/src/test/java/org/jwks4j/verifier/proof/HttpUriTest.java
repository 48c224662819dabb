package org.jwks4j.verifier.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9449 §4.3, 9: two spellings of a URI are compared as RFC 3986 §6.2.2 and §6.2.3 say. */
final class HttpUriTest {
    @ParameterizedTest
    @CsvSource({
        "https://a.example/x, HTTPS://A.EXAMPLE/x", // §6.2.2.1
        "https://a.example/%C3%A4, https://a.example/%c3%a4",
        "https://a.example/~x-y_z.1, https://a.example/%7ex%2Dy%5fz%2E%31", // §6.2.2.2
        "https://a.example, https://%61.example",
        "https://a.example/b, https://a.example/a/../b", // §6.2.2.3
        "https://a.example/b, https://a.example/a/%2e%2E/b",
        "https://a.example/b/, https://a.example/./b/.",
        "https://a.example/, https://a.example/a/..",
        "https://a.example/b, https://a.example/../../b",
        "https://a.example/a/, https://a.example/a//..",
        "https://a.example, https://a.example/", // §6.2.3
        "https://a.example, https://a.example:443",
        "https://a.example, https://a.example:/",
        "http://a.example, http://a.example:80/",
        "https://a.example:8443/, https://a.example:08443",
        "https://[2001:db8::1]/, https://[2001:DB8::1]:443",
        "https://a.example/x, https://a.example/x?y=z", // RFC 9449 §4.3, 9: ignoring any query and fragment
        "https://a.example/x, https://a.example/x#y?z",
        "https://a.example, https://a.example?x=/../y",
    })
    void spellingsOfOneUri_areEqual(String one, String other) {
        assertThat(HttpUri.of(one)).isPresent().isEqualTo(HttpUri.of(other));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/x, http://a.example/x",
        "https://a.example/x, https://b.example/x",
        "https://a.example/x, https://a.example:444/x",
        "https://a.example/x, https://a.example/X",
        "https://a.example/x, https://a.example/x/",
        "https://a.example/x, https://a.example//x",
        "https://a.example/a/b, https://a.example/a%2Fb", // a reserved character is not the same as its escape
        "https://a.example/a;b, https://a.example/a%3Bb",
        "https://a.example/, https://a.example./",
        "https://a.example/%2541, https://a.example/A", // not twice
        "http://a.example:443/, https://a.example/",
    })
    void otherUris_areNotEqual(String one, String other) {
        assertThat(HttpUri.of(one)).isPresent().isNotEqualTo(HttpUri.of(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/x",
                "a.example/x",
                "ftp://a.example/x",
                "https:/a.example/x",
                "https://",
                "https:///x",
                "https://:443/x",
                "https://me@a.example/x",
                "https://me:secret@a.example/x",
                "https://a.example:port/x",
                "https://a.example:123456/x",
                "https://a.example:4:5/x",
                "https://[::1/x",
                "https://a.example\\x",
                "https://a.example/a b",
                "https://a.example/a\nb",
                "https://a.example/\u00e4",
                "https://b\u00fccher.example/",
                "https://a.example/%",
                "https://a.example/%4",
                "https://a.example/%zz",
                "https://a.example/{x}",
                " https://a.example/",
            })
    void whatIsNoHttpUri_isNone(String text) {
        assertThat(HttpUri.of(text)).isEmpty();
    }

    @Test
    void aLongUri_isReadInOneGo() {
        String dots = "/..".repeat(5_000) + "/a".repeat(5_000);
        assertThat(HttpUri.of("https://a.example" + dots)).isPresent();
    }
}
