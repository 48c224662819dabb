package org.jwks4j.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The directives of RFC 9111 §5.2, as they are sent and as they are not meant to be. */
final class CacheControlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-store",
                "NO-STORE",
                "public,no-store",
                "public , no-store",
                "\tpublic\t,\tno-store\t",
                ",,no-store,,",
                "max-age=5,no-store",
                "max-age=\"5\", no-store",
                "no-store=",
                "no-store=\"\"",
                "no-store=\"x\"",
                "no-store=true",
                "private=\"set-cookie, etag\", no-store",
                "ext=\"a=b,c\"\t,no-store"
            })
    void aDirective_isFoundHoweverItIsSpaced(String field) {
        assertThat(CacheControl.of(field).has("no-store")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "=",
                "\"",
                "x-no-store",
                "no-store-x",
                "nostore",
                "private=\"no-store\"",
                "private=\"set-cookie, no-store\"",
                "ext=no-store",
                "ext=\"max-age=5, no-store, x\", public"
            })
    void whatIsInsideOfAnotherDirective_isNotOne(String field) {
        assertThat(CacheControl.of(field).has("no-store")).isFalse();
    }

    /** A list of field names is for caches that could leave the fields out: we keep none, so the whole counts. */
    @Test
    void noCacheOfSomeFields_isNoCache() {
        assertThat(CacheControl.of("no-cache=\"set-cookie\", max-age=600").has("no-cache"))
                .isTrue();
        assertThat(CacheControl.of("no-cache=\"set-cookie, etag\", max-age=600").argumentOf("max-age"))
                .hasValue("600");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "max-age=600 | 600",
                "max-age=600, max-age=5 | 600",
                "max-age=, max-age=5 | ''",
                "max-age, max-age=5 | ''",
                "Max-Age=600 ,x | 600",
                "ext=\"max-age=5\", max-age=600 | 600",
                "max-age=600;no-store | 600;no-store",
                "max-age=600 no-store | 600 no-store"
            })
    void ofADirectiveThatIsThereTwice_theFirstCounts(String field, String argument) {
        assertThat(CacheControl.of(field).argumentOf("max-age")).hasValue(argument.equals("''") ? "" : argument);
    }

    /** RFC 9110 §5.6.4 lets no quote stay open; whichever way it is read, nothing stricter gets lost. */
    @ParameterizedTest
    @ValueSource(strings = {"ext=\"a, no-store", "private=\"set-cookie, no-store", "no-store, ext=\"", "\", no-store"})
    void aQuoteThatStaysOpen_hidesNoDirective(String field) {
        assertThat(CacheControl.of(field).has("no-store")).isTrue();
    }

    @Test
    void aQuoteThatStaysOpen_makesNoAgeOfWhatIsInIt() {
        assertThat(CacheControl.of("max-age=\"600").argumentOf("max-age")).hasValue("");
    }

    @Test
    void anAbsentDirective_hasNoArgument() {
        assertThat(CacheControl.of("public").argumentOf("max-age")).isEmpty();
        assertThat(CacheControl.of("public").argumentOf("public")).hasValue("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a,",
                ",",
                "=",
                "a=",
                "a=\"",
                "\"",
                "a=\"\"",
                "a=\"b",
                "=\"",
                "a=a",
                " ",
                "\\",
                "a=\"\\\"",
                "a,a=\"a",
                "max-age=\"9",
                "no-cache=\"",
                "-",
                "\u00e9",
                "a=\u00e9,"
            })
    @Timeout(20)
    void aMegabyteOfNonsense_isReadInNoTime(String unit) {
        String field = unit.repeat(1024 * 1024 / unit.length());
        assertThat(CacheControl.of(field).has("no-store")).isFalse();
        assertThat(CacheControl.of(field + "\",no-store").has("no-store")).isTrue();
    }

    @Test
    @Timeout(20)
    void aMegabyteOfDigits_isTheLargestAge() {
        String digits = "9".repeat(1024 * 1024);
        assertThat(CachingHeaders.of(Responses.withHeaders("Cache-Control: max-age=" + digits), java.time.Instant.EPOCH)
                        .freshnessLifetime())
                .hasValue(Duration.ofSeconds(Integer.MAX_VALUE));
    }
}
