package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.verifier.remembered.Digester;
import org.jwks4j.verifier.remembered.TokenDigest;
import org.jwks4j.verifier.remembered.Validity;

/** A token that was verified before costs no signature, and is still refused once there is reason to. */
final class RememberedTokenTest {
    private static final Validity ALWAYS = new Validity(Long.MIN_VALUE, Long.MAX_VALUE);

    @AutoClose
    private final Shop shop = Shop.open("RS256");

    @AutoClose
    private final KeyFetcher fetcher = Shop.trusting(shop.issuer());

    private final JwtVerifier verifier = remembering().build();

    private JwtVerifierBuilder remembering() {
        return remembering(fetcher);
    }

    private JwtVerifierBuilder remembering(KeyFetcher keys) {
        return JwtVerifier.builder(keys)
                .instantSource(shop.time().instants())
                .audience(Shop.AUDIENCE)
                .rememberVerifiedTokens(100_000);
    }

    private VerifiedJwt verify(String token) {
        VerifiedJwt later = verifier.verify(token).join();
        assertThat(verifier.blocking().verify(token)).isNotNull();
        return later;
    }

    /** The text is the remembered one; the token itself is made anew for each caller. */
    private static boolean isRemembered(VerifiedJwt later, VerifiedJwt first) {
        return later != first && later.claims().text() == first.claims().text();
    }

    @Test
    void sameToken_isRemembered() {
        String token = shop.token().mint();

        VerifiedJwt first = verify(token);
        VerifiedJwt second = verifier.blocking().verify(token.substring(0, 9) + token.substring(9));
        assertThat(isRemembered(verify(token), first)).isTrue();
        assertThat(isRemembered(second, first)).isTrue();
        assertThat(second.header()).isEqualTo(first.header());
        assertThat(second.algorithm()).isEqualTo(first.algorithm());
        assertThat(second.key()).isSameAs(first.key());
        assertThat(shop.issuer().requests()).isEqualTo(2);
    }

    @Test
    void unlessAskedFor_nothingIsRemembered() {
        JwtVerifier plain = JwtVerifier.builder(fetcher)
                .instantSource(shop.time().instants())
                .acceptAnyAudience()
                .build();
        String token = shop.token().mint();

        VerifiedJwt first = plain.verify(token).join();
        assertThat(isRemembered(plain.verify(token).join(), first)).isFalse();
    }

    @Test
    void expiredToken_isRefusedFromItsLastMomentOn() {
        String token = shop.token().expiresIn(Duration.ofMinutes(5)).mint();
        VerifiedJwt first = verify(token);

        shop.time().advance(Duration.ofSeconds(359)); // 60 s of clock skew
        assertThat(verifier.verify(token).join().claims().json())
                .isEqualTo(first.claims().json());
        shop.time().advance(Duration.ofSeconds(1));
        Shop.refuses(verifier, token, Reason.EXPIRED);
        Shop.refuses(verifier, token, Reason.EXPIRED);
    }

    @Test
    void clockThatGoesBack_makesATokenNotYetValidAgain() {
        String token = shop.token()
                .claim("nbf", shop.time().instant().getEpochSecond())
                .mint();
        verify(token);

        shop.time().jumpWallClock(Duration.ofSeconds(-61));
        Shop.refuses(verifier, token, Reason.NOT_YET_VALID);
    }

    /** What the newest answer lacks is gone at once. */
    private KeyFetcher withoutGrace() {
        return KeyFetcher.builder()
                .trust(shop.issuer().issuer())
                .allowHttpOnLoopback()
                .refreshPolicy(RefreshPolicy.defaults().withMissingKeyGrace(Duration.ZERO))
                .build();
    }

    @Test
    void keyThatTheNewestAnswerLacks_keepsItsTokensForItsGrace() {
        SigningKey old = shop.issuer().signingKey();
        String token = shop.token().mint();
        verify(token);

        shop.issuer().rotate();
        shop.issuer().retire(old.keyId());
        fetcher.refresh(shop.issuer().issuer()).join();
        verify(token);
    }

    @Test
    void keyThatWasRotatedOut_takesItsTokensAlong() {
        SigningKey old = shop.issuer().signingKey();
        String token = shop.token().mint();
        try (KeyFetcher keys = withoutGrace()) {
            JwtVerifier strict = remembering(keys).build();
            strict.verify(token).join();

            shop.issuer().rotate();
            shop.issuer().retire(old.keyId());
            keys.refresh(shop.issuer().issuer()).join();
            Shop.refuses(strict, token, Reason.UNKNOWN_KEY);
        }
    }

    @Test
    void otherKeyOfTheSameId_isNotTheKeyOfTheToken() {
        SigningKey old = shop.issuer().signingKey();
        String token = shop.token().mint();
        try (KeyFetcher keys = withoutGrace()) {
            JwtVerifier strict = remembering(keys).build();
            strict.verify(token).join();

            shop.issuer().retire(old.keyId());
            shop.issuer().addKey(SigningKey.generate("RS256").withKeyId(old.keyId()));
            keys.refresh(shop.issuer().issuer()).join();
            Shop.refuses(strict, token, Reason.INVALID_SIGNATURE);
        }
    }

    @Test
    void keyThatStays_isVerifiedOnceMoreAfterARotation() {
        String token = shop.token().mint();
        VerifiedJwt first = verify(token);

        shop.issuer().addKey("RS256");
        fetcher.refresh(shop.issuer().issuer()).join();
        VerifiedJwt second = verify(token);
        assertThat(isRemembered(second, first)).isFalse();
        assertThat(isRemembered(verify(token), second)).isTrue();
    }

    @Test
    void revokedKey_isRefusedAtOnce() {
        String token = shop.token().mint();
        verify(token);

        fetcher.revokeNow(shop.issuer().issuer(), shop.issuer().signingKeyId());
        Shop.refuses(verifier, token, Reason.REVOKED_KEY);
    }

    @Test
    void closedFetcher_isClosedForRememberedTokensToo() {
        String token = shop.token().mint();
        verify(token);

        fetcher.close();
        Shop.refuses(verifier, token, Reason.CLOSED);
    }

    @Test
    void anyOtherByte_isAnotherToken() {
        String token = shop.token().mint();
        verify(token);

        Shop.refuses(verifier, shop.token().tamperedSignature().mint(), Reason.INVALID_SIGNATURE);
        for (int at : new int[] {5, token.indexOf('.') + 5, token.lastIndexOf('.') + 5}) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, at) + other + token.substring(at + 1);
            assertThat(verifier.verify(changed)).failsWithin(Duration.ofSeconds(20));
        }
        assertThat(verifier.verify(token + "\u00e9")).failsWithin(Duration.ofSeconds(20));
        assertThat(verifier.verify(token + "?")).failsWithin(Duration.ofSeconds(20));
    }

    @Test
    void verifierWithOtherRules_hasAMemoryOfItsOwn() {
        String token = shop.token().mint();
        verify(token);

        JwtVerifier other = JwtVerifier.builder(fetcher)
                .instantSource(shop.time().instants())
                .audience("warehouse")
                .rememberVerifiedTokens(100_000)
                .build();
        Shop.refuses(other, token, Reason.WRONG_AUDIENCE);
    }

    @Test
    void refusedToken_isNotRemembered() {
        String token = shop.token()
                .claim("nbf", shop.time().instant().getEpochSecond() + 100)
                .mint();
        Shop.refuses(verifier, token, Reason.NOT_YET_VALID);

        shop.time().advance(Duration.ofSeconds(100));
        VerifiedJwt verified = verify(token);
        assertThat(isRemembered(verify(token), verified)).isTrue();
    }

    @Test
    void tokensAreForgotten_whereTheyWeighTooMuch() {
        VerifiedTokens tokens = new VerifiedTokens(fetcher, shop.time().instants(), 3_000);
        for (int i = 0; i < 20; i++) {
            String token = shop.token().claim("jti", "id-" + i).mint();
            tokens.add(Digester.digest(token), verifier.verify(token).join(), ALWAYS);
            assertThat(tokens.bytes()).isLessThanOrEqualTo(3_000);
        }
        assertThat(tokens.size()).isBetween(4L, 6L);
    }

    /** CWE-770: 10,000 of them held 355 MB while what a caller had parsed was kept. */
    @Test
    void whatACallerParses_isNotKept() {
        String token = shop.token().claim("pad", "1,".repeat(200)).mint();
        VerifiedJwt first = verify(token);

        JsonObject parsed = verify(token).claims().json();
        assertThat(verify(token).claims().json()).isEqualTo(parsed).isNotSameAs(parsed);
        assertThat(first.claims().json()).isSameAs(first.claims().json());
    }

    @Test
    void rememberedTokens_takeLessThanOneAndAHalfTimesTheirLength() {
        String pad = "p".repeat(200);
        assertThat(bytesPerToken(pad))
                .isLessThan(1.5 * shop.token().claim("pad", pad).mint().length());
    }

    private double bytesPerToken(String pad) {
        VerifiedTokens tokens = new VerifiedTokens(fetcher, shop.time().instants(), 100_000_000);
        String token = shop.token().claim("pad", pad).mint();
        VerifiedJwt any = verify(token);
        int count = 20_000;
        long before = usedBytes();
        for (int i = 0; i < count; i++) {
            UnverifiedToken copy = UnverifiedToken.parse(token);
            VerifiedJwt one = new VerifiedJwt(copy.header(), new Claims(copy.payload()), any.key(), any.algorithm());
            tokens.add(new TokenDigest(i * 0x9e3779b97f4a7c15L, i, i, i), one, ALWAYS);
        }
        assertThat(tokens.size()).isEqualTo(count);
        double each = (double) (usedBytes() - before) / count;
        assertThat(each).isLessThan((double) tokens.bytes() / count); // what is weighed is no less than what is used
        return each;
    }

    private static long usedBytes() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void boundsOfNothing_areRefused() {
        JwtVerifierBuilder builder = shop.strict();

        assertThatIllegalArgumentException().isThrownBy(() -> builder.rememberVerifiedTokens(0));
    }

    @Test
    void fractionsOfASecond_areRememberedAndCount() {
        long soon = shop.time().instant().getEpochSecond() + 100;
        String token = shop.token().claims(Map.of("exp", soon + 0.5)).mint();
        VerifiedJwt first = verify(token);

        assertThat(isRemembered(verify(token), first)).isTrue();
        shop.time().advance(Duration.ofMillis(160_499)); // 60 s of clock skew
        assertThat(isRemembered(verify(token), first)).isFalse();
        shop.time().advance(Duration.ofMillis(1));
        Shop.refuses(verifier, token, Reason.EXPIRED);
    }

    @Test
    void tokenThatWasReadBefore_isRememberedWithItsText() {
        String token = shop.token().mint();
        VerifiedJwt first = verifier.verify(UnverifiedToken.parse(token)).join();

        assertThat(isRemembered(verify(token), first)).isTrue();
        assertThat(isRemembered(verifier.blocking().verify(UnverifiedToken.parse(token)), first))
                .isTrue();
    }

    /** What a service reads of nearly every token. */
    @Test
    void readingTheSubject_allocatesLittle() {
        String token =
                shop.token().claim("sub", "auth0|65f1c0a3b2d4e8f9a7c6b5d4").mint();
        VerifiedJwt jwt = verify(token);

        bytesPerCall(() -> jwt.claims().subject()); // so that all classes are loaded
        assertThat(bytesPerCall(() -> jwt.claims().subject())).isLessThanOrEqualTo(400);
    }

    private static long bytesPerCall(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        for (int i = 0; i < 1_000; i++) {
            call.run();
        }
        return (threads.getThreadAllocatedBytes(self) - before) / 1_000;
    }
}
