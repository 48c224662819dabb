package org.jwks4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UriPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://issuer.example.com",
                "https://issuer.example.com/",
                "https://issuer.example.com:8443/a/b?c=d%20e",
                "HTTPS://ISSUER.example.com/jwks",
                "https://192.0.2.1/jwks",
                "https://[2001:db8::1]/jwks",
                "https://localhost/jwks",
                "https://0x7f000001.example.com/jwks",
                "https://1.example.com/jwks"
            })
    void httpsWithAHost_mayBeAsked(String uri) {
        assertThat(UriPolicy.HTTPS_ONLY.check(uri)).isEqualTo(URI.create(uri));
        assertThat(UriPolicy.HTTP_ON_LOOPBACK.check(uri)).isEqualTo(URI.create(uri));
        assertThat(UriPolicy.HTTPS_ONLY.check(URI.create(uri))).hasToString(uri);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://issuer.example.com/jwks | scheme",
                "HTTP://issuer.example.com/jwks | scheme",
                "file:///etc/passwd | no host",
                "file://host/etc/passwd | scheme",
                "ftp://issuer.example.com/jwks | scheme",
                "jar:https://issuer.example.com/a.jar!/b | no host",
                "data:application/json,x | no host",
                "https:issuer.example.com | no host",
                "https:/issuer.example.com | no host",
                "https:///jwks | no",
                "//issuer.example.com/jwks | no scheme",
                "issuer.example.com/jwks | no scheme",
                "/jwks | no scheme",
                "'' | no scheme",
                "https://user@issuer.example.com/ | user information",
                "https://user:secret@issuer.example.com/ | user information",
                "https://@issuer.example.com/ | user information",
                "https://issuer.example.com@192.0.2.1/ | user information",
                "https://issuer.example.com/# | fragment",
                "https://issuer.example.com/jwks#keys | fragment",
                "https://issuer_1.example.com/ | without an underscore",
                "https://127.1/ | host and port",
                "https://0x7f.0.0.1/ | host and port",
                "https://2130706433/ | odd spelling",
                "https://2130706433./ | odd spelling",
                "https://0x7f000001/ | odd spelling",
                "https://0X7F000001/ | odd spelling",
                "https://0/ | odd spelling",
                "https://0177.0.0.1/ | odd spelling",
                "https://192.0.2.01/ | odd spelling",
                "https://issuer.example.com:x/ | host and port",
                "https://issuer.example.com:0/ | port",
                "https://issuer.example.com:65536/ | port",
                "https://\u00efssuer.example.com/ | host and port",
                "https://issuer.example.com\\@192.0.2.1/ | not a URI",
                "https://issuer.example.com/a b | not a URI",
                "https://issuer.example.com/% | not a URI",
                "https://[::1/ | not a URI",
                "https:// | not a URI"
            })
    void anythingElse_mayNeverBeAsked(String uri, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UriPolicy.HTTPS_ONLY.check(uri))
                .withMessageContaining(why);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UriPolicy.HTTP_ON_LOOPBACK.check(uri))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://localhost:8080/jwks",
                "HTTP://LocalHost:8080/jwks",
                "http://127.0.0.1/",
                "http://127.0.0.1:8080/",
                "http://127.255.255.255/",
                "http://127.1.2.3/",
                "http://[::1]/",
                "http://[::1]:8080/jwks"
            })
    void httpOnLoopback_mayBeAskedOnlyWhereThatIsAllowed(String uri) {
        assertThat(UriPolicy.HTTP_ON_LOOPBACK.check(uri)).isEqualTo(URI.create(uri));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UriPolicy.HTTPS_ONLY.check(uri))
                .withMessageContaining("allowHttpOnLoopback()");
    }

    /** Spellings that some resolver takes for loopback, and names that only look like it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.1/",
                "http://127.0.1/",
                "http://2130706433/",
                "http://0x7f.0.0.1/",
                "http://0x7f000001/",
                "http://0177.0.0.1/",
                "http://127.0.0.01/",
                "http://127.0.0.256/",
                "http://127.0.0.1./",
                "http://127.0.0.1.evil.com/",
                "http://localhost.evil.com/",
                "http://localhost./",
                "http://evil-localhost/",
                "http://notlocalhost/",
                "http://localhost%00.evil.com/",
                "http://localhost@evil.com/",
                "http://evil.com#@localhost/",
                "http://evil.com\\@localhost/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[0:0:0:0:0:0:0:1]/",
                "http://[::1%25lo]/",
                "http://[::]/",
                "http://0.0.0.0/",
                "http://0/",
                "http://10.0.0.1/",
                "http://169.254.169.254/",
                "http://128.0.0.1/",
                "http://\u2460\u2461\u2466.0.0.1/",
                "http://\uff4cocalhost/"
            })
    void anyOtherHost_isNoLoopback(String uri) {
        assertThatIllegalArgumentException().isThrownBy(() -> UriPolicy.HTTP_ON_LOOPBACK.check(uri));
    }

    @Test
    void uris_upTo2048Characters() {
        String longest = "https://issuer.example.com/" + "a".repeat(2048 - 27);

        assertThat(UriPolicy.HTTPS_ONLY.check(longest)).hasToString(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UriPolicy.HTTPS_ONLY.check(longest + "a"))
                .withMessageContaining("2048");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UriPolicy.HTTPS_ONLY.check(URI.create(longest + "a")))
                .withMessageContaining("2048");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://MARKER.example.com/",
                "MARKER://host/",
                "https://MARKER@issuer.example.com/",
                "https://issuer.example.com/#MARKER",
                "https://MARKER\r\n.example.com/",
                "https://issuer.example.com/MARKER\u001b[2J",
                "MARKER"
            })
    void refusal_quotesNothingOfTheUri(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UriPolicy.HTTPS_ONLY.check(uri))
                .withMessageNotContaining("MARKER")
                .withNoCause();
    }
}
