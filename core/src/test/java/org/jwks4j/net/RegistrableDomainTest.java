package org.jwks4j.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistrableDomainTest {
    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        "login.example.com, example.com",
        "a.b.c.example.com, example.com",
        "EXAMPLE.Com, example.com",
        "login.example.com., example.com",
        "example.co.uk, example.co.uk",
        "login.example.co.uk, example.co.uk",
        "kobe.jp, kobe.jp",
        "city.kobe.jp, city.kobe.jp",
        "a.city.kobe.jp, city.kobe.jp",
        "a.b.kobe.jp, a.b.kobe.jp",
        "x.a.b.kobe.jp, a.b.kobe.jp",
        "www.ck, www.ck",
        "a.www.ck, www.ck",
        "a.b.ck, a.b.ck",
        "a.example.us, example.us",
        "a.b.k12.ak.us, b.k12.ak.us",
        "issuer.example, issuer.example",
        "a.issuer.example, issuer.example",
        "a.issuer.unheard-of-tld, issuer.unheard-of-tld"
    })
    void registrableDomain_isThePublicSuffixAndOneLabel(String host, String domain) {
        assertThat(RegistrableDomain.of(host)).hasValue(domain);
    }

    @ParameterizedTest
    @CsvSource({
        "a.github.io, a.github.io",
        "x.a.github.io, a.github.io",
        "b.github.io, b.github.io",
        "tenant.blogspot.com, tenant.blogspot.com",
        "x.s3.amazonaws.com, x.s3.amazonaws.com"
    })
    void tenantsOfAHoster_differ(String host, String domain) {
        assertThat(RegistrableDomain.of(host)).hasValue(domain);
    }

    @ParameterizedTest
    @CsvSource({
        "www.食狮.com.cn, xn--85x722f.com.cn",
        "www.xn--85x722f.com.cn, xn--85x722f.com.cn",
        "食狮.公司.cn, xn--85x722f.xn--55qx5d.cn",
        "www.xn--85x722f.xn--55qx5d.cn, xn--85x722f.xn--55qx5d.cn",
        "www.XN--85X722F.xn--fiqs8s, xn--85x722f.xn--fiqs8s",
        "食狮.中国, xn--85x722f.xn--fiqs8s"
    })
    void internationalNames_areComparedAsALabels(String host, String domain) {
        assertThat(RegistrableDomain.of(host)).hasValue(domain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com",
                "COM",
                "co.uk",
                "github.io",
                "s3.amazonaws.com",
                "b.kobe.jp",
                "ck",
                "b.ck",
                "k12.ak.us",
                "公司.cn",
                "xn--55qx5d.cn",
                "中国",
                "localhost",
                "issuer",
                "com.",
                "127.0.0.1",
                "8.8.8.8",
                "2130706433",
                "0x7f000001",
                "a.0x7f",
                "[::1]",
                "[2600::1]",
                "::1",
                "",
                ".",
                "..",
                ".com",
                ".example.com",
                "a..example.com",
                "example.com..",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com"
            })
    void publicSuffixSingleLabelAddressAndNonsense_haveNone(String host) {
        assertThat(RegistrableDomain.of(host)).isEmpty();
    }

    @Test
    void bundledList_isTheWholeOneWithItsLicence() throws IOException {
        try (InputStream list = RegistrableDomain.class.getResourceAsStream("effective_tld_names.dat")) {
            assertThat(new String(list.readAllBytes(), UTF_8))
                    .contains("Mozilla Public")
                    .contains("===END ICANN DOMAINS===", "===END PRIVATE DOMAINS===");
        }
    }

    @Test
    void exception_prevailsOverALongerRule() throws IOException {
        assertThat(listOf("*.jp", "!city.jp", "deep.city.jp").registrableDomain("a.deep.city.jp"))
                .hasValue("city.jp");
    }

    @Test
    void ruleOfMoreLabels_prevails() throws IOException {
        PublicSuffixList rules = listOf("// a comment", "", "jp", "a.jp  a remark", "\t*.b.a.jp");

        assertThat(rules.registrableDomain("x.jp")).hasValue("x.jp");
        assertThat(rules.registrableDomain("y.x.a.jp")).hasValue("x.a.jp");
        assertThat(rules.registrableDomain("b.a.jp")).hasValue("b.a.jp");
        assertThat(rules.registrableDomain("c.b.a.jp")).isEmpty();
        assertThat(rules.registrableDomain("d.c.b.a.jp")).hasValue("d.c.b.a.jp");
        assertThat(rules.registrableDomain("a comment.remark")).hasValue("a comment.remark");
    }

    private static PublicSuffixList listOf(String... lines) throws IOException {
        return PublicSuffixList.read(
                new ByteArrayInputStream(String.join("\n", lines).getBytes(UTF_8)));
    }
}
