package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.provider.SecurityProviders;
import org.slf4j.LoggerFactory;

/** Which security provider checks signatures, and which one does not get to. */
@Isolated("installs security providers")
final class SecurityProviderTest {
    @AutoClose
    static final Shop SHOP = Shop.open("RS256", "ES256");

    /** Minted before any provider is there that cannot sign. */
    private final String genuine = SHOP.token("RS256").mint();

    private final String genuineEs256 = SHOP.token("ES256").mint();
    private final Logger logger = (Logger) LoggerFactory.getLogger(JwtVerifier.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(log);
    }

    @AfterEach
    void restore() {
        logger.detachAppender(log);
        logger.setLevel(null);
        Security.removeProvider("Credulous");
    }

    private static CredulousProvider installed(String... signatures) {
        CredulousProvider provider = new CredulousProvider(signatures);
        Security.insertProviderAt(provider, 1);
        return provider;
    }

    @Test
    void optionalProviders_areUsedWithoutBeingRegistered() {
        Map<JwsAlgorithm, String> providers = SHOP.strict().build().providers();

        assertThat(providers)
                .containsEntry(JwsAlgorithm.ES256, first().getName())
                .containsKey(JwsAlgorithm.ML_DSA_65);
        assertThat(Security.getProviders())
                .extracting(Provider::getName)
                .doesNotContain("AmazonCorrettoCryptoProvider", "Conscrypt", "BC");
    }

    private static Provider first() {
        return Providers.working().findFirst().orElseThrow();
    }

    @Test
    void installedProvidersOnly_leavesTheClassPathAlone() {
        assertThat(SHOP.strict().installedProvidersOnly().build().providers())
                .containsEntry(JwsAlgorithm.RS256, "SunRsaSign")
                .containsEntry(JwsAlgorithm.ES256, "SunEC")
                .doesNotContainKey(JwsAlgorithm.ES256K)
                .doesNotContainKey(JwsAlgorithm.EDDSA);
    }

    @Test
    void namedProvider_isUsedForItsAlgorithmsAlone() {
        JwtVerifier verifier =
                SHOP.strict().provider("SunRsaSign", JwsAlgorithm.RS256).build();

        assertThat(verifier.providers())
                .containsEntry(JwsAlgorithm.RS256, "SunRsaSign")
                .containsEntry(JwsAlgorithm.ES256, first().getName());
        verifier.blocking().verify(SHOP.token("RS256").mint());
    }

    @Test
    void namedProvider_thatIsNotThere_failsInBuild() {
        JwtVerifierBuilder builder = SHOP.strict().provider("Enigma", JwsAlgorithm.RS256);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(builder::build)
                .withMessageContaining("no security provider \"Enigma\"");
    }

    @Test
    void namedProvider_withoutTheAlgorithm_failsInBuild() {
        JwtVerifierBuilder builder = SHOP.strict().provider("SunEC", JwsAlgorithm.RS256);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(builder::build)
                .withMessageContaining("\"SunEC\" has no RS256");
    }

    @Test
    void namedProvider_forNothingOrForEdDsa_isRefused() {
        JwtVerifierBuilder builder = SHOP.strict();

        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> builder.provider("SunEC"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> builder.provider("SunEC", JwsAlgorithm.EDDSA));
    }

    @Test
    void providerBeforeTheJdk_isPreferred() {
        installed("SHA384withECDSAinP1363Format");

        assertThat(SHOP.strict().build().providers()).containsEntry(JwsAlgorithm.ES384, "Credulous");
        assertThat(SHOP.strict().installedProvidersOnly().build().providers())
                .containsEntry(JwsAlgorithm.ES384, "Credulous");
        assertThat(lines()).noneMatch(line -> line.contains("Credulous"));
    }

    @Test
    void providerThatAcceptsAWrongSignature_isPassedOverWithOneLine() {
        installed("SHA256withRSA").believeAll();

        for (int i = 0; i < 2; i++) {
            JwtVerifier verifier = SHOP.strict().installedProvidersOnly().build();
            assertThat(verifier.providers()).containsEntry(JwsAlgorithm.RS256, "SunRsaSign");
            verifier.blocking().verify(genuineEs256);
        }
        assertThat(lines())
                .containsExactly(
                        "Security provider Credulous is not used for RS256: it accepted a signature that is wrong");
    }

    @Test
    void providerThatFails_isPassedOverWithOneLine() {
        installed("SHA384withECDSAinP1363Format").fail();

        assertThat(SHOP.strict().installedProvidersOnly().build().providers())
                .containsEntry(JwsAlgorithm.ES384, "SunEC");
        assertThat(lines()).singleElement().asString().startsWith("Security provider Credulous is not used for ES384");
    }

    @Test
    void namedProvider_thatFails_failsInBuild() {
        installed("SHA256withRSA").believeAll();
        JwtVerifierBuilder builder = SHOP.strict().provider("Credulous", JwsAlgorithm.RS256);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(builder::build)
                .withMessageContaining("does not verify it rightly");
    }

    @Test
    void providerThatRefusesAKeyLater_leavesItToTheNext() {
        CredulousProvider picky = installed("SHA256withECDSAinP1363Format");
        JwtVerifier verifier = SHOP.strict().build();
        assertThat(verifier.providers()).containsEntry(JwsAlgorithm.ES256, "Credulous");
        picky.fail();

        assertThat(verifier.blocking().verify(genuineEs256)).isNotNull();
    }

    /** RFC 8017 §8.2.2: the encoding is compared with the RSA operation of the provider itself, and this one has none. */
    @Test
    void providerThatTakesAHashWithoutNull_andHasNoRsaOperation_isPassedOver() {
        installed("SHA256withRSA").lenient();

        JwtVerifier verifier = SHOP.strict().installedProvidersOnly().build();
        assertThat(verifier.providers()).containsEntry(JwsAlgorithm.RS256, "SunRsaSign");
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith(
                        "Security provider Credulous is not used for RS256: it accepts a signature whose hash lacks");
        assertThat(verifier.blocking().verify(genuine)).isNotNull();
    }

    /** Many libraries bring BouncyCastle; so it does what the JDK lacks, and nothing that the JDK has. */
    @ParameterizedTest
    @EnumSource(JwsAlgorithm.class)
    void bouncyCastleOnTheClassPath_isAskedLast(JwsAlgorithm algorithm) {
        assertThat(SecurityProviders.forSignatures(algorithm.jwsName()).map(Provider::getName))
                .endsWith("BC")
                .containsOnlyOnce("BC")
                .containsAll(
                        SecurityProviders.installed().map(Provider::getName).toList());
    }

    @Test
    void bouncyCastleThatIsNamed_isUsedForWhatTheJdkHasToo() {
        JwtVerifier verifier = SHOP.strict()
                .provider("BC", JwsAlgorithm.RS256, JwsAlgorithm.ES256)
                .build();

        assertThat(verifier.providers())
                .containsEntry(JwsAlgorithm.RS256, "BC")
                .containsEntry(JwsAlgorithm.ES256, "BC");
        verifier.blocking().verify(genuine);
        verifier.blocking().verify(genuineEs256);
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
